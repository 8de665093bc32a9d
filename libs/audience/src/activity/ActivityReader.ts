import { Injectable } from '@nestjs/common';
import { firstIdAt } from '@chatloom/conversations';
import type { TraceEntry } from '@chatloom/engine';
import { Database, type Transaction } from '@chatloom/platform';
import type { FlowRun } from './FlowRun';
import { isPersonActing } from './isPersonActing';
import { Progress } from './Progress';

/** Turns read in one transaction: what people write meanwhile is answered a little later. */
const TURNS_PER_READ = 250;
/** Ids are made by the clocks of the processes, which differ by two seconds at most (ClockGuard) while they work. */
const LAG_MS = 5_000;
const SKEW_MS = 2_000;
/** A transaction of turns does not last that long (time limits of statements and of idling); what does is something else and is not waited for. */
const LONGEST_TURN_MS = 60_000;
/** The first look into the history is that wide; grown while there is little to be found, narrowed when there is more than one read takes. */
const FIRST_WINDOW_MS = 60_000;
const NARROWEST_WINDOW_MS = 1_000;
const WIDEST_WINDOW_MS = 86_400_000;
/** Older turns are gone (conversations keep 90 days); nobody needs to look for them. */
const HISTORY_MS = 91 * 86_400_000;

interface TurnRow {
  id: string;
  at: number;
  bot_id: string;
  /** Null in groups. */
  contact_id: string | null;
  input_type: string;
  event_type: string | null;
  trace: TraceEntry[] | null;
}

/** What one read did. */
export interface ReadResult {
  turns: number;
  /** There is more to be read at once. */
  more: boolean;
  /** How old the last turn read could be; ms. */
  behindMs: number;
}

/**
 * Reads what people do out of the history of their turns: when they were last active, which nodes they came to, where their runs of flows stand.
 * It follows the turns by their ids. What is written and how far it came are one transaction, and the row that says how far is locked by
 * whoever reads: each turn counts once, whatever dies when, and however many processes would like to read.
 *
 * A turn may be committed after one with a later id. So it stays some seconds behind, and behind the start of the oldest transaction that has
 * written anything and could still be one of turns. Only chats with one person are read; of groups it is not known who stands where.
 */
@Injectable()
export class ActivityReader {
  private windowMs = FIRST_WINDOW_MS;

  constructor(private readonly database: Database) {}

  /**
   * Read on from where the last reading ended, at most `TURNS_PER_READ` turns.
   * @param lagMs how far to stay behind
   * @returns null when another process is reading
   */
  async read(lagMs = LAG_MS): Promise<ReadResult | null> {
    try {
      return await this.database.pg.transaction((tx) => this.readIn(tx, lagMs));
    } catch (error) {
      // Perhaps there was so much in the window that finding the first of it took too long.
      this.windowMs = Math.max(this.windowMs / 2, NARROWEST_WINDOW_MS);
      throw error;
    }
  }

  private async readIn(tx: Transaction, lagMs: number): Promise<ReadResult | null> {
    const moment = await this.lock(tx, lagMs);
    if (!moment) return null;
    const { position, from, now, until } = moment;
    if (until <= from) return { turns: 0, more: false, behindMs: now - from };
    const end = Math.min(until, from + this.windowMs);
    const { rows } = await tx.query<TurnRow>('activity.turns', TURNS, [position, firstIdAt(end), TURNS_PER_READ]);
    const isFull = rows.length === TURNS_PER_READ;
    this.windowMs = isFull ? Math.max(this.windowMs / 2, NARROWEST_WINDOW_MS) : rows.length * 4 < TURNS_PER_READ ? Math.min(this.windowMs * 2, WIDEST_WINDOW_MS) : this.windowMs;
    await write(tx, rows);
    const reached = isFull ? rows.at(-1)!.id : firstIdAt(end);
    await tx.query('activity.reached', `UPDATE activity_reader SET position = $1 WHERE name = 'turns'`, [reached]);
    const readUntil = isFull ? timeOfId(reached) : end;
    return { turns: rows.length, more: isFull || end < until, behindMs: now - readUntil };
  }

  /** Forget visits of nodes nobody has come to again for so long; in parts, until none is left. @returns how many */
  async forgetOldVisits(keepDays: number): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const { rowCount } = await this.database.pg.query(
        'activity.forget',
        `DELETE FROM flow_visit WHERE ctid = ANY (ARRAY(SELECT ctid FROM flow_visit WHERE last_at < clock_timestamp() - make_interval(days => $1) LIMIT 5000))`,
        [keepDays],
      );
      forgotten += rowCount ?? 0;
      if ((rowCount ?? 0) < 5_000) return forgotten;
    }
  }

  private async lock(tx: Transaction, lagMs: number): Promise<{ position: string; from: number; now: number; until: number } | null> {
    const { rows } = await tx.query<{ position: string; now: number; oldest: number | null }>(
      'activity.lock',
      // Turns are found by their block range index. The planner does not know that those asked for stand at the end, and would rather read all from the start.
      `SELECT set_config('enable_seqscan', 'off', true), position, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
         (SELECT extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000 FROM pg_stat_activity
          WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid())::float8 AS oldest
       FROM activity_reader WHERE name = 'turns' FOR UPDATE SKIP LOCKED`,
    );
    if (!rows[0]) return null;
    const { position, now, oldest } = rows[0];
    const writerMs = oldest === null ? 0 : Math.min(oldest + SKEW_MS, LONGEST_TURN_MS);
    return { position, from: Math.max(timeOfId(position), now - HISTORY_MS), now, until: now - Math.max(lagMs, writerMs) };
  }
}

/**
 * The turns first, by their block range index, and only then whose they are: the planner would rather look at each conversation for turns of
 * that time.
 */
const TURNS = `
  WITH t AS MATERIALIZED (SELECT id, conversation_id, at, input, trace FROM turn WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3)
  SELECT t.id, extract(epoch FROM t.at)::float8 * 1000 AS at, v.bot_id, v.contact_id, t.input ->> 'type' AS input_type,
    CASE WHEN t.input ->> 'type' = 'eventReceived' THEN t.input -> 'event' ->> 'type' END AS event_type, CASE WHEN v.contact_id IS NOT NULL THEN t.trace -> 'entries' END AS trace
  FROM t LEFT JOIN conversation v ON v.id = t.conversation_id ORDER BY t.id`;

const RUN_COLUMNS = 'flow_id, contact_id, bot_id, state, node_id, since, called_flow_id, times, first_reached_at, last_reached_at, times_finished, first_finished_at, last_finished_at';

async function write(tx: Transaction, read: readonly TurnRow[]): Promise<void> {
  const turns = read.filter((turn): turn is TurnRow & { contact_id: string } => turn.contact_id !== null);
  if (turns.length === 0) return;
  const botOf = new Map(turns.map(({ contact_id, bot_id }) => [contact_id, bot_id]));
  const known = await knownRuns(tx, [...botOf.keys()]);
  const progress = new Map([...botOf.keys()].map((contactId) => [contactId, new Progress(known.get(contactId))]));
  const lastActive = new Map<string, number>();
  for (const { contact_id, at, input_type, event_type, trace } of turns) {
    progress.get(contact_id)!.follow(trace ?? [], at);
    if (isPersonActing(input_type, event_type)) lastActive.set(contact_id, Math.max(at, lastActive.get(contact_id) ?? 0));
  }
  // Always in one order, so that two who write the same rows cannot wait for each other.
  const people = [...progress].sort(([a], [b]) => (a < b ? -1 : 1));
  const active = people.flatMap(([contactId]) => (lastActive.has(contactId) ? [{ contactId, botId: botOf.get(contactId)!, at: lastActive.get(contactId)! }] : []));
  if (active.length > 0) await tx.query('activity.active', ACTIVE, [active.map((one) => one.contactId), active.map((one) => one.botId), active.map((one) => one.at)]);
  const visits = people.flatMap(([contactId, one]) => one.visits.map((visit) => ({ contactId, botId: botOf.get(contactId)!, ...visit })));
  if (visits.length > 0) {
    await tx.query('activity.visits', VISITS, [
      visits.map((one) => one.contactId), visits.map((one) => one.botId), visits.map((one) => one.flowId), visits.map((one) => one.nodeId),
      visits.map((one) => one.firstAt), visits.map((one) => one.lastAt), visits.map((one) => one.times),
    ]);
  }
  const runs = people.flatMap(([contactId, one]) => one.changedRuns.map((run) => ({ contactId, botId: botOf.get(contactId)!, ...run })));
  if (runs.length > 0) await tx.query('activity.runs', RUNS, [JSON.stringify(runs)]);
}

async function knownRuns(tx: Transaction, contactIds: readonly string[]): Promise<Map<string, FlowRun[]>> {
  const ms = (column: string) => `extract(epoch FROM ${column})::float8 * 1000`;
  const { rows } = await tx.query<FlowRun & { contactId: string }>(
    'activity.knownRuns',
    `SELECT contact_id AS "contactId", flow_id AS "flowId", state, node_id AS "nodeId", ${ms('since')} AS since, called_flow_id AS "calledFlowId", times,
       ${ms('first_reached_at')} AS "firstReachedAt", ${ms('last_reached_at')} AS "lastReachedAt", times_finished AS "timesFinished",
       ${ms('first_finished_at')} AS "firstFinishedAt", ${ms('last_finished_at')} AS "lastFinishedAt"
     FROM flow_run WHERE contact_id = ANY ($1::uuid[])`,
    [contactIds],
  );
  const found = new Map<string, FlowRun[]>();
  for (const { contactId, ...run } of rows) found.set(contactId, [...(found.get(contactId) ?? []), run]);
  return found;
}

// People who were deleted meanwhile do not come back by what is read of them.
const ACTIVE = `
  INSERT INTO contact_activity AS a (contact_id, bot_id, last_active_at)
  SELECT u.contact_id, u.bot_id, to_timestamp(u.at / 1000) FROM unnest($1::uuid[], $2::uuid[], $3::float8[]) AS u(contact_id, bot_id, at) JOIN contact c ON c.id = u.contact_id
  ON CONFLICT (contact_id) DO UPDATE SET last_active_at = excluded.last_active_at WHERE a.last_active_at < excluded.last_active_at`;

const VISITS = `
  INSERT INTO flow_visit AS v (contact_id, bot_id, flow_id, node_id, first_at, last_at, times)
  SELECT u.contact_id, u.bot_id, u.flow_id, u.node_id, to_timestamp(u.first_at / 1000), to_timestamp(u.last_at / 1000), u.times
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::float8[], $6::float8[], $7::integer[]) AS u(contact_id, bot_id, flow_id, node_id, first_at, last_at, times)
  JOIN contact c ON c.id = u.contact_id
  ON CONFLICT (flow_id, node_id, contact_id) DO UPDATE SET last_at = greatest(v.last_at, excluded.last_at), times = v.times + excluded.times`;

const RUNS = `
  INSERT INTO flow_run AS r (${RUN_COLUMNS})
  SELECT u."flowId", u."contactId", u."botId", u.state, u."nodeId", to_timestamp(u.since / 1000), u."calledFlowId", u.times, to_timestamp(u."firstReachedAt" / 1000),
    to_timestamp(u."lastReachedAt" / 1000), u."timesFinished", to_timestamp(u."firstFinishedAt" / 1000), to_timestamp(u."lastFinishedAt" / 1000)
  FROM json_to_recordset($1::json) AS u("flowId" uuid, "contactId" uuid, "botId" uuid, state text, "nodeId" text, since float8, "calledFlowId" uuid, times integer,
    "firstReachedAt" float8, "lastReachedAt" float8, "timesFinished" integer, "firstFinishedAt" float8, "lastFinishedAt" float8)
  JOIN contact c ON c.id = u."contactId"
  ON CONFLICT (flow_id, contact_id) DO UPDATE SET (state, node_id, since, called_flow_id, times, last_reached_at, times_finished, first_finished_at, last_finished_at)
    = (excluded.state, excluded.node_id, excluded.since, excluded.called_flow_id, excluded.times, excluded.last_reached_at, excluded.times_finished, excluded.first_finished_at, excluded.last_finished_at)`;

/** When a UUIDv7 was made; epoch ms. */
function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
