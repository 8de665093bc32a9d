import { cronRecurrence, dueOccurrences, localTime, nextOccurrence } from '@chatloom/engine';
import type { Database, IdSource, Logger, Transaction } from '@chatloom/platform';
import { datesMeant, type DatesMeant, type OnDate } from './datesMeant';

/** People per transaction. */
const CHUNK = 1_000;

/** A schedule or date trigger of a live flow. */
export interface ScheduleTrigger {
  flowId: string;
  nodeId: string;
  cron: string;
  timeZone: string;
  /** Only people with this tag. */
  tag: string | null;
  /** Only people whose own date has come. */
  onDate?: OnDate | null;
}
/** A change of a person that a flow listens to. */
export interface ContactSignal {
  kind: 'tag' | 'field';
  name: string;
}
/** Reads what of a bot's flows is rung or told by us. */
export abstract class ScheduleSource {
  /** Of what is published. */
  abstract scheduleTriggers(botId: string, liveRevision: number): Promise<ScheduleTrigger[]>;
  /** Of what is published and of drafts, which the phone runs. */
  async signals(_botId: string, _revisions: { live: number; draft: number }): Promise<ContactSignal[]> {
    return [];
  }
}

/**
 * Schedule and date triggers: kept in step with what is published, rung when due, and walked through in chunks, each contact
 * once per occurrence. All in tables: nothing is planned in memory. Also keeps what flows listen to (`contact_signal`) in step with them.
 */
export class Schedules {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly logger: Logger,
    private readonly source: ScheduleSource,
  ) {}

  /** @returns conversations that now have something pending */
  async work(now: number): Promise<string[]> {
    await this.sync(now);
    await this.ring(now);
    const conversations: string[] = [];
    for (;;) {
      const chunk = await this.chunk();
      if (chunk === null) return conversations;
      conversations.push(...chunk);
    }
  }

  /** Bots whose live revision has moved since their schedules were read. */
  private async sync(now: number): Promise<void> {
    const { rows: stale } = await this.database.pg.query<{ id: string; live_revision: number; draft_revision: number }>(
      'schedules.stale',
      `SELECT b.id, b.live_revision::float8 AS live_revision, b.draft_revision::float8 AS draft_revision FROM bot b LEFT JOIN schedule_sync s ON s.bot_id = b.id
       WHERE s.live_revision IS DISTINCT FROM b.live_revision OR s.draft_revision IS DISTINCT FROM b.draft_revision LIMIT 100`,
    );
    for (const bot of stale) {
      const triggers = await this.source.scheduleTriggers(bot.id, bot.live_revision);
      const signals = await this.source.signals(bot.id, { live: bot.live_revision, draft: bot.draft_revision });
      await this.database.pg.transaction(async (tx) => {
        await this.replace(tx, bot.id, bot.live_revision, triggers, now);
        await tx.query(
          'schedules.signals',
          `WITH wanted AS (
             SELECT DISTINCT kind, name FROM json_to_recordset($2::json) AS w(kind text, name text)
           ), gone AS (
             DELETE FROM contact_signal s WHERE s.bot_id = $1 AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.kind = s.kind AND w.name = s.name)
           ), came AS (
             INSERT INTO contact_signal (bot_id, kind, name) SELECT $1, kind, name FROM wanted ON CONFLICT DO NOTHING
           )
           UPDATE schedule_sync SET draft_revision = $3 WHERE bot_id = $1`,
          [bot.id, JSON.stringify(signals), bot.draft_revision],
        );
      });
    }
  }

  /** One that stays as it was keeps its next moment, so that publishing never skips an occurrence. */
  private async replace(tx: Transaction, botId: string, revision: number, triggers: ScheduleTrigger[], now: number): Promise<void> {
    const rows = triggers.flatMap((trigger) => {
      const nextAt = nextOccurrence(cronRecurrence(trigger.cron, trigger.timeZone), now)?.at;
      return nextAt === undefined ? [] : [{ flow_id: trigger.flowId, node_id: trigger.nodeId, cron: trigger.cron, time_zone: trigger.timeZone, audience_tag: trigger.tag, on_date: trigger.onDate ?? null, next_at: nextAt }];
    });
    await tx.query(
      'schedules.replace',
      `WITH wanted AS (
         SELECT * FROM json_to_recordset($2::json) AS w(flow_id uuid, node_id text, cron text, time_zone text, audience_tag text, on_date json, next_at float8)
       ), gone AS (
         DELETE FROM schedule s WHERE s.bot_id = $1 AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.flow_id = s.flow_id AND w.node_id = s.node_id)
       ), kept AS (
         INSERT INTO schedule (bot_id, flow_id, node_id, cron, time_zone, audience_tag, on_date, next_at)
         SELECT $1, flow_id, node_id, cron, time_zone, audience_tag, on_date, to_timestamp(next_at / 1000) FROM wanted
         ON CONFLICT (flow_id, node_id) DO UPDATE SET audience_tag = excluded.audience_tag, on_date = excluded.on_date,
           next_at = CASE WHEN schedule.cron = excluded.cron AND schedule.time_zone = excluded.time_zone THEN schedule.next_at ELSE excluded.next_at END,
           cron = excluded.cron, time_zone = excluded.time_zone
       )
       INSERT INTO schedule_sync (bot_id, live_revision) VALUES ($1, $3) ON CONFLICT (bot_id) DO UPDATE SET live_revision = excluded.live_revision`,
      [botId, JSON.stringify(rows), revision],
    );
  }

  private async ring(now: number): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { rows: due } = await tx.query<{ bot_id: string; flow_id: string; node_id: string; cron: string; time_zone: string; audience_tag: string | null; on_date: OnDate | null; next_at: number }>(
        'schedules.due',
        `SELECT bot_id, flow_id, node_id, cron, time_zone, audience_tag, on_date, (extract(epoch FROM next_at) * 1000)::float8 AS next_at
         FROM schedule WHERE next_at <= to_timestamp($1::float8 / 1000) ORDER BY next_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
        [now],
      );
      for (const one of due) {
        const { run, skipped, next } = dueOccurrences(cronRecurrence(one.cron, one.time_zone), { at: one.next_at, local: '' }, now);
        for (const { at } of run) {
          await tx.query(
            'schedules.run',
            `INSERT INTO schedule_run (id, bot_id, flow_id, node_id, audience_tag, due_at, on_date) VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), $7) ON CONFLICT DO NOTHING`,
            [this.ids.newId(), one.bot_id, one.flow_id, one.node_id, one.audience_tag, at, one.on_date && JSON.stringify(datesMeant(one.on_date, localTime(at, one.time_zone).date))],
          );
        }
        if (skipped > 0) this.logger.warn({ botId: one.bot_id, flowId: one.flow_id, nodeId: one.node_id, lagMs: now - one.next_at, skipped }, 'A schedule was missed and is left out (more than an hour late, or run once for several times).');
        if (next === null) await tx.query('schedules.end', 'DELETE FROM schedule WHERE flow_id = $1 AND node_id = $2', [one.flow_id, one.node_id]);
        else await tx.query('schedules.next', 'UPDATE schedule SET next_at = to_timestamp($3::float8 / 1000) WHERE flow_id = $1 AND node_id = $2', [one.flow_id, one.node_id, next.at]);
      }
    });
  }

  private chunk(): Promise<string[] | null> {
    return this.database.pg.transaction(async (tx) => {
      const { rows: open } = await tx.query<{ id: string; bot_id: string; flow_id: string; node_id: string; audience_tag: string | null; on_date: DatesMeant | null; cursor: string | null }>(
        'schedules.take',
        `SELECT id, bot_id, flow_id, node_id, audience_tag, on_date, cursor FROM schedule_run WHERE finished_at IS NULL ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      const run = open[0];
      if (!run) return null;
      const { rows } = await tx.query<{ contact_id: string; conversation_id: string }>(
        run.on_date ? `schedules.${run.on_date.yearly ? 'birthdays' : 'dates'}` : 'schedules.people',
        `WITH people AS (
           SELECT c.id AS contact_id, c.channel_id, v.id AS conversation_id FROM contact c JOIN conversation v ON v.contact_id = c.id
           WHERE c.bot_id = $1 AND c.is_friend AND ($2::text IS NULL OR c.tags @> ARRAY[$2::text]) AND ($3::uuid IS NULL OR c.id > $3)
             ${run.on_date ? `AND c.fields ->> $6 ~ '^\\d{4}-\\d{2}-\\d{2}' AND substr(c.fields ->> $6, ${run.on_date.yearly ? '6, 5' : '1, 10'}) = ANY ($7::text[])` : ''}
           ORDER BY c.id LIMIT $4
         ), filled AS (
           INSERT INTO inbox (conversation_id, bot_id, channel_id, event_id, occurred_at, input)
           SELECT p.conversation_id, $1, p.channel_id, 'schedule-' || $5::uuid || '-' || p.contact_id, (extract(epoch FROM r.due_at) * 1000)::bigint,
             json_build_object('type', 'scheduleFired', 'flowId', r.flow_id, 'nodeId', r.node_id, 'at', (extract(epoch FROM r.due_at) * 1000)::bigint)
           FROM people p, schedule_run r WHERE r.id = $5::uuid
         )
         SELECT contact_id, conversation_id FROM people ORDER BY contact_id`,
        [run.bot_id, run.audience_tag, run.cursor, CHUNK, run.id, ...(run.on_date ? [run.on_date.field, run.on_date.dates] : [])],
      );
      const last = rows[rows.length - 1];
      await tx.query(
        'schedules.advance',
        `UPDATE schedule_run SET cursor = coalesce($2, cursor), finished_at = CASE WHEN $3 THEN now() END WHERE id = $1`,
        [run.id, last?.contact_id ?? null, rows.length < CHUNK],
      );
      return rows.map((row) => row.conversation_id);
    });
  }
}
