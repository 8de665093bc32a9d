import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import type { FlowDocument } from '@chatloom/flow';
import { HeldPushes } from './HeldPushes';

/** Says hello as a reply; when the free way is closed, by push. */
const HELLO: FlowDocument = {
  formatVersion: 1,
  name: 'Hello',
  language: 'en',
  nodes: {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'hi' }], priority: 50, whileRunning: 'interrupt' } },
    one: { type: 'text', data: { text: 'Hello', ifTooLate: 'push' } },
  },
  edges: [{ id: 'e', from: 'start', port: 'next', to: 'one' }],
  layout: { nodes: {} },
};

describe('a channel whose messages of the month are nearly used up', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  let held: HeldPushes;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, bot CASCADE');
    h = await createHarness(database(), { hello: HELLO });
    held = new HeldPushes(database(), h.clock);
    await stop(90);
  });
  const stop = (percent: number | null) => database().pg.run('UPDATE channel SET push_stop_percent = $1 WHERE id = $2', [percent, h.channelId]);
  const rows = async () =>
    (await database().pg.run<{ kind: string; state: string; reason: string | null }>(`SELECT kind, state, result ->> 'reason' AS reason FROM outbox ORDER BY seq`)).rows;
  const pushInsteadOfReply = async () => {
    h.line.answerNext({ kind: 'tokenInvalid' });
    await h.says('hi');
  };

  it('holds its pushes back and shows them, while replies go on', async () => {
    await pushInsteadOfReply();
    await h.says('hi');
    expect(h.line.said).toEqual(['reply: Hello']);
    expect(await held.count(h.botId, h.channelId)).toEqual({ count: 1, oldestAt: expect.any(Date) });
    expect((await rows())[1]).toEqual({ kind: 'push', state: 'queued', reason: 'heldByQuota' });
  });

  it('sends them once, under their key, when a person lets them go', async () => {
    await pushInsteadOfReply();
    await stop(null);
    expect(await held.release(h.botId, h.channelId)).toBe(1);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual(['push: Hello']);
    expect(await held.count(h.botId, h.channelId)).toEqual({ count: 0, oldestAt: null });
  });

  it('forgets them when a person says so, and only those of that channel of that bot', async () => {
    await pushInsteadOfReply();
    expect(await held.drop('019aa000-0000-7000-8000-000000000001', h.channelId)).toBe(0);
    expect(await held.drop(h.botId, h.channelId)).toBe(1);
    expect((await rows())[1]).toMatchObject({ state: 'dropped' });
  });
});
