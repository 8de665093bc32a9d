import { audienceSchema } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { joinSchemas } from '@chatloom/platform';
import { testDatabase } from '../../../../test/support/database';
import { RunContent } from '../content/RunContent';
import { campaignsSchema } from '../schema';
import { CampaignHarness } from '../testing/campaignHarness';
import { textBlock } from '../testing/textBlock';

const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema, campaignsSchema));
const HOUR = 3_600_000;
const tag = (name: string) => ({ type: 'segment' as const, segment: { definition: { type: 'group' as const, match: 'all' as const, items: [{ type: 'tag' as const, match: 'any' as const, tags: [name] }] } } });
const variants = (...texts: string[]) => ({ type: 'messages' as const, silent: false, variants: texts.map((text, at) => ({ id: 'ABCDE'[at] as 'A', weight: 1, blocks: [textBlock(text)] })) });
let harness: CampaignHarness;
beforeEach(async () => {
  harness = await CampaignHarness.create(database());
});

describe('a campaign', () => {
  it('reaches everybody once, 500 at a time, when it says the same to all', async () => {
    await harness.people(1_203);
    const id = await harness.campaign();
    await harness.work();
    expect(harness.line.taken.map((one) => [one.kind, one.to.length])).toEqual([['multicast', 500], ['multicast', 500], ['multicast', 203]]);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
    expect(harness.line.got.size).toBe(1_203);
    expect(await harness.run(id)).toMatchObject({ state: 'done', stop: null });
    expect((await harness.standing(id)).counts).toMatchObject({ recipients: 1_203, sent: 1_203, failed: 0, waiting: 0 });
  });

  it('speaks to each person alone when its words have variables, under a key of their own', async () => {
    const [ann] = await harness.people(1, { name: 'Ann' });
    const [bob] = await harness.people(1, { name: 'Bob' });
    await harness.campaign({ text: 'Hello {{ contact.displayName }}' });
    await harness.work();
    expect(harness.line.taken.map((one) => one.kind)).toEqual(['push', 'push']);
    expect(new Set(harness.line.taken.map((one) => one.key)).size).toBe(2);
    expect(harness.line.textsFor(ann!.user)).toEqual(['Hello Ann']);
    expect(harness.line.textsFor(bob!.user)).toEqual(['Hello Bob']);
  });

  it('sends words in several languages to those who read each, still many at once', async () => {
    const japanese = await harness.people(3, { language: 'ja' });
    const others = await harness.people(2, { language: 'en' });
    await harness.campaign({ text: { en: 'Hello', ja: 'こんにちは' } });
    await harness.work();
    expect(harness.line.taken.map((one) => one.to.length).sort()).toEqual([2, 3]);
    expect(harness.line.textsFor(japanese[0]!.user)).toEqual(['こんにちは']);
    expect(harness.line.textsFor(others[0]!.user)).toEqual(['Hello']);
  });

  it('leaves out who blocked the account, said no to marketing, or left since it was written down', async () => {
    const [ann] = await harness.people(1);
    const [, bob] = await harness.people(2);
    await harness.people(1, { consent: 'no' });
    await database().pg.run('UPDATE contact SET is_friend = false WHERE id = $1', [bob!.id]);
    const id = await harness.campaign({ stages: { firstPercent: 1 } });
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'waitingForGo' });
    expect([...harness.line.got.keys()]).toEqual([ann!.user]);
    await database().pg.run('UPDATE contact SET is_friend = false WHERE channel_id = $1', [harness.channelId]);
    await harness.set(id, 'sending', ', has_go = true, open_phase = 1');
    await harness.work();
    expect(harness.line.got.size).toBe(1);
    expect((await harness.standing(id)).counts).toMatchObject({ recipients: 2, sent: 1, skipped: 1 });
  });

  it('starts a flow for each, under an event id that a repetition would not take twice', async () => {
    await harness.people(3);
    const id = await harness.campaign({ what: { type: 'flow', flowId: harness.ids.newId() } });
    await harness.work();
    const run = await harness.run(id);
    expect(harness.events.map((one) => one.eventId)).toEqual([1, 2, 3].map((no) => `campaign-${run.id}-${no}`));
    expect(run.state).toBe('done');
  });

  it('to everyone is one broadcast, to a LINE audience one narrowcast whose numbers LINE tells', async () => {
    await harness.people(2);
    const everyone = await harness.campaign({ to: { type: 'everyone' } });
    await harness.work();
    expect(harness.line.taken.map((one) => one.kind)).toEqual(['broadcast']);
    expect(await harness.run(everyone)).toMatchObject({ state: 'done' });
    const audience = await harness.campaign({ to: { type: 'audience', include: [7], exclude: [], demographic: null, max: null } });
    await harness.work();
    expect(harness.line.taken.map((one) => one.kind)).toEqual(['broadcast', 'narrowcast']);
    expect(await harness.run(audience)).toMatchObject({ state: 'done' });
    expect((await harness.standing(audience)).counts).toMatchObject({ recipients: 120, sent: 118, failed: 2 });
  });

  it('to nobody ends and says so', async () => {
    const id = await harness.campaign({ to: tag('nobody has this') });
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'done', stop: { code: 'nobody' } });
  });
});

describe('when LINE does not do what it should', () => {
  it('a lost answer is asked for again under the same key, and counts as sent', async () => {
    await harness.people(3);
    const id = await harness.campaign();
    harness.line.answerNext('takeAndCut');
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'sending' });
    harness.clock.advance(1_000);
    await harness.work();
    expect(harness.line.calls).toBe(2);
    expect([...harness.line.got.values()]).toEqual([1, 1, 1]);
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('one bad id fails alone: the call is halved under new keys until it is found', async () => {
    const people = await harness.people(500);
    harness.line.strangers.add(people[123]!.user).add(people[124]!.user).add(people[499]!.user);
    const id = await harness.campaign();
    await harness.work();
    expect(harness.line.got.size).toBe(497);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
    expect((await harness.standing(id)).counts).toMatchObject({ sent: 497, failed: 3 });
    const { rows } = await database().pg.run(`SELECT line_user_id, reason, detail FROM campaign_recipient WHERE state = 'failed' AND bot_id = $1 ORDER BY no`, [harness.botId]);
    expect(rows).toEqual([123, 124, 499].map((at) => ({ line_user_id: people[at]!.user, reason: 'refused', detail: 'Failed to send messages' })));
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('one in a hundred unknown to LINE is found and reported, at no more calls than halving needs, while LINE also answers "too fast", 500 and nothing, and the month ends', async () => {
    const people = await harness.people(2_000);
    const strangers = people.filter((_one, at) => at % 100 === 37).map((one) => one.user);
    for (const user of strangers) harness.line.strangers.add(user);
    harness.line.quota = 1_000;
    const id = await harness.campaign();
    const answers = [{ kind: 'retryLater', after: 1, reason: 'rate', status: 429 }, { kind: 'retryLater', after: 1, reason: 'server', status: 500 }, 'takeAndCut'] as const;
    let others = 0;
    harness.line.beforeCall = () => {
      if (harness.line.calls % 9 !== 0) return;
      harness.line.answerNext(answers[others++ % answers.length]!);
    };
    let months = 1;
    for (let looks = 0; looks < 200; looks++) {
      await harness.work();
      const { state, stop } = await harness.run(id);
      if (state === 'done') break;
      harness.clock.advance(10_000);
      if (state !== 'braked') continue;
      expect(stop).toMatchObject({ code: 'quotaUsedUp' });
      months++;
      harness.line.quota = 5_000;
      await harness.set(id, 'sending', ', stop = NULL');
    }
    expect(months).toBe(2);
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
    expect((await harness.standing(id)).counts).toMatchObject({ recipients: 2_000, sent: 1_980, failed: 20, unknown: 0, skipped: 0, waiting: 0 });
    expect(harness.line.got.size).toBe(1_980);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
    const { rows } = await database().pg.run<{ user: string; reason: string }>(`SELECT line_user_id AS "user", reason FROM campaign_recipient WHERE state = 'failed' AND bot_id = $1 ORDER BY no`, [harness.botId]);
    expect(rows).toEqual(strangers.map((user) => ({ user, reason: 'refused' })));
    // Each of 20 strangers is on a path of at most nine halvings of 500, and each halving is two calls.
    expect(harness.line.calls - others).toBeLessThanOrEqual(4 + 2 * 9 * 20 + others);
  });

  it('words that cannot be put together for one person are that person’s failure alone', async () => {
    const people = await harness.people(3);
    const id = await harness.campaign({ text: 'Hello {{ contact.id }}' });
    const leader = harness.leader();
    const forOne = jest.spyOn(RunContent.prototype, 'forOne').mockImplementationOnce(() => {
      throw new Error('out of words');
    });
    await harness.work(leader);
    forOne.mockRestore();
    expect([...harness.line.got.keys()].sort()).toEqual(people.slice(1).map((one) => one.user));
    expect((await harness.standing(id)).counts).toMatchObject({ sent: 2, failed: 1 });
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('a quota that ends in the middle stops the rest, who get it after the month or the plan has changed', async () => {
    await harness.people(1_200);
    harness.line.quota = 700;
    const id = await harness.campaign();
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'braked', stop: { code: 'quotaUsedUp' } });
    expect(harness.line.got.size).toBe(700);
    harness.line.quota = 10_000;
    await harness.set(id, 'sending');
    await harness.work();
    expect(harness.line.got.size).toBe(1_200);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
  });

  it('"too fast" and 500 are waited for, one person of a personal send as well as a whole call', async () => {
    await harness.people(2);
    const id = await harness.campaign({ text: '{{ contact.id }}' });
    harness.line.answerNext({ kind: 'retryLater', after: 1_000, reason: 'server', status: 500 }, { kind: 'retryLater', after: 1, reason: 'rate', status: 429 });
    await harness.work();
    expect((await harness.standing(id)).counts).toMatchObject({ sent: 0, waiting: 2 });
    harness.clock.advance(2_000);
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([1, 1]);
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('a token that is refused pauses the channel; after a new one everybody gets it once', async () => {
    await harness.people(2);
    const id = await harness.campaign();
    harness.line.answerNext({ kind: 'unauthorized', status: 401, message: 'invalid token' });
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'braked', stop: { code: 'unauthorized' } });
    expect(harness.pausedFor).toEqual([harness.channelId]);
    await harness.set(id, 'sending');
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([1, 1]);
  });

  it('what may have arrived is never sent blindly after the day in which LINE remembers the key', async () => {
    await harness.people(2);
    const id = await harness.campaign();
    harness.line.answerNext('takeAndCut');
    await harness.work();
    harness.clock.advance(25 * HOUR);
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([1, 1]);
    expect((await harness.standing(id)).counts).toMatchObject({ unknown: 2, sent: 0 });
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('what certainly did not arrive goes out under a new key after that day', async () => {
    await harness.people(2);
    harness.line.quota = 0;
    const id = await harness.campaign();
    await harness.work();
    harness.line.quota = 10;
    harness.clock.advance(25 * HOUR);
    await harness.set(id, 'sending');
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([1, 1]);
  });

  it('a quota that does not suffice from the start sends nothing at all; a reserve is kept by marketing only', async () => {
    await harness.people(10);
    harness.left = 9;
    const over = await harness.campaign();
    await harness.work();
    expect(await harness.run(over)).toMatchObject({ state: 'braked', stop: { code: 'quotaUsedUp', params: { recipients: 10, left: 9 } } });
    await database().pg.run('INSERT INTO send_reserve (channel_id, bot_id, messages) VALUES ($1, $2, 5)', [harness.channelId, harness.botId]);
    harness.left = 12;
    const marketing = await harness.campaign();
    await harness.work();
    expect(await harness.run(marketing)).toMatchObject({ state: 'braked', stop: { code: 'quotaReserve' } });
    expect(harness.line.calls).toBe(0);
    const booking = await harness.campaign({ kind: 'transactional' });
    await harness.work();
    expect(await harness.run(booking)).toMatchObject({ state: 'done' });
  });
});

describe('a person in charge', () => {
  it('pauses, and what is not on its way stays; goes on, and nobody gets it twice', async () => {
    await harness.people(2_000);
    const id = await harness.campaign({ text: '{{ contact.id }}' });
    harness.line.beforeCall = async () => {
      if (harness.line.calls === 150) await harness.set(id, 'paused');
    };
    await harness.work();
    const reached = harness.line.got.size;
    expect(reached).toBeLessThan(2_000);
    expect((await harness.standing(id)).counts).toMatchObject({ sent: reached, sending: 0 });
    harness.line.beforeCall = () => undefined;
    await harness.work();
    expect(harness.line.got.size).toBe(reached);
    await harness.set(id, 'sending');
    await harness.work();
    expect(harness.line.got.size).toBe(2_000);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
  });

  it('sees one percent first, says go, and the rest follows', async () => {
    await harness.people(250);
    const id = await harness.campaign({ stages: { firstPercent: 1 } });
    await harness.work();
    expect(harness.line.got.size).toBe(3);
    expect(await harness.run(id)).toMatchObject({ state: 'waitingForGo' });
    await harness.work();
    expect(harness.line.got.size).toBe(3);
    await harness.set(id, 'sending', ', has_go = true, open_phase = 1');
    await harness.work();
    expect(harness.line.got.size).toBe(250);
    expect(await harness.run(id)).toMatchObject({ state: 'done' });
  });

  it('cancels: who was not reached gets nothing, also of a stage not begun', async () => {
    await harness.people(250);
    const id = await harness.campaign({ stages: { firstPercent: 10 } });
    await harness.work();
    await database().pg.run(`UPDATE campaign_chunk SET state = 'cancelled' WHERE bot_id = $1 AND state = 'waiting'`, [harness.botId]);
    await harness.set(id, 'cancelled');
    await harness.work();
    expect(harness.line.got.size).toBe(25);
    expect(await harness.run(id)).toMatchObject({ state: 'cancelled' });
    expect((await harness.standing(id)).counts).toMatchObject({ sent: 25, skipped: 225 });
  });

  it('cancels while an answer is missing: those are unknown, and nobody is asked again', async () => {
    await harness.people(3);
    const id = await harness.campaign();
    harness.line.answerNext('takeAndCut');
    await harness.work();
    await harness.set(id, 'cancelled');
    harness.clock.advance(HOUR);
    await harness.work();
    expect(harness.line.calls).toBe(1);
    expect(await harness.run(id)).toMatchObject({ state: 'cancelled' });
    expect((await harness.standing(id)).counts).toMatchObject({ unknown: 3, waiting: 0, skipped: 0 });
  });

  it('tries two versions, and the one that more people answered goes to the rest', async () => {
    const people = await harness.people(100);
    const id = await harness.campaign({ what: variants('First', 'Second'), trial: { percent: 20, winnerBy: 'reply', afterMinutes: 60 } });
    await harness.work();
    expect(harness.line.taken.map((one) => [one.messages[0]!['text'], one.to.length]).sort()).toEqual([['First', 10], ['Second', 10]]);
    expect(await harness.run(id)).toMatchObject({ state: 'waitingForWinner' });
    const second = harness.line.taken.find((one) => one.messages[0]!['text'] === 'Second')!.to;
    const answered = people.filter((one) => second.includes(one.user)).slice(0, 3);
    harness.clock.advance(HOUR / 2);
    await database().pg.run(`INSERT INTO contact_activity (contact_id, bot_id, last_active_at) SELECT id, $2, to_timestamp($3::float8 / 1000) FROM unnest($1::uuid[]) AS p (id)`, [
      answered.map((one) => one.id), harness.botId, harness.clock.now(),
    ]);
    await harness.work();
    expect(harness.line.got.size).toBe(20);
    harness.clock.advance(HOUR);
    await harness.work();
    expect(await harness.run(id)).toMatchObject({ state: 'done', winner: 'B' });
    expect(harness.line.taken.at(-1)).toMatchObject({ messages: [{ text: 'Second' }] });
    expect(harness.line.got.size).toBe(100);
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
  });

  it('is spared a disaster: too many refusals, or too many who leave, stop the rest', async () => {
    const people = await harness.people(60);
    for (const person of people.slice(0, 20)) harness.line.strangers.add(person.user);
    const failing = await harness.campaign({ text: '{{ contact.id }}', stages: { firstPercent: 50 }, brake: { errorPercent: 10, unfollowPercent: null } });
    await harness.work();
    expect(await harness.run(failing)).toMatchObject({ state: 'braked', stop: { code: 'errors' } });
    harness.line.strangers.clear();
    const annoying = await harness.campaign({ stages: { firstPercent: 50 }, brake: { errorPercent: null, unfollowPercent: 3 } });
    harness.line.beforeCall = async () => {
      // They leave a moment after; time stands still here, so the database's clock is moved instead.
      harness.line.beforeCall = () => undefined;
      await database().pg.run(`INSERT INTO friend_loss (contact_id, channel_id, bot_id, at) SELECT id, $2, $3, to_timestamp($4::float8 / 1000) + interval '1 minute' FROM unnest($1::uuid[]) AS p (id)`, [
        people.map((one) => one.id), harness.channelId, harness.botId, harness.clock.now(),
      ]);
    };
    await harness.work();
    expect(await harness.run(annoying)).toMatchObject({ state: 'braked', stop: { code: 'unfollows' } });
  });
});

describe('consideration', () => {
  it('holds messages in the quiet hours of each person, and says until when', async () => {
    harness.clock.set('2026-11-21T15:00:00Z'); // 23:00 in Taipei, 10:00 in New York
    await harness.people(1);
    const [away] = await harness.people(1, { fields: { timeZone: 'America/New_York' } });
    await harness.people(1, { fields: { timeZone: 'nonsense' } });
    const id = await harness.campaign({ quietHours: { from: '21:00', until: '08:00' } });
    await harness.work();
    expect([...harness.line.got.keys()]).toEqual([away!.user]);
    const standing = await harness.standing(id);
    expect(standing.counts).toMatchObject({ held: 2, sent: 1, waiting: 0 });
    expect(new Date(standing.nextAt!).toISOString()).toBe('2026-11-22T00:00:00.000Z');
    harness.clock.set('2026-11-22T00:00:00Z');
    await harness.work();
    expect(harness.line.got.size).toBe(3);
  });

  it('reaches each person at the time on their own wall', async () => {
    harness.clock.set('2026-11-22T00:00:00Z');
    const [taipei] = await harness.people(1);
    const [bangkok] = await harness.people(1, { fields: { timeZone: 'Asia/Bangkok' } });
    await harness.campaign({ when: { type: 'ownZone', at: '2026-11-22T09:00', timeZone: 'Asia/Taipei' } });
    await harness.work();
    expect(harness.line.got.size).toBe(0);
    harness.clock.set('2026-11-22T01:00:00Z');
    await harness.work();
    expect([...harness.line.got.keys()]).toEqual([taipei!.user]);
    harness.clock.set('2026-11-22T02:00:00Z');
    await harness.work();
    expect([...harness.line.got.keys()]).toEqual([taipei!.user, bangkok!.user]);
  });

  it('leaves out who has had enough today, also when two campaigns go out at once', async () => {
    await harness.people(3);
    const cap = { perDay: 1, perWeek: null };
    const first = await harness.campaign({ cap });
    const second = await harness.campaign({ cap });
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([1, 1, 1]);
    expect([(await harness.standing(first)).counts.skipped, (await harness.standing(second)).counts.skipped].sort()).toEqual([0, 3]);
    harness.clock.advance(25 * HOUR);
    await harness.campaign({ cap });
    await harness.work();
    expect([...harness.line.got.values()]).toEqual([2, 2, 2]);
  });
});

describe('several processes, and deaths', () => {
  it('only one leads a channel', async () => {
    await harness.people(1_000);
    await harness.campaign({ text: '{{ contact.id }}' });
    await harness.work(harness.leader());
    const others = [harness.leader(), harness.leader(), harness.leader()];
    await harness.campaign({ text: '{{ contact.id }}' });
    const led = await Promise.all(others.map((leader) => harness.work(leader).then(() => true)));
    expect(led).toHaveLength(3);
    // Whoever looked while another one led comes again, as the worker does.
    await harness.work();
    expect([...harness.line.got.values()].every((times) => times === 2)).toBe(true);
  });

  it('what a dead process had in hand is sent by another under the same keys', async () => {
    await harness.people(700);
    const id = await harness.campaign({ text: '{{ contact.id }}' });
    await harness.work();
    // As if it had died after the calls and before writing down what came of them.
    await database().pg.run(`UPDATE campaign_chunk SET state = 'sending', owner = $2, sent = 0, done_at = NULL WHERE bot_id = $1`, [harness.botId, harness.ids.newId()]);
    await harness.set(id, 'sending', ', finished_at = NULL, counts = NULL');
    await harness.work();
    expect([...harness.line.got.values()].every((times) => times === 1)).toBe(true);
    expect((await harness.standing(id)).counts).toMatchObject({ sent: 700, sending: 0 });
  });

  it('freezing begins where it was left, and the list is whole', async () => {
    const people = await harness.people(30);
    const id = await harness.campaign({ to: { type: 'people', contactIds: people.slice(0, 20).map((one) => one.id) } });
    await harness.work();
    const { rows } = await database().pg.run<{ n: number; least: number; most: number }>(
      'SELECT count(*)::int AS n, min(no) AS least, max(no) AS most FROM campaign_recipient WHERE run_id = $1', [(await harness.run(id)).id],
    );
    expect(rows[0]).toEqual({ n: 20, least: 1, most: 20 });
  });
});
