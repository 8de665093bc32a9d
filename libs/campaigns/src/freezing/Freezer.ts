import type { CampaignWhen } from '@chatloom/contract';
import { localTimeToInstant } from '@chatloom/engine';
import { type Clock, crashPoint, type Database } from '@chatloom/platform';
import type { RunRow } from '../sending/runRow';
import { chooseWay } from '../content/chooseWay';
import { type RecipientCondition, RecipientConditions } from './recipientsOf';
import { variantSequence } from './variantSequence';

/** Contacts looked at in one commit: large enough for a million in a minute, small enough that a webhook behind its commit hardly notices. */
const CONTACTS_PER_STEP = 5_000;
/** FACTS §3: a multicast takes up to 500 user ids. */
const MULTICAST_SIZE = 500;
/** Of sends to each alone: what a crash makes us ask LINE about again. */
const SMALL_SIZE = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Writes down whom a run goes to: contacts in the order of their ids, part by part, each part with its position in one commit. A crash repeats
 * nothing and leaves nobody out.
 */
export class Freezer {
  private readonly conditions = new Map<string, RecipientCondition>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recipients: RecipientConditions,
  ) {}

  /** The next part. @returns whether all are written down now. @throws when what was chosen is not there any more */
  async step(run: RunRow): Promise<boolean> {
    if (run.way === 'broadcast' || run.way === 'narrowcast') {
      await this.oneForAll(run);
      return true;
    }
    const bound = await this.nextBound(run);
    if (bound === null) {
      this.conditions.delete(run.id);
      await this.database.pg.query('campaigns.frozen', `UPDATE campaign_run SET frozen_at = to_timestamp($2::float8 / 1000) WHERE id = $1 AND frozen_at IS NULL`, [run.id, this.clock.now()]);
      return true;
    }
    await this.writePart(run, bound);
    crashPoint('campaign.frozen');
    return false;
  }

  /** The last contact of the next part; null behind the last one. */
  private async nextBound(run: RunRow): Promise<string | null> {
    const { rows } = await this.database.pg.query<{ last: string | null }>(
      'campaigns.bound',
      `SELECT id AS last FROM (SELECT id FROM contact WHERE bot_id = $1 AND id > $2 ORDER BY id LIMIT $3) part ORDER BY id DESC LIMIT 1`,
      [run.bot_id, run.freeze_cursor ?? BEFORE_ALL, CONTACTS_PER_STEP],
    );
    return rows[0]?.last ?? null;
  }

  private async writePart(run: RunRow, bound: string): Promise<void> {
    const { design } = run;
    const zones = design.when.type === 'ownZone' || design.quietHours !== null ? await this.zonesOf(run, bound) : [];
    const byLanguage = chooseWay(design).because === 'sameByLanguage';
    const variants = design.what.type === 'messages' ? design.what.variants : [];
    const sequence = variants.length === 0 ? ['A'] : variantSequence(variants);
    const values = [
      run.id, run.bot_id, run.channel_id, run.freeze_cursor ?? BEFORE_ALL, bound, design.kind === 'marketing', design.stages?.firstPercent ?? 0, design.trial?.percent ?? 100, sequence,
      zones, byLanguage, run.way === 'multicast' ? MULTICAST_SIZE : SMALL_SIZE,
      ...momentsOf(design.when, zones), this.clock.now(),
    ];
    const known = this.conditions.get(run.id) ?? (await this.recipients.of(run.bot_id, design, values.length + 1));
    this.conditions.set(run.id, known);
    const statement = writePartSql(known.where);
    // The text depends on the segment, so it is not prepared by name.
    await this.database.pg.run(statement, [...values, ...known.values]);
  }

  /** Zones that people of this part say they live in and that exist. */
  private async zonesOf(run: RunRow, bound: string): Promise<string[]> {
    const { rows } = await this.database.pg.query<{ zone: string }>(
      'campaigns.zonesOf',
      `SELECT DISTINCT fields ->> 'timeZone' AS zone FROM contact WHERE bot_id = $1 AND id > $2 AND id <= $3 AND fields ->> 'timeZone' IS NOT NULL LIMIT 1000`,
      [run.bot_id, run.freeze_cursor ?? BEFORE_ALL, bound],
    );
    return rows.map((row) => row.zone).filter(isTimeZone);
  }

  /** LINE keeps the list; ours has one call in it, with as many people as are known here. */
  private async oneForAll(run: RunRow): Promise<void> {
    await this.database.pg.query(
      'campaigns.oneForAll',
      `WITH known AS (SELECT CASE WHEN $4 THEN (SELECT count(*)::int FROM contact WHERE bot_id = $2 AND channel_id = $3 AND is_friend) ELSE 0 END AS size),
       chunk AS (
         INSERT INTO campaign_chunk (run_id, from_no, to_no, bot_id, channel_id, phase, retry_key, size) SELECT $1, 1, size, $2, $3, 0, gen_random_uuid(), size FROM known ON CONFLICT DO NOTHING)
       UPDATE campaign_run SET frozen_at = to_timestamp($5::float8 / 1000), frozen = (SELECT size FROM known) WHERE id = $1 AND frozen_at IS NULL`,
      [run.id, run.bot_id, run.channel_id, run.way === 'broadcast', this.clock.now()],
    );
  }
}

/**
 * One part: who is in it, each with a number, a phase and a variant; neighbours of the same phase, variant, language and zone make chunks.
 *
 * Shares are dealt out by number (`n`): of the first n people, exactly n·percent/100, rounded up, are in the share. So one percent of ten people is one
 * person, and half of them are five. The first stage is dealt out first, and belongs to the trial; what the trial still lacks is dealt out
 * among the others (`m` counts them), and so are variants within each phase: a share that takes every tenth person must not
 * leave the others with more of one variant.
 */
function writePartSql(where: string): string {
  const stage = '$7::bigint';
  const rest = `(100 - ${stage})`;
  const trial = `greatest($8::bigint - ${stage}, 0)`;
  /** How many of the first `count` are in the share. */
  const dealt = (count: string, share: string, of: string) => `((${count} * ${share} + ${of} - 1) / ${of})`;
  const variant = (place: string) => `($9::text[])[1 + (${place} % cardinality($9::text[]))::int]`;
  return `
    WITH run AS MATERIALIZED (
      SELECT frozen FROM campaign_run WHERE id = $1 AND coalesce(freeze_cursor, '${BEFORE_ALL}') = $4::uuid AND frozen_at IS NULL FOR UPDATE
    ), part AS (
      SELECT c.id, c.line_user_id, CASE WHEN $11::boolean THEN lower(c.language) END AS language,
        CASE WHEN c.fields ->> 'timeZone' = ANY ($10::text[]) THEN c.fields ->> 'timeZone' END AS zone,
        (SELECT frozen FROM run)::bigint + row_number() OVER (ORDER BY c.id) - 1 AS n
      FROM contact c
      WHERE EXISTS (SELECT 1 FROM run) AND c.bot_id = $2 AND c.channel_id = $3 AND c.id > $4::uuid AND c.id <= $5::uuid AND c.is_friend
        AND NOT ($6::boolean AND c.consent = 'no') AND (${where})
    ), staged AS (
      SELECT *, ${dealt('(n + 1)', stage, '100')} > ${dealt('n', stage, '100')} AS is_first, n - ${dealt('n', stage, '100')} AS m FROM part
    ), placed AS (
      SELECT *, CASE WHEN is_first THEN 0 WHEN ${dealt('(m + 1)', trial, rest)} > ${dealt('m', trial, rest)} THEN 1 ELSE 2 END AS phase FROM staged
    ), dealt AS (
      SELECT *, CASE phase WHEN 0 THEN ${variant(dealt('n', stage, '100'))} WHEN 1 THEN ${variant(dealt('m', trial, rest))} END AS variant FROM placed
    ), grouped AS (
      SELECT *, (row_number() OVER (PARTITION BY phase, variant, language, zone ORDER BY n) - 1) / $12::int AS chunk FROM dealt
    ), numbered AS MATERIALIZED (
      SELECT *, ((SELECT frozen FROM run) + row_number() OVER (ORDER BY phase, variant, language, zone, n))::int AS no FROM grouped
    ), people AS (
      INSERT INTO campaign_recipient (run_id, no, bot_id, contact_id, line_user_id, variant) SELECT $1, no, $2, id, line_user_id, variant FROM numbered
    ), chunks AS (
      INSERT INTO campaign_chunk (run_id, from_no, to_no, bot_id, channel_id, phase, variant, language, zone, retry_key, size, not_before, held_for)
      SELECT $1, min(no), max(no), $2, $3, phase, variant, language, zone, gen_random_uuid(), count(*), due.at, CASE WHEN due.at IS NOT NULL THEN 'ownZone' END
      FROM numbered CROSS JOIN LATERAL (
        SELECT CASE WHEN local.at > $15::float8 THEN to_timestamp(local.at / 1000) END AS at FROM (SELECT coalesce(($13::float8[])[array_position($10::text[], zone)], $14::float8) AS at) local) due
      GROUP BY phase, variant, language, zone, chunk, due.at
    )
    UPDATE campaign_run SET freeze_cursor = $5::uuid, frozen = frozen + (SELECT count(*) FROM numbered)::int WHERE id = $1 AND EXISTS (SELECT 1 FROM run)`;
}

/** When each zone's people get it, and all others; epoch ms, null where that does not depend on zones. */
function momentsOf(when: CampaignWhen, zones: readonly string[]): [(number | null)[] | null, number | null] {
  if (when.type !== 'ownZone') return [null, null];
  const [date = '', time = ''] = when.at.split('T');
  const moment = (zone: string) => localTimeToInstant(date, time, zone) ?? null;
  return [zones.map(moment), moment(when.timeZone)];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
