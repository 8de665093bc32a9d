import { CHANNEL, setStage, type Stage, text } from '../../test/simulatorSetup';

const KEY = '123e4567-e89b-12d3-a456-426614174000';
const DAY_MS = 86_400_000;
const LIMIT_TEXT = 'You have reached your monthly limit.';

describe('sending to the simulator', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const reply = (replyToken: unknown, messages: unknown = text('hi'), headers = {}) => stage.line('POST', '/v2/bot/message/reply', { replyToken, messages }, headers);
  const push = (to: unknown, messages: unknown = text('hi'), headers = {}) => stage.line('POST', '/v2/bot/message/push', { to, messages }, headers);
  const pushWithKey = (key: string, words = 'hi') => push(ann, text(words), { 'X-Line-Retry-Key': key });
  const used = async (): Promise<number> => (await stage.line('GET', '/v2/bot/message/quota/consumption')).body.totalUsage;
  const shown = async (userId = ann): Promise<unknown[]> => (await stage.chat(userId)).bubbles.filter(({ side }) => side === 'bot').map(({ message }) => message.text);

  describe('a reply token', () => {
    it('works once', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      expect((await reply(replyToken)).status).toBe(200);
      const second = await reply(replyToken);
      expect([second.status, second.body]).toEqual([400, { message: 'Invalid reply token' }]);
      expect(await shown()).toEqual(['hi']);
    });

    it('works for a minute from delivery, by the clock that can be moved', async () => {
      const first = await stage.say(ann, 'hello');
      await stage.drive('POST', '/sim/v1/clock', { advance: 60_000 });
      expect((await reply(first.replyToken)).status).toBe(200);
      const second = await stage.say(ann, 'hello');
      await stage.drive('POST', '/sim/v1/clock', { advance: 60_001 });
      expect((await reply(second.replyToken)).body).toEqual({ message: 'Invalid reply token' });
    });

    it('can be given another life for tests', async () => {
      await stage.settings({ replyTokenMs: 1_000 });
      const { replyToken } = await stage.say(ann, 'hello');
      stage.clock.advance(1_001);
      expect((await reply(replyToken)).status).toBe(400);
    });

    it('is not used up by messages LINE refuses', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      expect((await reply(replyToken, text('x'.repeat(5_001)))).status).toBe(400);
      expect((await reply(replyToken)).status).toBe(200);
    });

    it('of nobody is refused, unless the channel takes any for a load test', async () => {
      expect((await reply('0'.repeat(32))).body).toEqual({ message: 'Invalid reply token' });
      await stage.settings({ anyReplyToken: true });
      expect((await reply('0'.repeat(32))).body.sentMessages).toHaveLength(1);
    });

    it('may be missing together with other faults, and all are named', async () => {
      const { status, body } = await reply(undefined, text('x'.repeat(5_001)));
      expect([status, body]).toEqual([
        400,
        {
          message: 'The request body has 2 error(s)',
          details: [
            { message: 'May not be empty', property: 'replyToken' },
            { message: 'Length must be between 0 and 5000', property: 'messages[0].text' },
          ],
        },
      ]);
    });

    it('is free even when the month is used up', async () => {
      await stage.settings({ quota: 0 });
      const { replyToken } = await stage.say(ann, 'hello');
      expect((await reply(replyToken)).status).toBe(200);
      expect(await used()).toBe(0);
    });
  });

  describe('a retry key', () => {
    it('makes the second push a 409 with what the first one sent', async () => {
      const first = await pushWithKey(KEY);
      const second = await pushWithKey(KEY);
      expect(first.status).toBe(200);
      expect(second.status).toBe(409);
      expect(second.body).toEqual({ message: 'The retry key is already accepted', sentMessages: first.body.sentMessages });
      expect(second.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
      expect(second.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'));
      expect(await shown()).toEqual(['hi']);
      expect(await used()).toBe(1);
    });

    it('is remembered for 24 hours and then sends again', async () => {
      await pushWithKey(KEY);
      stage.clock.advance(DAY_MS - 1);
      expect((await pushWithKey(KEY)).status).toBe(409);
      stage.clock.advance(1);
      expect((await pushWithKey(KEY)).status).toBe(200);
    });

    it('is spent by success only', async () => {
      await stage.drive('POST', '/chaos', { failNext: { status: 500 } });
      expect((await pushWithKey(KEY)).status).toBe(500);
      expect((await pushWithKey(KEY, 'x'.repeat(5_001))).status).toBe(400);
      expect((await pushWithKey(KEY)).status).toBe(200);
    });

    it('is spent when the connection was cut after LINE accepted', async () => {
      await stage.drive('POST', '/chaos', { cutAfterAccept: 1 });
      await expect(pushWithKey(KEY)).rejects.toThrow();
      expect((await pushWithKey(KEY)).status).toBe(409);
      expect(await shown()).toEqual(['hi']);
    });

    it('is not spent when the connection was cut before', async () => {
      await stage.drive('POST', '/chaos', { cutBeforeAccept: 1 });
      await expect(pushWithKey(KEY)).rejects.toThrow();
      expect((await pushWithKey(KEY)).status).toBe(200);
    });

    it('is refused where LINE takes none, and when it is no UUID', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      expect((await reply(replyToken, text('hi'), { 'X-Line-Retry-Key': KEY })).status).toBe(400);
      expect((await reply(replyToken)).status).toBe(200);
      expect((await pushWithKey('1234')).status).toBe(400);
      expect((await stage.line('GET', '/v2/bot/info', undefined, { 'X-Line-Retry-Key': KEY })).status).toBe(400);
    });
  });

  describe('the monthly quota', () => {
    it('counts people, not messages: four objects to a group of five are five', async () => {
      const members = [ann, ...(await Promise.all(['Bob', 'Cat', 'Dan', 'Eve'].map((name) => stage.user(name))))];
      const { groupId } = await stage.drive('POST', '/groups', { name: 'Friends', members });
      const { body } = await push(groupId, text('1', '2', '3', '4'));
      expect(body.sentMessages).toHaveLength(4);
      expect(await used()).toBe(5);
      expect((await stage.drive('GET', `/groups/${groupId}/chat`)).bubbles.map(({ cost }: { cost: number }) => cost)).toEqual([5, 0, 0, 0]);
    });

    it('refuses the whole request that does not fit', async () => {
      await stage.settings({ quota: 2 });
      const bob = await stage.user('Bob');
      await push(ann);
      const multicast = await stage.line('POST', '/v2/bot/message/multicast', { to: [ann, bob], messages: text('both') });
      expect([multicast.status, multicast.body]).toEqual([429, { message: LIMIT_TEXT }]);
      expect(await used()).toBe(1);
      expect(await shown(bob)).toEqual([]);
      expect((await push(bob)).status).toBe(200);
      expect((await push(bob)).status).toBe(429);
      expect((await stage.line('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 2 });
    });

    it('begins anew with the month in Japan', async () => {
      await stage.settings({ quota: 1 });
      await stage.drive('POST', '/sim/v1/clock', { set: Date.UTC(2026, 10, 30, 14, 59, 59) });
      await push(ann);
      expect((await push(ann)).status).toBe(429);
      stage.clock.advance(1_000);
      expect((await push(ann)).status).toBe(200);
      expect(await used()).toBe(1);
    });

    it('counts multicast and broadcast by recipients', async () => {
      const bob = await stage.user('Bob');
      await stage.user('Stranger', { friend: false });
      expect((await stage.line('POST', '/v2/bot/message/multicast', { to: [ann, bob, bob], messages: text('m') })).body).toEqual({});
      expect(await used()).toBe(2);
      expect((await stage.line('POST', '/v2/bot/message/broadcast', { messages: text('b') })).body).toEqual({});
      expect(await used()).toBe(4);
      expect(await shown(bob)).toEqual(['m', 'b']);
    });
  });

  describe('people out of reach', () => {
    it('are sent to with success, without anything shown or counted', async () => {
      await stage.drive('POST', `/users/${ann}/block`);
      const { status, body } = await push(ann);
      expect([status, body.sentMessages.length]).toEqual([200, 1]);
      expect(await shown()).toEqual([]);
      expect(await used()).toBe(0);
      expect((await stage.line('GET', `/v2/bot/profile/${ann}`)).status).toBe(404);
    });

    it('are strangers more than seven days after they wrote', async () => {
      const bob = await stage.user('Bob', { friend: false });
      await push(bob, text('too early'));
      await stage.say(bob, 'hello');
      stage.clock.advance(7 * DAY_MS);
      await push(bob, text('in time'));
      stage.clock.advance(1);
      await push(bob, text('too late'));
      expect(await shown(bob)).toEqual(['in time']);
    });

    it('are unknown: push fails, multicast drops them, malformed ids are named', async () => {
      const nobody = `U${'0'.repeat(32)}`;
      expect((await push(nobody)).body).toEqual({ message: 'Failed to send messages' });
      const multicast = (to: unknown) => stage.line('POST', '/v2/bot/message/multicast', { to, messages: text('m') });
      expect((await multicast([ann, nobody])).status).toBe(200);
      expect((await multicast([ann, 'Ann'])).body.message).toContain("'to[1]'");
      expect((await multicast([])).body.details).toEqual([{ message: 'Size must be between 1 and 500', property: 'to' }]);
      expect((await push('Ann')).body.message).toContain("'to'");
      expect(await shown()).toEqual(['m']);
    });
  });

  describe('the limits of messages', () => {
    const quickReplies = (count: number, label = 'yes'): object => ({
      items: Array.from({ length: count }, () => ({ type: 'action', action: { type: 'message', label, text: 'yes' } })),
    });
    const carousel = (...actionCounts: number[]): object => ({
      type: 'template',
      altText: 'menu',
      template: {
        type: 'carousel',
        columns: actionCounts.map((count) => ({ text: 'dish', actions: Array.from({ length: count }, () => ({ type: 'message', label: 'take', text: 'take' })) })),
      },
    });
    const refusal = async (message: object): Promise<unknown> => (await push(ann, [message])).body.details;

    it('are counted in the unit LINE counts in', async () => {
      const tooLong = [{ message: 'Length must be between 0 and 5000', property: 'messages[0].text' }];
      expect(await refusal({ type: 'text', text: 'x'.repeat(5_001) })).toEqual(tooLong);
      expect(await refusal({ type: 'text', text: '🍎'.repeat(2_501) })).toEqual(tooLong);
      expect(await refusal({ type: 'text', text: '🍎'.repeat(2_500) })).toBeUndefined();
      expect(await refusal({ type: 'text', text: 'hi', quickReply: quickReplies(1, '👨‍👩‍👧‍👦'.repeat(20)) })).toBeUndefined();
      expect(await refusal({ type: 'text', text: 'hi', quickReply: quickReplies(1, '👨‍👩‍👧‍👦'.repeat(21)) })).toHaveLength(1);
    });

    it('bound quick replies, and make columns of a carousel alike', async () => {
      expect(await refusal({ type: 'text', text: 'hi', quickReply: quickReplies(13) })).toBeUndefined();
      expect(await refusal({ type: 'text', text: 'hi', quickReply: quickReplies(14) })).toHaveLength(1);
      expect(await refusal(carousel(3, 3))).toBeUndefined();
      expect((await push(ann, [carousel(3, 1)])).status).toBe(400);
    });

    it('are one to five messages', async () => {
      for (const messages of [[], text('1', '2', '3', '4', '5', '6'), null, 'text', {}]) {
        expect((await push(ann, messages)).body).toEqual({
          message: 'The request body has 1 error(s)',
          details: [{ message: 'Size must be between 1 and 5', property: 'messages' }],
        });
      }
    });

    it('point into Flex contents by JSON pointer', async () => {
      const flex = { type: 'flex', altText: 'card', contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'hi', colour: 'red' }] } } };
      const { status, body } = await push(ann, [...text('fine'), flex]);
      expect(status).toBe(400);
      expect(body.message).toBe('A message (messages[1]) in the request body is invalid');
      expect(body.details[0].property).toMatch(/^\/body\/contents\/0/);
    });

    it('want HTTPS for media, unless the channel is lenient', async () => {
      const image = { type: 'image', originalContentUrl: 'http://localhost/a.png', previewImageUrl: 'http://localhost/a.png' };
      expect((await push(ann, [image])).status).toBe(400);
      await stage.settings({ lenient: true });
      expect((await push(ann, [image])).status).toBe(200);
    });

    it('can be asked about without sending', async () => {
      for (const call of ['reply', 'push', 'multicast', 'narrowcast', 'broadcast']) {
        const validate = (messages: object[]) => stage.line('POST', `/v2/bot/message/validate/${call}`, { messages });
        expect((await validate(text('hi'))).body).toEqual({});
        expect((await validate(text('x'.repeat(5_001)))).status).toBe(400);
      }
      expect(await shown()).toEqual([]);
    });
  });

  describe('every call', () => {
    it('needs a token LINE knows', async () => {
      for (const authorization of ['', 'Bearer ', 'Bearer wrong', 'Basic abc']) {
        const answer = await push(ann, text('hi'), { authorization });
        expect(answer.status).toBe(401);
        expect(answer.body.message).toContain('invalid token');
      }
    });

    it('gets a request id of its own, also when refused', async () => {
      const ids = [
        await push(ann),
        await push('x'),
        await push(ann, text('hi'), { authorization: 'Bearer wrong' }),
        await stage.line('GET', '/v2/bot/nothing'),
        await stage.line('POST', '/oauth2/v3/token'),
      ].map(({ headers }) => headers.get('x-line-request-id'));
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('is refused when the body is too large, no JSON, or of another type', async () => {
      const body = JSON.stringify({ to: ann, messages: text('x'.repeat(2 * 1024 * 1024)) });
      expect((await stage.line('POST', '/v2/bot/message/push', body)).status).toBe(413);
      expect((await stage.line('POST', '/v2/bot/message/push', '{')).status).toBe(400);
      expect((await stage.line('POST', '/v2/bot/message/push', '[]')).status).toBe(400);
      expect((await stage.line('POST', '/v2/bot/message/push', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    });

    it('is held to the rate of its endpoint, which can be raised or switched off', async () => {
      const broadcasts = async (count: number): Promise<number[]> => {
        const statuses: number[] = [];
        for (let i = 0; i < count; i++) statuses.push((await stage.line('POST', '/v2/bot/message/broadcast', { messages: text('b') })).status);
        return statuses;
      };
      // A tenth of LINE's 60 an hour.
      await stage.settings({ rateLimits: 0.1 });
      expect(await broadcasts(7)).toEqual([200, 200, 200, 200, 200, 200, 429]);
      expect((await push(ann)).status).toBe(200);
      stage.clock.advance(600_000);
      expect(await broadcasts(2)).toEqual([200, 429]);
      await stage.settings({ rateLimits: true });
      expect(await broadcasts(7)).toEqual(Array(7).fill(200));
      await stage.settings({ rateLimits: 0.1 });
      expect((await broadcasts(7)).at(-1)).toBe(429);
      await stage.settings({ rateLimits: false });
      expect(await broadcasts(1)).toEqual([200]);
    });

    it('fails as told', async () => {
      await stage.drive('POST', '/chaos', { failNext: { status: 429, count: 1, endpoint: 'push', monthly: true } });
      expect((await stage.line('GET', '/v2/bot/info')).status).toBe(200);
      expect((await push(ann)).body).toEqual({ message: LIMIT_TEXT });
      expect((await push(ann)).status).toBe(200);
      await stage.drive('POST', '/chaos', { down: true });
      expect((await push(ann)).status).toBe(500);
      await stage.drive('POST', '/chaos', {});
      expect((await push(ann)).status).toBe(200);
    });

    it('is shown by the inspector', async () => {
      const { body, headers } = await pushWithKey(KEY);
      const { requests } = await stage.drive('GET', '/requests');
      expect(requests).toEqual([
        {
          contentType: 'application/json',
          requestId: headers.get('x-line-request-id'),
          at: stage.clock.now(),
          method: 'POST',
          path: '/v2/bot/message/push',
          status: 200,
          request: JSON.stringify({ to: ann, messages: text('hi') }),
          response: JSON.stringify(body),
          retryKey: KEY,
          cost: 1,
        },
      ]);
      expect(JSON.stringify(await stage.drive('GET', `/sim/v1/channels/${CHANNEL}`))).not.toContain('token-of-the-bot');
    });
  });

  it('gives growing ids of 18 digits, and quote tokens for what can be quoted', async () => {
    const { body } = await push(ann, [...text('a'), { type: 'location', title: 't', address: 'a', latitude: 1, longitude: 2 }]);
    const [first, second] = body.sentMessages;
    expect(first).toEqual({ id: expect.stringMatching(/^\d{18}$/), quoteToken: expect.any(String) });
    expect(second).toEqual({ id: expect.stringMatching(/^\d{18}$/) });
    expect(BigInt(second.id)).toBeGreaterThan(BigInt(first.id));
  });
});
