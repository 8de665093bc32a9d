import { FlowDirectory } from '@chatloom/bots';
import type { Segment } from '@chatloom/contract';
import type { FlowDocument } from '@chatloom/flow';
import { joinSchemas, newId, UuidSource } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { audienceSchema } from '../schema';
import { NameFinder } from '../segments/NameFinder';
import { SegmentFacts } from '../segments/SegmentFacts';
import { Segments } from '../segments/Segments';
import { FlowNames } from '../tags/FlowNames';
import { CROSSINGS_PER_COMMIT, LOOK_EVERY_MS, SegmentWatches, type WatchedSegment } from './SegmentWatches';

const database = testDatabase(joinSchemas(harnessSchema, audienceSchema));
const FLOW = '00000000-0000-7000-8000-00000000f10e';
const tagged = (tag: string): Segment => ({ type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: [tag] }] });
const document: FlowDocument = {
  formatVersion: 1,
  name: 'Regulars',
  language: 'en',
  nodes: { start: { type: 'segmentTrigger', data: { segmentId: 'any' } }, say: { type: 'text', data: { text: 'Hello {{ contact.displayName }}', ifTooLate: 'push' } } },
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'say' }],
  layout: { nodes: {} },
};

let h: Harness;
let segments: Segments;
let watches: SegmentWatches;
let segmentId: string;
beforeEach(async () => {
  await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, schedule_sync, segment_watch, segment_watch_sync, segment, tag, bot CASCADE');
  h = await createHarness(database(), { [FLOW]: document });
  const facts = new SegmentFacts();
  segments = new Segments(database(), h.clock, new UuidSource(), new NameFinder(database(), new FlowNames(database()), facts), facts);
  watches = new SegmentWatches(database(), h.clock, new UuidSource(), new FlowDirectory(database()), segments);
  // A tag nobody has yet must be known, or rules that name it mean nothing.
  await database().pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'vip'), ($1, 'gold')`, [h.botId]);
  segmentId = (await segments.create(h.botId, { name: 'Regulars', definition: tagged('vip') })).id;
  for (const user of ['Ann', 'Bob', 'Cat']) await h.says('hi', { user });
});
const watch = (more: Partial<WatchedSegment> = {}) => watches.replace(h.botId, 1, [{ flowId: FLOW, nodeId: 'start', segmentId, direction: 'entered', again: false, present: false, ...more }]);
const tag = (user: string, ...tags: string[]) => database().pg.run('UPDATE contact SET tags = $2 WHERE line_user_id = $1', [user, tags]);
/** Everything that is due, by two processes at once. */
async function looks(): Promise<void> {
  h.clock.advance(LOOK_EVERY_MS * 100);
  const one = async () => {
    for (let look = await watches.look(); look !== null; look = await watches.look()) h.system.conversations.wake(look.conversationIds);
  };
  await Promise.all([one(), one()]);
  await h.settle();
}
const told = () => h.line.said.filter((said) => said.startsWith('push: Hello')).map((said) => said.slice('push: Hello '.length));

describe('a flow that waits for people of a segment', () => {
  it('starts for those who come in, not for those who are in it already', async () => {
    await tag('Ann', 'vip');
    await watch();
    await looks();
    await tag('Bob', 'vip');
    await looks();
    await looks();
    expect(told()).toEqual(['Bob']);
  });

  it('starts each person once, however often they come and go', async () => {
    await watch();
    await looks();
    for (let times = 0; times < 3; times++) {
      await tag('Bob', 'vip');
      await looks();
      await tag('Bob');
      await looks();
    }
    expect(told()).toEqual(['Bob']);
  });

  it('starts each time they come in, when the designer wants that', async () => {
    await watch({ again: true });
    await looks();
    for (let times = 0; times < 3; times++) {
      await tag('Bob', 'vip');
      await looks();
      await looks();
      await tag('Bob');
      await looks();
    }
    expect(told()).toEqual(['Bob', 'Bob', 'Bob']);
  });

  it('starts for those who leave, also those who were in it when it was published', async () => {
    await tag('Ann', 'vip');
    await watch({ direction: 'left' });
    await looks();
    await tag('Bob', 'vip');
    await looks();
    await tag('Ann');
    await looks();
    expect(told()).toEqual(['Ann']);
  });

  it('starts for those who are in it already when that is asked for, be it later', async () => {
    await tag('Ann', 'vip');
    await watch();
    await looks();
    expect(told()).toEqual([]);
    await watch({ present: true });
    await looks();
    expect(told()).toEqual(['Ann']);
    await watch({ present: true });
    await looks();
    expect(told()).toEqual(['Ann']);
  });

  it('starts for nobody when only the rules were changed: the border moved, not the people', async () => {
    await tag('Ann', 'gold');
    await tag('Bob', 'vip');
    await watch({ again: true });
    await looks();
    const { revision } = await segments.getOrThrow(h.botId, segmentId);
    await segments.save(h.botId, segmentId, { name: 'Regulars', definition: tagged('gold'), revision });
    await looks();
    expect(told()).toEqual([]);
    await tag('Bob', 'gold');
    await looks();
    expect(told()).toEqual(['Bob']);
  });

  it('leaves out people who have blocked the account, and says what is wrong when the segment means nothing any more', async () => {
    await watch();
    await looks();
    await database().pg.run(`UPDATE contact SET is_friend = false WHERE line_user_id = 'Cat'`);
    await tag('Cat', 'vip');
    await looks();
    expect(told()).toEqual([]);
    await database().pg.run(`UPDATE segment SET definition = $1`, [JSON.stringify({ type: 'group', match: 'all', items: [{ type: 'source', sourceIds: [newId()] }] })]);
    await looks();
    const { rows } = await database().pg.run<{ problem: string | null }>('SELECT problem FROM segment_watch');
    expect(rows).toEqual([{ problem: expect.any(String) }]);
    await database().pg.run('UPDATE segment SET definition = $1', [JSON.stringify(tagged('vip'))]);
    await tag('Bob', 'vip');
    await looks();
    expect(told()).toEqual(['Bob']);
  });

  it('tells thousands in slices, each once', async () => {
    const n = CROSSINGS_PER_COMMIT * 2 + 5;
    await watch();
    await looks();
    await database().pg.run(
      `WITH people AS (INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags, is_friend) SELECT gen_random_uuid(), $1, $2, 'U' || i, '{vip}', true FROM generate_series(1, $3::int) i RETURNING id, line_user_id)
       INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT gen_random_uuid(), $1, $2, 'u:' || line_user_id, id FROM people`,
      [h.botId, h.channelId, n],
    );
    h.clock.advance(LOOK_EVERY_MS * 100);
    const commits: number[] = [];
    for (let look = await watches.look(); look !== null; look = await watches.look()) commits.push(look.conversationIds.length);
    expect(commits).toEqual([CROSSINGS_PER_COMMIT, CROSSINGS_PER_COMMIT, 5]);
    const { rows } = await database().pg.run<{ n: number }>('SELECT count(DISTINCT conversation_id)::int AS n FROM inbox');
    expect(rows[0]!.n).toBe(n);
  });

  it('forgets its people when it is not published any more', async () => {
    await tag('Ann', 'vip');
    await watch();
    await looks();
    await watches.replace(h.botId, 2, []);
    const { rows } = await database().pg.run('SELECT 1 FROM segment_watch_person');
    expect(rows).toEqual([]);
  });
});
