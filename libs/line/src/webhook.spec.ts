import fc from 'fast-check';
import { cleanText } from './cleanText';
import { toInput } from './toInput';
import { parseWebhook, readWebhook, WebhookBodyError } from './webhook';

const body = (...events: object[]): Buffer => Buffer.from(JSON.stringify({ destination: 'Ubot', events }));
const ann = { type: 'user', userId: 'U'.padEnd(33, 'a') };
const hello = {
  type: 'message',
  webhookEventId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  timestamp: 1_760_000_000_000,
  mode: 'active',
  deliveryContext: { isRedelivery: false },
  replyToken: 'r'.repeat(32),
  source: ann,
  message: { type: 'text', id: '123456789012345678', text: 'hello', quoteToken: 'q' },
};

describe('parseWebhook', () => {
  it('reads what routing and storing need and keeps the whole event', () => {
    expect(parseWebhook(body(hello))).toEqual([
      {
        webhookEventId: hello.webhookEventId,
        type: 'message',
        timestamp: hello.timestamp,
        mode: 'active',
        isRedelivery: false,
        replyToken: hello.replyToken,
        source: ann,
        conversationKey: `u:${ann.userId}`,
        raw: hello,
      },
    ]);
  });

  it('takes the empty probe, and says whom a body is for', () => {
    expect(readWebhook(body())).toEqual({ destination: 'Ubot', events: [] });
  });

  it('keeps event types and fields it has never heard of', () => {
    const later = { ...hello, type: 'hologramWaved', wave: { amplitude: 3 }, mode: 'napping' };
    const [event] = parseWebhook(body(later));
    expect(event).toMatchObject({ type: 'hologramWaved', mode: 'napping', raw: { wave: { amplitude: 3 } } });
    expect(toInput(event!)).toEqual({ at: hello.timestamp, type: 'eventReceived', event: later });
  });

  it('knows a group by its id, with or without the person', () => {
    const [withPerson, without, room] = parseWebhook(
      body(
        { ...hello, source: { type: 'group', groupId: 'C1', userId: 'U1' } },
        { ...hello, source: { type: 'group', groupId: 'C1' } },
        { ...hello, source: { type: 'room', roomId: 'R1' } },
      ),
    );
    expect([withPerson, without, room].map((event) => event?.conversationKey)).toEqual(['g:C1', 'g:C1', 'r:R1']);
    expect(without?.source).toEqual({ type: 'group', groupId: 'C1' });
  });

  it('accepts events that belong to no chat', () => {
    const [event] = parseWebhook(body({ type: 'delivery', webhookEventId: 'x', timestamp: 1, delivery: { data: 'd' } }));
    expect(event).not.toHaveProperty('conversationKey');
    expect(event).not.toHaveProperty('replyToken');
  });

  it('sees redelivery', () => {
    expect(parseWebhook(body({ ...hello, deliveryContext: { isRedelivery: true } }))[0]?.isRedelivery).toBe(true);
  });

  it('gives an event without id the same stand-in each time it is delivered', () => {
    const { webhookEventId: _id, ...nameless } = hello;
    const first = parseWebhook(body(nameless))[0]!.webhookEventId;
    const again = parseWebhook(body({ ...nameless, deliveryContext: { isRedelivery: true } }))[0]!.webhookEventId;
    const other = parseWebhook(body({ ...nameless, timestamp: 5 }))[0]!.webhookEventId;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('drops prototype keys, also those written with escapes', () => {
    const raw = Buffer.from(
      '{"events":[{"type":"message","webhookEventId":"1","__proto__":{"admin":true},"\\u005f_proto__":{"x":1},"message":{"constructor":{"prototype":{}},"id":"1","type":"text"}}]}',
    );
    const [event] = parseWebhook(raw);
    expect(JSON.stringify(event!.raw)).toBe('{"type":"message","webhookEventId":"1","message":{"id":"1","type":"text"}}');
    expect(Object.getPrototypeOf(event!.raw)).toBe(Object.prototype);
  });

  it('cleans NUL and lone surrogates and leaves emoji whole', () => {
    const raw = Buffer.from('{"events":[{"type":"message","webhookEventId":"1","message":{"type":"text","id":"1","text":"a\\u0000b\\ud83dc\\uD83E\\uDD28"}}]}');
    expect(parseWebhook(raw)[0]!.raw.message).toMatchObject({ text: 'a\uFFFDb\uFFFDc🤨' });
  });

  it('leaves entries out that are no events', () => {
    const raw = Buffer.from('{"events":[null,1,"x",[],{},{"type":7},{"type":"follow","webhookEventId":"1"}]}');
    expect(parseWebhook(raw).map((event) => event.type)).toEqual(['follow']);
  });

  it('uses the time of receipt when an event has none that makes sense', () => {
    const times = [undefined, 'noon', -1, 1.5, 1e300].map((timestamp) => ({ ...hello, timestamp }));
    expect(parseWebhook(body(...times), 42).map((event) => event.timestamp)).toEqual([42, 42, 42, 42, 42]);
  });

  it.each([
    ['', 'notJson'],
    ['nonsense', 'notJson'],
    ['{"events":[}', 'notJson'],
    ['null', 'notAWebhook'],
    ['[]', 'notAWebhook'],
    ['{}', 'notAWebhook'],
    ['{"events":{}}', 'notAWebhook'],
    [`{"events":${'['.repeat(1_000_000)}`, 'tooDeep'],
  ])('refuses %.20j as %s', (text, code) => {
    expect(() => parseWebhook(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'WebhookBodyError', code }));
  });

  it('does not take brackets in texts for nesting', () => {
    const text = '[{'.repeat(500) + '"\\';
    expect(parseWebhook(body({ ...hello, message: { ...hello.message, text } }))[0]!.raw.message).toMatchObject({ text });
  });

  it('never fails in another way, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json().map((json) => Buffer.from(`{"events":[${json}]}`)), fc.uint8Array().map((bytes) => Buffer.from(bytes))), (raw) => {
        try {
          for (const event of parseWebhook(raw)) toInput(event);
        } catch (error) {
          expect(error).toBeInstanceOf(WebhookBodyError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cleanText', () => {
  it('leaves only what UTF-8 and PostgreSQL can hold, and touches nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned.includes('\0')).toBe(false);
        expect(Buffer.from(cleaned).toString()).toBe(cleaned);
        expect(cleaned.length).toBe(text.length);
        if (Buffer.from(text).toString() === text && !text.includes('\0')) expect(cleaned).toBe(text);
      }),
    );
  });
});

describe('toInput', () => {
  const input = (event: object) => toInput(parseWebhook(body({ webhookEventId: '1', timestamp: 7, source: ann, ...event }))[0]!);

  it('turns messages, taps, follow and unfollow into inputs of their own', () => {
    expect(input({ type: 'message', message: hello.message })).toEqual({ at: 7, type: 'messageReceived', message: hello.message });
    expect(input({ type: 'postback', postback: { data: 'a=1' } })).toEqual({ at: 7, type: 'postbackReceived', data: 'a=1' });
    expect(input({ type: 'postback', postback: { data: 'd', params: { date: '2026-11-21' } } })).toEqual({
      at: 7,
      type: 'postbackReceived',
      data: 'd',
      params: { date: '2026-11-21' },
    });
    expect(input({ type: 'follow', follow: { isUnblocked: true } })).toEqual({ at: 7, type: 'friendAdded', isUnblocked: true });
    expect(input({ type: 'follow' })).toEqual({ at: 7, type: 'friendAdded', isUnblocked: false });
    expect(input({ type: 'unfollow' })).toEqual({ at: 7, type: 'friendRemoved' });
  });

  it('says in groups who it was, where LINE says so, and who came or went alone', () => {
    const group = { type: 'group', groupId: 'C1' };
    const members = (...ids: string[]) => ({ members: ids.map((userId) => ({ type: 'user', userId })) });
    expect(input({ type: 'message', message: hello.message, source: { ...group, userId: 'U2' } }).from).toBe('U2');
    expect(input({ type: 'message', message: hello.message, source: group }).from).toBeUndefined();
    expect(input({ type: 'memberJoined', joined: members('U3'), source: group }).from).toBe('U3');
    expect(input({ type: 'memberLeft', left: members('U3'), source: { type: 'room', roomId: 'R1' } }).from).toBe('U3');
    expect(input({ type: 'memberJoined', joined: members('U3', 'U4'), source: group }).from).toBeUndefined();
    expect(input({ type: 'memberJoined', joined: 'nonsense', source: group }).from).toBeUndefined();
    expect(input({ type: 'message', message: hello.message }).from).toBeUndefined();
  });

  it('hands on everything else as it came', () => {
    for (const event of [{ type: 'join' }, { type: 'unsend', unsend: { messageId: '1' } }, { type: 'message' }, { type: 'postback', postback: {} }]) {
      expect(input(event)).toMatchObject({ at: 7, type: 'eventReceived', event });
    }
  });
});
