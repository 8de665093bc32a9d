import { NotFoundError } from '@chatloom/bots';
import type { DueThing, TimerCounts, TimerKind, TimerState } from '@chatloom/contract';
import { Conversations } from '@chatloom/conversations';
import { nextOccurrence, cronRecurrence } from '@chatloom/engine';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';

/** A healthy system takes what is due within a second or two; what is later needs a look. */
export const LATE_AFTER_MS = 60_000;
/** Counted exactly up to here: nobody reads more digits, and a million timers must not be counted for a page. */
const COUNTED_MAX = 10_000;
/** A feed that failed once will be read again by itself; only then it is shown as failed. */
const FEED_FAILED = "t.feed_error IS NOT NULL";

/** Where a list goes on: the moment and the id of its last line. */
export interface DueCursor {
  at: number;
  id: string;
}
interface DueRow {
  kind: TimerKind;
  id: string;
  due_at: Date;
  failed: boolean;
  name: string | null;
  subject_id: string | null;
  node_id: string | null;
  purpose: string | null;
  in_series: boolean;
  contact_id: string | null;
  person: string | null;
  reason: string | null;
  reason_code: string | null;
  wait_token: string | null;
  state: StoredState | null;
}
interface StoredPart {
  session?: { frames: { flowId: string }[]; wait?: { token: string; nodeId: string } | null } | null;
}
interface StoredState extends StoredPart {
  members?: Record<string, StoredPart>;
  tracks?: Record<string, StoredPart>;
}

const PLAIN = 'NULL::text AS purpose, false AS in_series, NULL::uuid AS contact_id, NULL::text AS person';
const BARE = 'NULL::text AS wait_token, NULL::json AS state';
/** One query for each kind, each along its own index. `$1` the bot. */
const KINDS: Record<TimerKind, string> = {
  timer: `SELECT 'timer' AS kind, t.id::text AS id, t.due_at, false AS failed, NULL::text AS name, NULL::uuid AS subject_id, NULL::text AS node_id, t.purpose, false AS in_series,
      c.id AS contact_id, c.display_name AS person, NULL::text AS reason, NULL::text AS reason_code, t.wait_token, v.state
    FROM timer t JOIN conversation v ON v.id = t.conversation_id LEFT JOIN contact c ON c.id = coalesce(t.contact_id, v.contact_id) WHERE t.bot_id = $1`,
  schedule: `SELECT 'schedule' AS kind, s.flow_id || ':' || s.node_id AS id, s.next_at AS due_at, false AS failed, f.name, f.id AS subject_id, s.node_id, ${PLAIN}, NULL::text AS reason, NULL::text AS reason_code, ${BARE}
    FROM schedule s LEFT JOIN flow f ON f.id = s.flow_id WHERE s.bot_id = $1`,
  campaign: `SELECT 'campaign' AS kind, c.id::text AS id, c.next_at AS due_at, false AS failed, c.name, c.id AS subject_id, NULL::text AS node_id, ${PLAIN}, NULL::text AS reason, NULL::text AS reason_code, ${BARE}
    FROM campaign c WHERE c.bot_id = $1 AND c.next_at IS NOT NULL AND c.state IN ('scheduled', 'running')`,
  feed: `SELECT 'feed' AS kind, t.id::text AS id, t.feed_next_at AS due_at, ${FEED_FAILED} AS failed, t.name, t.id AS subject_id, NULL::text AS node_id, ${PLAIN}, t.feed_error ->> 'message' AS reason, t.feed_error ->> 'code' AS reason_code, ${BARE}
    FROM topic t WHERE t.bot_id = $1 AND t.feed_next_at IS NOT NULL`,
  // Looks at a segment happen all the time: only one that cannot be done is worth a line.
  watch: `SELECT 'watch' AS kind, w.id::text AS id, w.next_at AS due_at, true AS failed, f.name, f.id AS subject_id, w.node_id, ${PLAIN}, w.problem AS reason, 'segmentUnusable' AS reason_code, ${BARE}
    FROM segment_watch w LEFT JOIN flow f ON f.id = w.flow_id WHERE w.bot_id = $1 AND w.problem IS NOT NULL`,
  parked: `SELECT 'parked' AS kind, p.seq::text AS id, date_trunc('milliseconds', p.parked_at) AS due_at, true AS failed, NULL::text AS name, NULL::uuid AS subject_id, NULL::text AS node_id, NULL::text AS purpose, false AS in_series,
      c.id AS contact_id, c.display_name AS person, p.reason, NULL::text AS reason_code, ${BARE}
    FROM parked_event p LEFT JOIN conversation v ON v.id = p.conversation_id LEFT JOIN contact c ON c.id = v.contact_id WHERE p.bot_id = $1`,
};
/** A schedule that cannot be left out is stopped where it is made. */
const CAN_DROP: Record<TimerKind, boolean> = { timer: true, schedule: true, campaign: false, feed: false, watch: false, parked: true };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What an id of each kind looks like; anything else is of nothing. */
const IDS: Record<TimerKind, RegExp> = { timer: UUID, schedule: /^[0-9a-f-]{36}:./i, campaign: UUID, feed: UUID, watch: UUID, parked: /^\d{1,18}$/ };

/** Everything of a bot that waits for its time: one list over the tables that know. */
@Injectable()
export class DueThings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly conversations: Conversations,
  ) {}

  /** The earliest first. */
  async list(botId: string, { kind, state, cursor, limit }: { kind?: TimerKind | undefined; state?: TimerState | undefined; cursor?: DueCursor | undefined; limit: number }): Promise<DueThing[]> {
    const late = this.clock.now() - LATE_AFTER_MS;
    const stateIs = { due: 'NOT failed AND due_at >= $5', late: 'NOT failed AND due_at < $5', failed: 'failed AND $5::timestamptz IS NOT NULL' };
    const kinds = kind ? [kind] : (Object.keys(KINDS) as TimerKind[]);
    // Each kind brings at most a page, found along its own index, before they are put together.
    const parts = kinds.map((each) => `(SELECT * FROM (${KINDS[each]}) k WHERE ($2::timestamptz IS NULL OR (due_at, id) > ($2, $3)) AND ${state ? stateIs[state] : '$5::timestamptz IS NOT NULL'} ORDER BY due_at, id LIMIT $4)`);
    const { rows } = await this.database.pg.query<DueRow>(
      `due.list.${kind ?? 'all'}.${state ?? 'all'}`,
      `SELECT * FROM (${parts.join(' UNION ALL ')}) everything ORDER BY due_at, id LIMIT $4`,
      [botId, cursor ? new Date(cursor.at) : null, cursor?.id ?? '', limit, new Date(late)],
    );
    const names = await this.flowNames(botId, rows);
    return rows.map((row) => toDueThing(row, late, names));
  }

  async counts(botId: string): Promise<TimerCounts> {
    const late = new Date(this.clock.now() - LATE_AFTER_MS);
    const of = (condition: string): string => Object.values(KINDS).map((sql) => `(SELECT 1 FROM (${sql}) k WHERE ${condition} LIMIT ${COUNTED_MAX})`).join(' UNION ALL ');
    const { rows } = await this.database.pg.query<{ due: number; late: number; failed: number; next_at: Date | null }>(
      'due.counts',
      `SELECT (SELECT count(*)::int FROM (${of('NOT failed AND due_at >= $2')}) x) AS due, (SELECT count(*)::int FROM (${of('NOT failed AND due_at < $2')}) x) AS late,
         (SELECT count(*)::int FROM (${of('failed')}) x) AS failed,
         (SELECT min(due_at) FROM (${Object.values(KINDS).map((sql) => `(SELECT due_at FROM (${sql}) k WHERE NOT failed ORDER BY due_at LIMIT 1)`).join(' UNION ALL ')}) x) AS next_at`,
      [botId, late],
    );
    const { next_at: nextAt, ...counts } = rows[0]!;
    return { ...counts, nextAt: nextAt?.toISOString() ?? null };
  }

  /** Let it happen now. @throws NotFoundError when it is gone, because it rang by itself, say */
  async ring(botId: string, kind: TimerKind, id: string): Promise<void> {
    if (!IDS[kind].test(id)) throw new NotFoundError('timer');
    if (kind === 'timer') {
      if (!(await this.conversations.ringTimer(botId, id))) throw new NotFoundError('timer');
      return;
    }
    const now = new Date(this.clock.now());
    const { rows } = await this.database.pg.query<{ conversation_id?: string }>(`due.ring.${kind}`, RING[kind], kind === 'schedule' ? [botId, id, now, this.ids.newId()] : kind === 'parked' ? [botId, id] : [botId, id, now]);
    if (rows.length === 0) throw new NotFoundError('timer');
    this.conversations.wake(rows.flatMap((row) => row.conversation_id ?? []));
  }

  /** Leave it out. @throws NotFoundError */
  async drop(botId: string, kind: TimerKind, id: string): Promise<void> {
    if (!IDS[kind].test(id)) throw new NotFoundError('timer');
    if (kind === 'schedule') return this.leaveOut(botId, id);
    const sql = kind === 'timer' ? 'DELETE FROM timer WHERE bot_id = $1 AND id = $2::uuid' : kind === 'parked' ? 'DELETE FROM parked_event WHERE bot_id = $1 AND seq = $2::bigint' : null;
    const { rowCount } = sql ? await this.database.pg.query(`due.drop.${kind}`, sql, [botId, id]) : { rowCount: 0 };
    if (rowCount === 0) throw new NotFoundError('timer');
  }

  /** A schedule's next time does not come; the one after it does. */
  private async leaveOut(botId: string, id: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<{ cron: string; time_zone: string; next_at: Date }>(
        'due.schedule',
        `SELECT cron, time_zone, next_at FROM schedule WHERE bot_id = $1 AND flow_id || ':' || node_id = $2 FOR UPDATE`,
        [botId, id],
      );
      const schedule = rows[0];
      if (!schedule) throw new NotFoundError('timer');
      const next = nextOccurrence(cronRecurrence(schedule.cron, schedule.time_zone), schedule.next_at.getTime());
      if (next) await tx.query('due.leaveOut', `UPDATE schedule SET next_at = $3 WHERE bot_id = $1 AND flow_id || ':' || node_id = $2`, [botId, id, new Date(next.at)]);
    });
  }

  private async flowNames(botId: string, rows: readonly DueRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(rows.flatMap((row) => placeOf(row)?.flowId ?? []))];
    if (ids.length === 0) return new Map();
    const { rows: flows } = await this.database.pg.query<{ id: string; name: string }>('due.flows', 'SELECT id, name FROM flow WHERE bot_id = $1 AND id::text = ANY ($2::text[])', [botId, ids]);
    return new Map(flows.map(({ id, name }) => [id, name]));
  }
}

const RING: Record<Exclude<TimerKind, 'timer'>, string> = {
  schedule: `INSERT INTO schedule_run (id, bot_id, flow_id, node_id, audience_tag, due_at, on_date)
    SELECT $4, s.bot_id, s.flow_id, s.node_id, s.audience_tag, $3,
      CASE WHEN s.on_date IS NULL THEN NULL ELSE json_build_object('field', s.on_date ->> 'field', 'yearly', (s.on_date ->> 'yearly')::boolean, 'dates', json_build_array(
        to_char((s.next_at AT TIME ZONE s.time_zone) + make_interval(days => (s.on_date ->> 'daysBefore')::int), CASE WHEN (s.on_date ->> 'yearly')::boolean THEN 'MM-DD' ELSE 'YYYY-MM-DD' END))) END
    FROM schedule s WHERE s.bot_id = $1 AND s.flow_id || ':' || s.node_id = $2 RETURNING NULL::uuid AS conversation_id`,
  campaign: `UPDATE campaign SET next_at = $3 WHERE bot_id = $1 AND id = $2::uuid AND next_at IS NOT NULL AND state IN ('scheduled', 'running') RETURNING NULL::uuid AS conversation_id`,
  feed: 'UPDATE topic SET feed_next_at = $3 WHERE bot_id = $1 AND id = $2::uuid AND feed_next_at IS NOT NULL RETURNING NULL::uuid AS conversation_id',
  watch: 'UPDATE segment_watch SET next_at = $3 WHERE bot_id = $1 AND id = $2::uuid RETURNING NULL::uuid AS conversation_id',
  parked: `WITH again AS (DELETE FROM parked_event WHERE bot_id = $1 AND seq = $2::bigint RETURNING *)
    INSERT INTO inbox (conversation_id, bot_id, channel_id, event_id, occurred_at, input) SELECT conversation_id, bot_id, channel_id, event_id, occurred_at, input FROM again RETURNING conversation_id`,
};

function toDueThing(row: DueRow, late: number, names: ReadonlyMap<string, string>): DueThing {
  const place = placeOf(row);
  return {
    kind: row.kind,
    id: row.id,
    state: row.failed ? 'failed' : row.due_at.getTime() < late ? 'late' : 'due',
    dueAt: row.due_at.toISOString(),
    name: row.name ?? (place ? (names.get(place.flowId) ?? '') : ''),
    subjectId: row.subject_id ?? place?.flowId ?? null,
    nodeId: row.node_id ?? place?.nodeId ?? null,
    purpose: row.purpose === 'delay' || row.purpose === 'noAnswer' ? row.purpose : null,
    inSeries: place?.inSeries ?? false,
    person: row.contact_id === null ? null : { contactId: row.contact_id, name: row.person },
    reason: row.reason,
    reasonCode: row.reason_code,
    canRing: true,
    canDrop: CAN_DROP[row.kind],
  };
}

/** Which step of which flow waits for a timer; the state of its conversation knows by the wait's token. */
function placeOf({ wait_token: token, state }: DueRow): { flowId: string; nodeId: string; inSeries: boolean } | undefined {
  if (token === null || state === null) return undefined;
  const tracks = Object.values(state.tracks ?? {});
  for (const part of [state, ...Object.values(state.members ?? {}), ...tracks]) {
    const { wait, frames } = part.session ?? {};
    const flowId = frames?.at(-1)?.flowId;
    if (wait?.token === token && flowId !== undefined) return { flowId, nodeId: wait.nodeId, inSeries: tracks.includes(part) };
  }
  return undefined;
}
