import { audienceSchema } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import type { FlowDocument } from '@chatloom/flow';
import { joinSchemas, UuidSource } from '@chatloom/platform';
import { createHarness, type Harness } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { campaignsSchema } from '../schema';
import { DueThings } from './DueThings';

const FLOW = '00000000-0000-7000-8000-00000000f10e';
const later: FlowDocument = {
  formatVersion: 1, name: 'Later', language: 'en', layout: { nodes: {} },
  nodes: {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'later' }] } },
    wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'hours' } }, afterwards: 'push' } },
    say: { type: 'text', data: { text: 'Now', ifTooLate: 'push' } },
  },
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'wait' }, { id: 'e2', from: 'wait', port: 'next', to: 'say' }],
};
const morning = { flowId: FLOW, nodeId: 'clock', cron: '0 9 * * *', timeZone: 'Asia/Taipei', tag: null };

describe('what waits for its time', () => {
  const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema, campaignsSchema));
  const ids = new UuidSource();
  let h: Harness;
  let due: DueThings;
  const start = async (document: FlowDocument, schedules = [] as (typeof morning)[]) => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, schedule, schedule_run, schedule_sync, parked_event, bot CASCADE');
    h = await createHarness(database(), { [FLOW]: document }, { schedules });
    await database().pg.run(`INSERT INTO flow (id, bot_id, name, draft, position) VALUES ($1, $2, 'Later', '{}', 0)`, [FLOW, h.botId]);
    due = new DueThings(database(), h.clock, ids, h.system.conversations);
  };
  const kinds = async (filter: { state?: 'due' | 'late' | 'failed' } = {}) => (await due.list(h.botId, { ...filter, limit: 50 })).map(({ kind, state }) => `${kind} ${state}`);

  it('names person, flow and step, lets it ring now once, and is then empty', async () => {
    await start(later);
    await h.says('later');
    const [timer] = await due.list(h.botId, { limit: 50 });
    expect(timer).toMatchObject({ kind: 'timer', state: 'due', name: 'Later', subjectId: FLOW, nodeId: 'wait', purpose: 'delay', inSeries: false, person: { name: 'Ann' } });
    await due.ring(h.botId, 'timer', timer!.id);
    await expect(due.ring(h.botId, 'timer', timer!.id)).rejects.toThrow();
    await h.settle();
    // Within the minute of the message that began it the answer is free.
    expect(h.line.said).toEqual(['reply: Now']);
    expect(await kinds()).toEqual([]);
  });

  it('knows a step of a series by the track it is on', async () => {
    await start({ ...later, series: { again: 'ignore', exit: { replied: false, tags: [] } } });
    await h.says('later');
    expect(await due.list(h.botId, { limit: 50 })).toMatchObject([{ nodeId: 'wait', inSeries: true, name: 'Later' }]);
  });

  it('drops a timer for good, of this bot alone', async () => {
    await start(later);
    await h.says('later');
    const [timer] = await due.list(h.botId, { limit: 50 });
    await expect(due.drop(ids.newId(), 'timer', timer!.id)).rejects.toThrow();
    await expect(due.drop(h.botId, 'timer', 'no id at all')).rejects.toThrow();
    await due.drop(h.botId, 'timer', timer!.id);
    h.clock.advance(7_200_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual([]);
  });

  it('tells late from due, counts both, and goes through pages in order', async () => {
    await start(later);
    for (const user of ['Ann', 'Bob', 'Cat']) {
      await h.says('later', { user });
      h.clock.advance(600_000);
    }
    h.clock.advance(2_700_000);
    expect(await due.counts(h.botId)).toMatchObject({ due: 1, late: 2, failed: 0 });
    expect(await kinds({ state: 'late' })).toEqual(['timer late', 'timer late']);
    const [first] = await due.list(h.botId, { limit: 1 });
    const rest = await due.list(h.botId, { limit: 5, cursor: { at: Date.parse(first!.dueAt), id: first!.id } });
    expect([first!, ...rest].map(({ person }) => person!.name)).toEqual(['Ann', 'Bob', 'Cat']);
  });

  it('rings a schedule now without taking its next time away, and leaves out just one', async () => {
    await start(later, [morning]);
    await h.system.runtime.sweep();
    const [schedule] = await due.list(h.botId, { kind: 'schedule', limit: 50 });
    expect(schedule).toMatchObject({ name: 'Later', nodeId: 'clock', canDrop: true });
    await due.ring(h.botId, 'schedule', schedule!.id);
    expect((await database().pg.run('SELECT 1 FROM schedule_run')).rows).toHaveLength(1);
    await due.drop(h.botId, 'schedule', schedule!.id);
    const [after] = await due.list(h.botId, { kind: 'schedule', limit: 50 });
    expect(Date.parse(after!.dueAt) - Date.parse(schedule!.dueAt)).toBe(86_400_000);
  });

  it('shows a segment that a flow waits for in vain, and looks at it again', async () => {
    await start(later);
    const watch = (problem: string | null) =>
      database().pg.run(`INSERT INTO segment_watch (id, bot_id, flow_id, node_id, segment_id, direction, again, present, problem, next_at) VALUES ($1, $2, $3, $4, $5, 'entered', false, false, $6, to_timestamp($7::float8 / 1000))`, [
        ids.newId(), h.botId, FLOW, problem === null ? 'fine' : 'start', ids.newId(), problem, h.clock.now() + 5_000,
      ]);
    await watch(null);
    await watch('There is no tag "vip" any more.');
    const [failed, ...others] = await due.list(h.botId, { limit: 50 });
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ kind: 'watch', state: 'failed', name: 'Later', subjectId: FLOW, nodeId: 'start', reason: 'There is no tag "vip" any more.', reasonCode: 'segmentUnusable', canDrop: false });
    expect(await due.counts(h.botId)).toMatchObject({ failed: 1 });
    await due.ring(h.botId, 'watch', failed!.id);
    const { rows } = await database().pg.run<{ next_at: Date }>('SELECT next_at FROM segment_watch WHERE id = $1', [failed!.id]);
    expect(rows[0]!.next_at.getTime()).toBe(h.clock.now());
    await expect(due.drop(h.botId, 'watch', failed!.id)).rejects.toThrow();
  });

  it('shows events that failed each time, and tries them again', async () => {
    await start(later);
    await h.says('hello');
    await database().pg.run(
      `INSERT INTO parked_event (seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, reason)
       SELECT 987654321, id, bot_id, channel_id, 'parked-1', 0, '{"type":"messageReceived","at":0,"message":{"id":"1","type":"text","text":"later"}}', 'It broke' FROM conversation WHERE bot_id = $1`,
      [h.botId],
    );
    expect(await due.list(h.botId, { state: 'failed', limit: 50 })).toMatchObject([{ kind: 'parked', reason: 'It broke', person: { name: 'Ann' } }]);
    await due.ring(h.botId, 'parked', '987654321');
    await h.settle();
    expect(await kinds()).toEqual(['timer due']);
  });
});
