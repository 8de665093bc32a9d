import { testDatabase } from '@chatloom/test/database';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import type { FlowDocument } from '@chatloom/flow';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const FLOW: FlowDocument = {
  formatVersion: 1, name: 'Photo', language: 'en',
  nodes: {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'photo' }] } },
    ask: { type: 'askImage', data: { question: 'Send it', accept: ['image', 'file'], saveTo: { in: 'field', name: 'photo' } } },
    ok: { type: 'text', data: { text: 'Thank you' } },
  },
  edges: [{ id: 'a', from: 'start', port: 'next', to: 'ask' }, { id: 'b', from: 'ask', port: 'answered', to: 'ok' }],
  layout: { nodes: {} },
};

describe('what people send', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, media, parked_event, process_heartbeat, bot CASCADE');
    h = await createHarness(database(), { photo: FLOW });
  });

  const sends = (message: object) => h.happens({ type: 'messageReceived', at: h.clock.now(), message: { id: 'm-photo', type: 'image', ...message } });
  const unsends = (messageId: string) => h.happens({ type: 'eventReceived', at: h.clock.now(), event: { type: 'unsend', unsend: { messageId } } }, { replyToken: null });
  const mediaOf = async () => {
    const photo = (await h.system.contacts.findByLineUser(h.botId, 'Ann'))!.fields['photo'] as { mediaId: string };
    return (await h.system.media.open(h.botId, photo.mediaId))!;
  };
  const later = async (ms: number) => {
    h.clock.advance(ms);
    await h.system.runtime.sweep();
    await h.settle();
  };
  const ok = (body: Buffer, contentType = 'image/png') => ({ kind: 'ok' as const, value: { body, contentType } });

  it('is fetched after the turn and kept with the type its bytes show', async () => {
    h.line.contents.push(ok(PNG, 'text/html'));
    await h.says('photo');
    await sends({});
    expect(h.line.said).toEqual(['reply: Send it', 'reply: Thank you']);
    const media = await mediaOf();
    expect(media).toMatchObject({ state: 'stored', contentType: 'image/png', byteSize: PNG.length, mediaType: 'image' });
    expect(media.bytes).toEqual(PNG);
  });

  it('is asked for again while LINE prepares it, without anybody waiting', async () => {
    h.line.contents.push({ kind: 'preparing' }, { kind: 'preparing' }, ok(PNG));
    await h.says('photo');
    await sends({});
    expect((await mediaOf()).state).toBe('wanted');
    await later(1_000);
    expect((await mediaOf()).state).toBe('wanted');
    await later(500);
    expect(h.line.contents).toHaveLength(1);
    await later(1_500);
    expect((await mediaOf()).state).toBe('stored');
  });

  it.each([
    ['gone', { kind: 'gone' as const }],
    ['gone', { kind: 'notFound' as const }],
    ['tooLarge', { kind: 'tooLarge' as const }],
    ['failed', { kind: 'refused' as const, status: 400, message: 'no', details: [] }],
  ])('says so when it is %s', async (state, outcome) => {
    h.line.contents.push(outcome);
    await h.says('photo');
    await sends({});
    expect(await mediaOf()).toMatchObject({ state, bytes: null });
  });

  it('keeps a page somebody calls a picture as a mere download', async () => {
    h.line.contents.push(ok(Buffer.from('<script>alert(1)</script>')));
    await h.says('photo');
    await sends({ type: 'file', fileName: 'cat.png' });
    expect(await mediaOf()).toMatchObject({ state: 'stored', contentType: 'application/octet-stream', fileName: 'cat.png' });
  });

  it('is another bot’s secret', async () => {
    h.line.contents.push(ok(PNG));
    await h.says('photo');
    await sends({});
    expect(await h.system.media.open('00000000-0000-7000-8000-0000000b07e5', (await mediaOf()).id)).toBeNull();
  });

  it('is removed when it is unsent, and does not come back with a late answer of LINE', async () => {
    h.line.contents.push(ok(PNG));
    await h.says('photo');
    await sends({});
    await unsends('m-photo');
    expect(await mediaOf()).toMatchObject({ state: 'unsent', bytes: null, byteSize: null });
    h.line.contents.push(ok(PNG));
    await later(120_000);
    expect((await mediaOf()).state).toBe('unsent');
  });

  it('words that were unsent are nowhere in the history any more, also when both came at once', async () => {
    const secret = (id: string) => ({ type: 'messageReceived' as const, at: h.clock.now(), message: { id, type: 'text', text: 'my secret' } });
    await h.happens(secret('s1'));
    await unsends('s1');
    await h.system.ingest.append([
      { channelId: h.channelId, botId: h.botId, eventId: 'x1', conversationKey: 'u:Ann', input: secret('s2') },
      { channelId: h.channelId, botId: h.botId, eventId: 'x2', conversationKey: 'u:Ann', input: { type: 'eventReceived', at: h.clock.now(), event: { type: 'unsend', unsend: { messageId: 's2' } } } },
    ]);
    await h.settle();
    const conversation = (await h.system.conversations.findByUser(h.botId, h.channelId, 'Ann'))!;
    const turns = await h.system.history.list({ botId: h.botId, conversationId: conversation.id });
    expect(turns).toHaveLength(4);
    expect(JSON.stringify(turns)).not.toContain('secret');
    expect(turns.filter(({ input }) => input.type === 'messageReceived').map(({ input }) => input)).toEqual([
      expect.objectContaining({ message: { id: 's2', type: 'text', unsent: true } }),
      expect.objectContaining({ message: { id: 's1', type: 'text', unsent: true } }),
    ]);
  });

  it('pauses the channel when its token was revoked, and fetches when it is mended', async () => {
    h.line.contents.push({ kind: 'unauthorized', status: 401, message: 'no' }, ok(PNG));
    await h.says('photo');
    await sends({});
    expect(h.pausedFor).toEqual([h.channelId]);
    await database().pg.run(`UPDATE channel SET state = 'active' WHERE id = $1`, [h.channelId]);
    await later(120_000);
    expect((await mediaOf()).state).toBe('stored');
  });
});
