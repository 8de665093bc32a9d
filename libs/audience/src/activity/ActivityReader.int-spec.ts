import type { FlowDocument } from '@chatloom/flow';
import { type Database, joinSchemas, newId } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { audienceSchema } from '../schema';
import { activityOfPerson } from './activityOfPerson';
import { ActivityReader } from './ActivityReader';

const BOOK = '019aa000-0000-7000-8000-0000000000b0';
const HELLO = '019aa000-0000-7000-8000-0000000000b1';
const trigger = (text: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text }], priority: 60, whileRunning: 'interrupt' } });
const flow = (name: string, nodes: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1, name, language: 'en', nodes, edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })), layout: { nodes: {} },
});
const FLOWS = {
  [BOOK]: flow(
    'Book',
    {
      start: trigger('book'),
      ask: { type: 'askText', data: { question: 'Your name?', reaskText: '', tries: 3, saveTo: { in: 'field', name: 'name' }, ifTooLate: 'drop' } },
      thanks: { type: 'text', data: { text: 'Thank you.', ifTooLate: 'drop' } },
    },
    [['start', 'next', 'ask'], ['ask', 'answered', 'thanks']],
  ),
  [HELLO]: flow('Hello', { start: trigger('hi'), one: { type: 'text', data: { text: 'Hello', ifTooLate: 'drop' } } }, [['start', 'next', 'one']]),
};

const database = testDatabase(joinSchemas(harnessSchema, audienceSchema));
let h: Harness;
let reader: ActivityReader;
beforeEach(async () => {
  await database().pg.run(`TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, contact_activity, flow_run, flow_visit, bot CASCADE`);
  await database().pg.run(`UPDATE activity_reader SET position = '00000000-0000-0000-0000-000000000000'`);
  h = await createHarness(database(), FLOWS);
  reader = new ActivityReader(database());
});

/** Until nothing is left; turns of this very moment, too. */
async function readAll(by = reader): Promise<number> {
  let turns = 0;
  for (;;) {
    const result = await by.read(-1);
    turns += result?.turns ?? 0;
    if (!result?.more) return turns;
  }
}
const contactId = async (user: string) => (await h.system.contacts.findByLineUser(h.botId, user))!.id;
const runOf = async (user: string, flowId: string) =>
  (await database().pg.run(`SELECT state, node_id AS "nodeId", times, times_finished AS finished FROM flow_run WHERE contact_id = $1 AND flow_id = $2`, [await contactId(user), flowId])).rows[0];
const visitsOf = async (user: string) =>
  (await database().pg.run<{ visit: string }>(`SELECT node_id || ' ' || times AS visit FROM flow_visit WHERE contact_id = $1 ORDER BY 1`, [await contactId(user)])).rows.map(({ visit }) => visit);

describe('what people did', () => {
  it('is read out of their turns: where they are, where they have been, what they finished', async () => {
    await h.says('book');
    await readAll();
    expect(await runOf('Ann', BOOK)).toEqual({ state: 'asking', nodeId: 'ask', times: 1, finished: 0 });
    await h.says('Ann Lee');
    await h.says('book');
    await h.says('hi');
    await readAll();
    expect(await runOf('Ann', BOOK)).toEqual({ state: 'dropped', nodeId: 'ask', times: 2, finished: 1 });
    expect(await runOf('Ann', HELLO)).toEqual({ state: 'finished', nodeId: null, times: 1, finished: 1 });
    expect(await visitsOf('Ann')).toEqual(['ask 2', 'one 1', 'start 1', 'start 2', 'thanks 1']);
  });

  it('counts each turn once, however many processes read it and however often', async () => {
    for (const user of ['Ann', 'Bob', 'Cat']) for (let i = 0; i < 4; i++) await h.says('hi', { user });
    const readers = Array.from({ length: 4 }, () => new ActivityReader(database()));
    const counts = await Promise.all(readers.map((one) => readAll(one)));
    const left = await readAll();
    expect(counts.reduce((sum, one) => sum + one, left)).toBe(12);
    expect(await visitsOf('Bob')).toEqual(['one 4', 'start 4']);
    await readAll();
    expect(await visitsOf('Bob')).toEqual(['one 4', 'start 4']);
  });

  it('is not lost nor doubled when a reader dies before it has committed', async () => {
    for (let i = 0; i < 3; i++) await h.says('hi');
    await expect(new ActivityReader(dyingAt('activity.reached')).read(-1)).rejects.toThrow('The process is gone');
    expect(await visitsOf('Ann')).toEqual([]);
    await readAll();
    expect(await visitsOf('Ann')).toEqual(['one 3', 'start 3']);
  });

  it('waits for turns that are being written, so that one which is committed late is not passed over', async () => {
    await h.says('hi');
    await readAll();
    const client = await database().pg.pool.connect();
    try {
      // Its id is made while it is being written; another turn overtakes it.
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO turn (id, bot_id, conversation_id, event_id, at, input, trace) SELECT $1, bot_id, conversation_id, 'late', at, input, trace FROM turn LIMIT 1`,
        [newId()],
      );
      await h.says('hi', { user: 'Bob' });
      await readAll();
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    await readAll();
    expect(await visitsOf('Ann')).toEqual(['one 2', 'start 2']);
    expect(await visitsOf('Bob')).toEqual(['one 1', 'start 1']);
  });

  it('knows when somebody was there last; what only happens to them is not it', async () => {
    const lastActive = async () => (await database().pg.run<{ at: Date }>('SELECT last_active_at AS at FROM contact_activity WHERE contact_id = $1', [await contactId('Ann')])).rows[0]?.at.getTime();
    await h.says('hi');
    const then = h.clock.now();
    h.clock.advance(60_000);
    await h.happens({ type: 'friendRemoved', at: h.clock.now() });
    await readAll();
    expect(await lastActive()).toBe(then);
    h.clock.advance(60_000);
    await h.happens({ type: 'friendAdded', isUnblocked: true, at: h.clock.now() });
    await readAll();
    expect(await lastActive()).toBe(then + 120_000);
  });

  it('does not bring back somebody who was deleted', async () => {
    await h.says('hi');
    await database().pg.run('DELETE FROM contact');
    await readAll();
    expect((await database().pg.run('SELECT 1 FROM flow_visit UNION ALL SELECT 1 FROM flow_run UNION ALL SELECT 1 FROM contact_activity')).rows).toEqual([]);
  });

  it('is handed to the person who asks for it, and gone when they are', async () => {
    await h.says('book');
    await h.says('book', { user: 'Bob' });
    await readAll();
    const ann = { botId: h.botId, contactId: await contactId('Ann'), channelId: h.channelId, lineUserId: 'Ann', conversationId: null };
    expect(await activityOfPerson.export(database().pg, ann)).toMatchObject({ lastActiveAt: expect.any(String), flows: [{ state: 'asking', node: 'ask', times: 1 }], visits: [{ node: 'ask' }, { node: 'start' }] });
    await database().pg.transaction((tx) => activityOfPerson.forget(tx, ann));
    expect(await activityOfPerson.export(database().pg, ann)).toEqual({ lastActiveAt: null, flows: [], visits: [] });
    expect(await visitsOf('Bob')).toEqual(['ask 1', 'start 1']);
  });

  it('goes on where history was emptied by age', async () => {
    await h.says('hi');
    await readAll();
    await database().pg.run('TRUNCATE turn');
    await h.says('hi');
    await readAll();
    expect(await visitsOf('Ann')).toEqual(['one 2', 'start 2']);
  });

  it('is forgotten after its time', async () => {
    await h.says('hi');
    await h.says('hi', { user: 'Bob' });
    await readAll();
    await database().pg.run(`UPDATE flow_visit SET last_at = now() - interval '401 days' WHERE contact_id = $1`, [await contactId('Ann')]);
    expect(await reader.forgetOldVisits(400)).toBe(2);
    expect([await visitsOf('Ann'), await visitsOf('Bob')]).toEqual([[], ['one 1', 'start 1']]);
  });
});

/** A database whose process dies before the statement of this name. */
function dyingAt(name: string): Database {
  const real = database();
  return Object.assign(Object.create(real) as Database, {
    pg: {
      transaction: (work: (tx: unknown) => Promise<unknown>) =>
        real.pg.transaction((tx) =>
          work({
            ...tx,
            query: (statement: string, text: string, values?: unknown[]) => (statement === name ? Promise.reject(new Error('The process is gone')) : tx.query(statement, text, values)),
          }),
        ),
    },
  });
}
