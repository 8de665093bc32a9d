import { createLogger, ManualClock, joinSchemas, newId, UuidSource } from '@chatloom/platform';
import { harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { CHANGES_KEPT, FieldHistory } from '../fields/FieldHistory';
import { audienceSchema } from '../schema';
import { NameFinder } from '../segments/NameFinder';
import { SegmentFacts } from '../segments/SegmentFacts';
import { Segments } from '../segments/Segments';
import { FlowNames } from '../tags/FlowNames';
import { tellCause } from './Cause';
import { ContactFilters } from './ContactFilters';
import { ContactJobs } from './ContactJobs';

const database = testDatabase(joinSchemas(harnessSchema, audienceSchema));
const clock = new ManualClock();
let bot: string;
/** As a process that has just been started. */
function freshJobs(): ContactJobs {
  const facts = new SegmentFacts();
  const ids = new UuidSource();
  return new ContactJobs(database(), clock, ids, new ContactFilters(database(), new Segments(database(), clock, ids, new NameFinder(database(), new FlowNames(database()), facts), facts)), createLogger({ level: 'silent' }));
}
beforeEach(async () => {
  bot = newId();
  await database().pg.run(`INSERT INTO bot (id, name, time_zone, language) VALUES ($1, 'Tea House', 'Asia/Taipei', 'en')`, [bot]);
});

describe('a change of many people', () => {
  it('goes on where it was after each part, by whichever process, and reaches everybody once', async () => {
    await database().pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags) SELECT gen_random_uuid(), $1, $1, 'U' || i, CASE WHEN i % 3 = 0 THEN '{old,x}'::text[] ELSE '{x}' END FROM generate_series(1, 5000) i`, [bot]);
    const job = await freshJobs().start(bot, { kind: 'rename', from: ['old'], to: 'new', keepAlias: false }, { by: 'system' });
    let parts = 0;
    while (await freshJobs().work()) parts += 1;
    expect(parts).toBe(3);
    expect(await freshJobs().find(bot, job.id)).toMatchObject({ seen: 5000, changed: 1666, problem: null, finishedAt: expect.any(Date) });
    const { rows } = await database().pg.run(`SELECT tags, count(*)::int AS n FROM contact WHERE bot_id = $1 GROUP BY tags ORDER BY tags`, [bot]);
    expect(rows).toEqual([{ tags: ['new', 'x'], n: 1666 }, { tags: ['x'], n: 3334 }]);
  });

  it('steps aside when it fails, so that others are done, and is over with the reason after five tries', async () => {
    const jobs = freshJobs();
    await database().pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags) VALUES ($1, $1, $1, 'U-ann', '{b}')`, [bot]);
    const broken = await jobs.start(bot, { kind: 'delete', from: ['a'] }, { by: 'system' });
    await database().pg.run(`UPDATE contact_job SET spec = '{"kind":"delete","from":"no list"}' WHERE id = $1`, [broken.id]);
    const next = await jobs.start(bot, { kind: 'delete', from: ['b'] }, { by: 'system' });
    while (await jobs.work());
    expect(await jobs.find(bot, broken.id)).toMatchObject({ problem: expect.stringContaining('malformed'), finishedAt: null });
    expect(await jobs.find(bot, next.id)).toMatchObject({ changed: 1, problem: null, finishedAt: expect.any(Date) });
    let tries = 1;
    for (; (await jobs.find(bot, broken.id))!.finishedAt === null; tries++) {
      clock.advance(1_000 * 4 ** (tries - 1));
      expect(await jobs.work()).toBe(true);
      expect(await jobs.work()).toBe(false);
    }
    expect(tries).toBe(5);
    expect((await jobs.find(bot, broken.id))!.problem).toContain('malformed');
  });

  it('ends with a word when the people it was for cannot be told any more, and keeps nobody else waiting', async () => {
    const jobs = freshJobs();
    await database().pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id) VALUES ($1, $1, $1, 'U-ann')`, [bot]);
    const people = { filter: { type: 'group' as const, match: 'all' as const, items: [{ type: 'source' as const, sourceIds: [newId()] }] } };
    // Such a segment is refused at the beginning; here it became so meanwhile.
    await expect(jobs.start(bot, { kind: 'change', people, addTags: ['a'], removeTags: [] }, { by: 'system' })).rejects.toThrow();
    const job = await jobs.start(bot, { kind: 'change', people: {}, addTags: ['a'], removeTags: [] }, { by: 'system' });
    await database().pg.run('UPDATE contact_job SET spec = $2 WHERE id = $1', [job.id, JSON.stringify({ ...job.spec, people })]);
    const next = await jobs.start(bot, { kind: 'delete', from: ['b'] }, { by: 'system' });
    while (await jobs.work());
    expect(await jobs.find(bot, job.id)).toMatchObject({ problem: expect.any(String), finishedAt: expect.any(Date) });
    expect(await jobs.find(bot, next.id)).toMatchObject({ problem: null, finishedAt: expect.any(Date) });
  });
});

describe('the history of fields', () => {
  it('keeps the last changes of each field of a person, and who made them', async () => {
    const [ann, bob, person] = [newId(), newId(), newId()];
    for (const id of [ann, bob]) await database().pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id) VALUES ($1::uuid, $2, $2, $1::text)`, [id, bot]);
    const set = (id: string, fields: object) =>
      database().pg.transaction(async (tx) => {
        await tellCause(tx, { by: 'person', personId: person });
        await tx.query('t.set', 'UPDATE contact SET fields = $2 WHERE id = $1', [id, JSON.stringify(fields)]);
      });
    for (let n = 1; n <= CHANGES_KEPT + 10; n++) await set(ann, { count: n, same: 'x' });
    await set(bob, { count: 1 });
    const history = new FieldHistory(database(), new FlowNames(database()));
    while (await history.prune());
    const changes = await history.list(bot, ann, { limit: 200 });
    expect(changes.map(({ field }) => field)).toEqual([...Array.from({ length: CHANGES_KEPT }, () => 'count'), 'same']);
    expect(changes[0]).toMatchObject({ before: CHANGES_KEPT + 9, after: CHANGES_KEPT + 10, cause: { by: 'person', personId: person, name: null } });
    expect(await history.list(bot, bob, { limit: 10 })).toHaveLength(1);
    // Nothing new to look at, and what comes next is looked at again.
    expect(await history.prune()).toBe(false);
    await set(ann, {});
    expect(await history.prune()).toBe(true);
    expect((await history.list(bot, ann, { limit: 200, field: 'count' }))[0]).toMatchObject({ before: CHANGES_KEPT + 10, after: null });
    expect(await history.list(bot, ann, { limit: 200, field: 'count' })).toHaveLength(CHANGES_KEPT);
  });
});
