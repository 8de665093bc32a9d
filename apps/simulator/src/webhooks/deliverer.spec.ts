import { createHmac } from 'node:crypto';
import { SECRET, setStage, type Stage, text } from '../../test/simulatorSetup';

describe('webhooks of the simulator', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const reply = async (replyToken: unknown): Promise<number> => (await stage.line('POST', '/v2/bot/message/reply', { replyToken, messages: text('hi') })).status;
  const log = async (): Promise<any[]> => (await stage.drive('GET', '/webhooks')).webhooks;
  /** Sends texts without waiting, then waits for the bot to have so many events. */
  const sendAll = async (...texts: string[]): Promise<void> => {
    for (const words of texts) await stage.drive('POST', `/users/${ann}/send`, { type: 'text', text: words });
  };
  /** Resolves when the log shows so many attempts in all. */
  const attempts = async (count: number): Promise<any[]> => {
    for (;;) {
      const all = (await log()).flatMap((entry) => entry.attempts);
      if (all.length >= count) return all;
      await new Promise(setImmediate);
    }
  };

  it('are signed over the exact bytes, with the headers LINE sends', async () => {
    await stage.say(ann, 'hello');
    const { headers, raw } = stage.bot.received[0]!;
    expect(headers).toMatchObject({ 'user-agent': 'LineBotWebhook/2.0', 'content-type': 'application/json; charset=utf-8' });
    expect(headers['x-line-signature']).toBe(createHmac('sha256', SECRET).update(raw).digest('base64'));
  });

  it('write emoji as escapes, so that a bot which re-serialises the body fails here too', async () => {
    await stage.say(ann, '🤨 ก');
    const { raw, headers, body } = stage.bot.received[0]!;
    expect(raw.toString()).toContain('"text":"\\uD83E\\uDD28 ก"');
    expect(body.events[0]?.message.text).toBe('🤨 ก');
    expect(createHmac('sha256', SECRET).update(JSON.stringify(body)).digest('base64')).not.toBe(headers['x-line-signature']);
  });

  it('carry what LINE carries, and leave out what is absent', async () => {
    const event = await stage.say(ann, 'hello');
    expect(event).toEqual({
      type: 'message',
      message: { type: 'text', id: expect.stringMatching(/^\d{18}$/), text: 'hello', quoteToken: expect.any(String), markAsReadToken: expect.any(String) },
      webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      deliveryContext: { isRedelivery: false },
      timestamp: stage.clock.now(),
      source: { type: 'user', userId: ann },
      replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      mode: 'active',
    });
    expect(stage.bot.received[0]?.raw.toString()).not.toContain('null');
  });

  it('carry no reply token in standby', async () => {
    await stage.settings({ mode: 'standby' });
    const event = await stage.say(ann, 'hello');
    expect(event).toMatchObject({ mode: 'standby' });
    expect(event).not.toHaveProperty('replyToken');
  });

  it('fail after the time a bot has, and the log says so', async () => {
    await stage.settings({ webhookTimeoutMs: 40 });
    stage.bot.answer = () => undefined;
    const { webhook } = await stage.drive('POST', `/users/${ann}/send`, { type: 'text', text: 'hello', wait: true });
    expect(webhook).toMatchObject({ state: 'failed', reason: 'request_timeout' });
    expect(await log()).toMatchObject([{ type: 'message', state: 'failed', reason: 'request_timeout', attempts: [{ isRedelivery: false }] }]);
    expect((await stage.chat(ann)).bubbles[0]?.webhook).toMatchObject({ state: 'failed', reason: 'request_timeout' });
  });

  it.each([199 + 102, 400, 404, 500])('fail when the bot answers %d', async (status) => {
    stage.bot.answer = (response) => void response.writeHead(status).end();
    await stage.say(ann, 'hello');
    expect(await log()).toMatchObject([{ state: 'failed', reason: 'error_status_code', statusCode: status, attempts: [{ detail: String(status) }] }]);
  });

  it('fail when nobody listens, and are not sent without an address or when switched off', async () => {
    const states = async (): Promise<unknown[]> => (await log()).map(({ state, reason }) => [state, reason]);
    await stage.settings({ active: false });
    await sendAll('one');
    await stage.settings({ active: true, webhookUrl: null });
    await sendAll('two');
    await stage.settings({ webhookUrl: stage.bot.url });
    await stage.bot.close();
    await stage.drive('POST', `/users/${ann}/send`, { type: 'text', text: 'three', wait: true });
    expect(await states()).toEqual([['notSent', undefined], ['notSent', undefined], ['failed', 'could_not_connect']]);
  });

  it('keep the order of a chat even when the bot is slow', async () => {
    const waiting: (() => void)[] = [];
    stage.bot.answer = (response) => void waiting.push(() => response.writeHead(200).end());
    await sendAll('one', 'two', 'three');
    for (let nth = 1; nth <= 3; nth++) {
      while (waiting.length === 0) await new Promise(setImmediate);
      expect(stage.bot.received).toHaveLength(nth);
      waiting.shift()!();
    }
    await attempts(3);
    expect(stage.bot.events().map(({ message }) => message.text)).toEqual(['one', 'two', 'three']);
  });

  it('let other people pass a chat that waits', async () => {
    const bob = await stage.user('Bob');
    stage.bot.answer = (response, nth) => void (nth > 1 && response.writeHead(200).end());
    await sendAll('stuck');
    expect((await stage.say(bob, 'hello')).message.text).toBe('hello');
  });

  describe('delivered again', () => {
    it('are the same but for the mark, by themselves when switched on', async () => {
      await stage.settings({ redelivery: { delaysMs: [5, 5] } });
      stage.bot.answer = (response, nth) => void response.writeHead(nth < 3 ? 500 : 200).end();
      await sendAll('hello');
      expect((await attempts(3)).map(({ isRedelivery, state }) => [isRedelivery, state])).toEqual([[false, 'failed'], [true, 'failed'], [true, 'delivered']]);
      const [first, second, third] = stage.bot.events();
      expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
      expect(third).toEqual(second);
    });

    it('are not, by default', async () => {
      stage.bot.answer = (response) => void response.writeHead(500).end();
      const event = await stage.say(ann, 'hello');
      expect(await log()).toHaveLength(1);
      expect(stage.bot.received).toHaveLength(1);
      expect(await stage.drive('POST', `/webhooks/${event.webhookEventId}/redeliver`)).toMatchObject({ attempts: [{ isRedelivery: false }, { isRedelivery: true }] });
    });

    it('give an unused reply token another minute, until 20 minutes after the event', async () => {
      const { webhookEventId, replyToken } = await stage.say(ann, 'hello');
      const other = await stage.say(ann, 'me too');
      stage.clock.advance(20 * 60_000);
      await stage.drive('POST', `/webhooks/${webhookEventId}/redeliver`);
      expect(await reply(replyToken)).toBe(200);
      stage.clock.advance(1);
      await stage.drive('POST', `/webhooks/${other.webhookEventId}/redeliver`);
      expect(await reply(other.replyToken)).toBe(400);
    });

    it('do not revive a token that was used', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      expect(await reply(replyToken)).toBe(200);
      await stage.drive('POST', '/webhooks/last/redeliver');
      expect(await reply(replyToken)).toBe(400);
    });
  });

  describe('in chaos', () => {
    it('come more than once', async () => {
      await stage.drive('POST', '/chaos', { duplicate: 2 });
      await sendAll('hello');
      await attempts(3);
      expect(new Set(stage.bot.events().map(({ webhookEventId }) => webhookEventId)).size).toBe(1);
      expect(stage.bot.events().map(({ deliveryContext }) => deliveryContext.isRedelivery)).toEqual([false, false, false]);
    });

    it('come in reverse', async () => {
      await stage.drive('POST', '/chaos', { reorder: 3, holdMs: 600_000 });
      await sendAll('one', 'two', 'three');
      await attempts(3);
      expect(stage.bot.events().map(({ message }) => message.text)).toEqual(['three', 'two', 'one']);
    });

    it('held back do not wait for others for ever', async () => {
      await stage.drive('POST', '/chaos', { reorder: true, holdMs: 10 });
      await sendAll('alone');
      await attempts(1);
      await stage.drive('POST', '/chaos', { batch: 5, holdMs: 10 });
      await sendAll('alone again');
      await attempts(2);
    });

    it('come several in one body, of different people', async () => {
      const bob = await stage.user('Bob');
      await stage.drive('POST', '/chaos', { batch: 2, holdMs: 600_000 });
      await sendAll('from Ann');
      await stage.drive('POST', `/users/${bob}/send`, { type: 'text', text: 'from Bob' });
      await attempts(2);
      expect(stage.bot.received).toHaveLength(1);
      expect(stage.bot.events().map(({ source }) => source.userId)).toEqual([ann, bob]);
    });

    it('are joined by types nobody knows', async () => {
      await stage.drive('POST', '/chaos', { unknownEvent: true });
      await sendAll('hello');
      await attempts(2);
      expect(stage.bot.events().map(({ type }) => type)).toEqual([expect.stringMatching(/^sim/), 'message']);
      await stage.drive('POST', '/chaos', {});
      await stage.drive('POST', `/users/${ann}/event`, { type: 'hologramWaved', fields: { wave: { height: 3 } }, wait: true });
      expect(stage.bot.events().at(-1)).toMatchObject({ type: 'hologramWaved', wave: { height: 3 }, source: { userId: ann } });
    });

    it('come late', async () => {
      await stage.drive('POST', '/chaos', { delayMs: 30 });
      const started = performance.now();
      await sendAll('hello');
      await attempts(1);
      // Timers count whole milliseconds.
      expect(performance.now() - started).toBeGreaterThanOrEqual(29);
    });
  });

  it('can be an empty body, as LINE sends to verify', async () => {
    expect(await stage.drive('POST', '/probe')).toMatchObject({ success: true, reason: 'OK' });
    expect(stage.bot.received[0]?.body).toMatchObject({ destination: expect.stringMatching(/^U/), events: [] });
  });
});
