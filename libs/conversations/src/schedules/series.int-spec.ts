import type { FlowDocument } from '@chatloom/flow';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';

const SERIES = '00000000-0000-7000-8000-00000000f10e';
const text = (words: string, ifTooLate: 'drop' | 'push' = 'drop') => ({ type: 'text', data: { text: words, ifTooLate } });
const keyword = (words: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: words }] } });
const day = { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'days' } }, afterwards: 'push' } };
const flow = (nodes: FlowDocument['nodes'], path: string[][], more: Partial<FlowDocument> = {}): FlowDocument => ({
  formatVersion: 1, name: 'Flow', language: 'en', nodes, edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })), layout: { nodes: {} }, ...more,
});
const series = (trigger: FlowDocument['nodes'][string]) =>
  flow({ start: trigger, one: text('Day 1'), day, two: text('Day 2') }, [['start', 'next', 'one'], ['one', 'next', 'day'], ['day', 'next', 'two']], { series: { again: 'ignore', exit: { replied: false, tags: ['bought'] } } });

describe('a series of steps', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  const start = async (flows: Record<string, FlowDocument>, options: Parameters<typeof createHarness>[2]) => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, schedule, schedule_run, schedule_sync, contact_signal, bot CASCADE');
    h = await createHarness(database(), flows, options);
    await sweep();
  };
  const sweep = async () => {
    await Promise.all([h.system.runtime.sweep(), h.system.runtime.sweep()]);
    await h.settle();
    await h.system.runtime.sweep();
    await h.settle();
  };
  const later = async (ms: number) => {
    h.clock.advance(ms);
    await sweep();
  };
  const waiting = async () => (await database().pg.run<{ n: number }>('SELECT count(*)::int AS n FROM timer')).rows[0]!.n;

  it('begins when a flow gives the tag, without a look of the sweeper, and goes on while people talk', async () => {
    const join = flow({ start: keyword('join'), tag: { type: 'addTag', data: { tag: 'vip' } }, say: text('Welcome') }, [['start', 'next', 'tag'], ['tag', 'next', 'say']]);
    const hello = flow({ start: keyword('hi'), say: text('Hello') }, [['start', 'next', 'say']]);
    await start({ [SERIES]: series({ type: 'tagAddedTrigger', data: { tag: 'vip' } }), join, hello }, { signals: [{ kind: 'tag', name: 'vip' }] });
    await h.says('join');
    expect(h.line.said).toEqual(['reply: Welcome', 'push: Day 1']);
    await h.says('hi');
    // Who has the tag does not get it again, so nothing begins twice.
    await h.says('join');
    await later(86_400_000 + 1_000);
    expect(h.line.said.slice(2)).toEqual(['reply: Hello', 'reply: Welcome', 'push: Day 2']);
    expect(await waiting()).toBe(0);
  });

  it('begins when somebody else changes the person, by SQL of whatever part', async () => {
    await start({ [SERIES]: series({ type: 'fieldChangedTrigger', data: { field: 'plan', value: 'gold' } }) }, { signals: [{ kind: 'field', name: 'plan' }] });
    await h.says('hi');
    await database().pg.run(`UPDATE contact SET fields = fields || '{"plan": "silver"}', tags = '{x}' WHERE bot_id = $1`, [h.botId]);
    await database().pg.run(`UPDATE contact SET fields = fields || '{"plan": "gold"}' WHERE bot_id = $1`, [h.botId]);
    await database().pg.run(`UPDATE contact SET fields = fields || '{"plan": "gold", "other": 1}' WHERE bot_id = $1`, [h.botId]);
    // Rows are found by their age on the database's clock.
    h.clock.set(new Date().toISOString());
    await later(5_000);
    expect(h.line.said).toEqual(['push: Day 1']);
  });

  it('is left before the next step by a tag of its exits', async () => {
    const buy = flow({ start: keyword('buy'), tag: { type: 'addTag', data: { tag: 'bought' } } }, [['start', 'next', 'tag']]);
    const begin = keyword('begin');
    await start({ [SERIES]: series(begin), buy }, {});
    await h.says('begin');
    await h.says('buy');
    await later(86_400_000 + 1_000);
    expect(h.line.said).toEqual(['reply: Day 1']);
  });

  it('begins on the day of each person, once, and follows a clock that jumps', async () => {
    const trigger = { type: 'dateTrigger', data: { field: 'visit', daysBefore: 3, time: '10:00' } };
    const onDate = { field: 'visit', daysBefore: 3, yearly: false };
    await start({ [SERIES]: series(trigger) }, { schedules: [{ flowId: SERIES, nodeId: 'start', cron: '0 10 * * *', timeZone: 'Asia/Taipei', tag: null, onDate }] });
    for (const user of ['Ann', 'Bob', 'Cat']) await h.says('hi', { user });
    const visits = (user: string, date: string) => database().pg.run(`UPDATE contact SET fields = jsonb_build_object('visit', $2::text) WHERE line_user_id = $1`, [user, date]);
    await visits('Ann', '2026-11-25');
    await visits('Bob', '2026-11-25T18:30');
    await visits('Cat', '2026-11-26');
    h.clock.set('2026-11-22T01:59:59Z');
    await sweep();
    expect(h.line.said).toEqual([]);
    h.clock.set('2026-11-22T02:00:01Z');
    await sweep();
    // A clock that is put back a minute, and forward again, brings nothing twice.
    h.clock.set('2026-11-22T01:59:01Z');
    await sweep();
    h.clock.set('2026-11-22T02:00:30Z');
    await sweep();
    expect(h.line.said).toEqual(['push: Day 1', 'push: Day 1']);
    h.clock.set('2026-11-23T02:00:01Z');
    await sweep();
    expect(h.line.said.filter((said) => said === 'push: Day 1')).toHaveLength(3);
  });

  it('has no timer ring early when the clock is put back, and each once when it jumps a day', async () => {
    await start({ [SERIES]: series(keyword('begin')) }, {});
    await h.says('begin');
    await later(-60_000);
    expect(h.line.said).toEqual(['reply: Day 1']);
    await later(60_000 + 86_400_000 + 1_000);
    await later(-86_400_000);
    await later(86_400_000);
    expect(h.line.said).toEqual(['reply: Day 1', 'push: Day 2']);
  });
});
