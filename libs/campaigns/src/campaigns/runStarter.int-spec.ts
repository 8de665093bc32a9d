import { audienceSchema } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { joinSchemas } from '@chatloom/platform';
import { testDatabase } from '../../../../test/support/database';
import { campaignsSchema } from '../schema';
import { CampaignHarness } from '../testing/campaignHarness';

const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema, campaignsSchema));
const daily = (missed: 'skip' | 'runOnce' | 'runAll', more: object = {}) => ({ type: 'repeating' as const, recurrence: { rule: { type: 'daily' as const, every: 1, time: '09:00' }, timeZone: 'Asia/Taipei', skipDates: [], missed, ...more } });
const at = (text: string) => Date.parse(text);
let harness: CampaignHarness;
beforeEach(async () => {
  harness = await CampaignHarness.create(database(), '2026-11-21T00:00:00Z');
  await harness.people(1);
});
const runs = async (id: string) => (await database().pg.run<{ number: number; due: string }>(`SELECT number, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS due FROM campaign_run WHERE campaign_id = $1 ORDER BY number`, [id])).rows;
const campaign = async (id: string) => (await database().pg.run<{ state: string; next_at: Date | null; stop: { code: string } | null }>('SELECT state, next_at, stop FROM campaign WHERE id = $1', [id])).rows[0]!;

describe('a repeating campaign', () => {
  it('goes out each day at the time on the wall, and each run reaches everybody once', async () => {
    const id = await harness.campaign({ when: daily('runOnce') }, at('2026-11-21T01:00:00Z'));
    await harness.work();
    expect(await runs(id)).toEqual([]);
    for (const day of ['21', '22', '23']) {
      harness.clock.set(`2026-11-${day}T01:00:01Z`);
      await harness.work();
      await harness.work();
    }
    expect(await runs(id)).toEqual([1, 2, 3].map((number) => ({ number, due: `2026-11-${20 + number} 01:00` })));
    expect([...harness.line.got.values()]).toEqual([3]);
    expect(await campaign(id)).toMatchObject({ state: 'scheduled', next_at: new Date('2026-11-24T01:00:00Z') });
  });

  it.each(['paused', 'braked'] as const)('is not begun again while its run before is %s, says so, and comes again once that goes on', async (state) => {
    await harness.people(3);
    const id = await harness.campaign({ when: daily('runOnce'), stages: { firstPercent: 50 } }, at('2026-11-21T01:00:00Z'));
    harness.clock.set('2026-11-21T01:00:01Z');
    await harness.work();
    await harness.set(id, state);
    harness.clock.set('2026-11-22T01:00:01Z');
    await harness.work();
    expect(await runs(id)).toHaveLength(1);
    expect(await campaign(id)).toMatchObject({ state: 'running', stop: { code: 'stillStopped', params: { count: 1 } }, next_at: new Date('2026-11-23T01:00:00Z') });
    await harness.set(id, 'sending', ', has_go = true, open_phase = 1');
    await harness.work();
    harness.clock.set('2026-11-23T01:00:01Z');
    await harness.work();
    expect(await runs(id)).toHaveLength(2);
    expect((await campaign(id)).stop).toBeNull();
  });

  it('ends with its last time', async () => {
    const id = await harness.campaign({ when: daily('runOnce', { count: 2 }) }, at('2026-11-21T01:00:00Z'));
    for (const day of ['21', '22', '23', '24']) {
      harness.clock.set(`2026-11-${day}T01:00:01Z`);
      await harness.work();
    }
    expect(await runs(id)).toHaveLength(2);
    expect(await campaign(id)).toMatchObject({ state: 'done', next_at: null });
  });

  it.each([
    ['skip', '2026-11-24T01:30:00Z', []],
    ['runOnce', '2026-11-24T01:30:00Z', ['2026-11-24 01:00']],
    ['runOnce', '2026-11-24T05:00:00Z', []],
    ['runAll', '2026-11-24T05:00:00Z', ['2026-11-21 01:00', '2026-11-22 01:00', '2026-11-23 01:00', '2026-11-24 01:00']],
  ] as const)('after an outage (%s, back at %s) runs %j, and says what was left out', async (missed, back, expected) => {
    const id = await harness.campaign({ when: daily(missed) }, at('2026-11-21T01:00:00Z'));
    harness.clock.set(back);
    await harness.work();
    expect((await runs(id)).map((one) => one.due)).toEqual(expected);
    expect((await campaign(id)).stop).toEqual(expected.length === 4 ? null : expect.objectContaining({ code: 'tooLate' }));
    expect((await campaign(id)).next_at).toEqual(new Date('2026-11-25T01:00:00Z'));
  });
});

describe('a campaign that goes out once', () => {
  it('still goes out when the server comes back within the hour; later a person decides', async () => {
    const when = { type: 'once' as const, at: '2026-11-21T09:00', timeZone: 'Asia/Taipei' };
    const late = await harness.campaign({ when }, at('2026-11-21T01:00:00Z'));
    harness.clock.set('2026-11-21T01:59:00Z');
    await harness.work();
    expect(await runs(late)).toHaveLength(1);
    const tooLate = await harness.campaign({ when }, at('2026-11-21T01:00:00Z'));
    harness.clock.set('2026-11-21T02:01:00Z');
    await harness.work();
    expect(await runs(tooLate)).toEqual([]);
    expect(await campaign(tooLate)).toMatchObject({ state: 'failed', next_at: null, stop: { code: 'tooLate' } });
  });

  it('is begun by one of several processes that look at once', async () => {
    const id = await harness.campaign();
    await Promise.all([harness.work(), harness.work(), harness.work()]);
    expect(await runs(id)).toHaveLength(1);
    expect([...harness.line.got.values()]).toEqual([1]);
  });
});

describe('shares', () => {
  it.each([
    [1, 1, null], [10, 1, null], [99, 10, null], [250, 1, 20], [100, null, 50], [7, null, 100],
  ] as const)('of %i people, %s percent first and %s percent on trial, are exact and leave nobody out', async (count, stage, trial) => {
    await database().pg.run('DELETE FROM contact WHERE bot_id = $1', [harness.botId]);
    await harness.people(count);
    const block = { type: 'text' as const, data: { text: 'Hello', quickReplies: [], ifTooLate: 'drop' as const } };
    const id = await harness.campaign({
      what: { type: 'messages', silent: false, variants: [{ id: 'A', weight: 1, blocks: [block] }, { id: 'B', weight: 1, blocks: [block] }] },
      stages: stage === null ? null : { firstPercent: stage },
      trial: { percent: trial ?? 100, winnerBy: 'byHand', afterMinutes: 1 },
    });
    await harness.work();
    const { size, counts } = await harness.standing(id);
    expect(size[0] + size[1] + size[2]).toBe(count);
    expect(counts.recipients).toBe(count);
    expect(size[0]).toBe(stage === null ? 0 : Math.ceil((count * stage) / 100));
    const { rows } = await database().pg.run<{ variant: string | null; n: number }>(
      `SELECT r.variant, count(*)::int AS n FROM campaign_recipient r JOIN campaign_run u ON u.id = r.run_id WHERE u.campaign_id = $1 GROUP BY 1`, [id],
    );
    const of = (variant: string) => rows.find((one) => one.variant === variant)?.n ?? 0;
    expect(Math.abs(of('A') - of('B'))).toBeLessThanOrEqual(2);
    if (stage === null) expect(of('A') + of('B')).toBe(Math.ceil((count * (trial ?? 100)) / 100));
  });
});
