import { Injectable } from '@nestjs/common';
import { DocumentRefusedError, FlowDirectory } from '@chatloom/bots';
import type { SegmentUse } from '@chatloom/contract';
import { Clock, Database, IdSource, type Transaction } from '@chatloom/platform';
import { Segments } from '../segments/Segments';

/** A segment trigger of a live flow. */
export interface WatchedSegment {
  flowId: string;
  nodeId: string;
  segmentId: string;
  direction: 'entered' | 'left';
  /** Each crossing counts, not only the first of a person. */
  again: boolean;
  /** Those who are in it at the first look count as coming in. */
  present: boolean;
}

/** What a look at a segment brought. */
export interface Look {
  /** Conversations that have an event pending now. */
  conversationIds: string[];
}

interface WatchRow {
  id: string;
  bot_id: string;
  flow_id: string;
  node_id: string;
  segment_id: string;
  direction: 'entered' | 'left';
  again: boolean;
  present: boolean;
  segment_revision: number | null;
}

/** Between two looks at a segment. */
export const LOOK_EVERY_MS = 5_000;
/** A segment that takes long to look at is looked at less often, so that watching takes at most a twentieth of the database's time. */
const PAUSE_PER_LOOK = 20;
/** People told of in one commit. */
export const CROSSINGS_PER_COMMIT = 1_000;
const LOOK_TIMEOUT_MS = 120_000;

/**
 * Watches the segments that live flows wait for. Who was in a segment at the last look is a row for each person; a look compares them with who is in it
 * now. The change of the row and the event for the conversation are one commit, so each crossing counts once. The rows are locked by watch: any
 * process may look, one at a time.
 *
 * When the rules of a segment are changed, those who fit the new ones count as having been in it all along: nobody crossed a border, the border moved.
 */
@Injectable()
export class SegmentWatches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly flows: FlowDirectory,
    private readonly segments: Segments,
  ) {}

  /** Brings the watches of bots in step whose live flows have changed. */
  async sync(): Promise<void> {
    const { rows: stale } = await this.database.pg.query<{ id: string; live_revision: number }>(
      'watches.stale',
      `SELECT b.id, b.live_revision::float8 AS live_revision FROM bot b LEFT JOIN segment_watch_sync s ON s.bot_id = b.id
       WHERE s.live_revision IS DISTINCT FROM b.live_revision LIMIT 100`,
    );
    for (const { id, live_revision: revision } of stale) await this.replace(id, revision, await this.watchedBy(id, revision));
  }

  /** @param revision of the live flows these are of */
  async replace(botId: string, revision: number, wanted: readonly WatchedSegment[]): Promise<void> {
    const rows = wanted.map((one) => ({ id: this.ids.newId(), flow_id: one.flowId, node_id: one.nodeId, segment_id: one.segmentId, direction: one.direction, again: one.again, present: one.present }));
    const values = [botId, JSON.stringify(rows)];
    const recordset = 'json_to_recordset($2::json) AS w(id uuid, flow_id uuid, node_id text, segment_id uuid, direction text, again boolean, present boolean)';
    await this.database.pg.transaction(async (tx) => {
      await tx.query(
        'watches.gone',
        `DELETE FROM segment_watch s WHERE s.bot_id = $1 AND NOT EXISTS (
           SELECT 1 FROM ${recordset} WHERE w.flow_id = s.flow_id AND w.node_id = s.node_id AND w.segment_id = s.segment_id AND w.direction = s.direction)`,
        values,
      );
      // Asked for later than the first publishing: those nobody was told of come in with the next look.
      await tx.query(
        'watches.presentToo',
        `UPDATE segment_watch_person p SET is_in = false
         FROM segment_watch s JOIN ${recordset} ON w.flow_id = s.flow_id AND w.node_id = s.node_id
         WHERE s.bot_id = $1 AND w.present AND NOT s.present AND p.watch_id = s.id AND p.is_in AND p.times = 0`,
        values,
      );
      await tx.query(
        'watches.wanted',
        `INSERT INTO segment_watch AS s (id, bot_id, flow_id, node_id, segment_id, direction, again, present, next_at)
         SELECT id, $1, flow_id, node_id, segment_id, direction, again, present, $3 FROM ${recordset}
         ON CONFLICT (flow_id, node_id) DO UPDATE SET again = excluded.again, present = excluded.present`,
        [...values, new Date(this.clock.now())],
      );
      await tx.query(
        'watches.synced',
        'INSERT INTO segment_watch_sync (bot_id, live_revision) VALUES ($1, $2) ON CONFLICT (bot_id) DO UPDATE SET live_revision = excluded.live_revision',
        [botId, revision],
      );
    });
  }

  /** Looks at the segment that is due longest. @returns `null` when none is due */
  async look(): Promise<Look | null> {
    const now = this.clock.now();
    return this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<WatchRow>(
        'watches.take',
        `SELECT id, bot_id, flow_id, node_id, segment_id, direction, again, present, segment_revision FROM segment_watch
         WHERE next_at <= $1 ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [new Date(now)],
      );
      const watch = rows[0];
      if (!watch) return null;
      const segment = await this.segments.find(watch.bot_id, watch.segment_id);
      const compiled = segment && (await this.segments.compile(watch.bot_id, segment.definition, 3).catch(refusal));
      if (!segment || !compiled || compiled instanceof DocumentRefusedError) {
        await rest(tx, watch, now, { problem: compiled instanceof DocumentRefusedError ? compiled.message : 'The segment is gone.' });
        return { conversationIds: [] };
      }
      await tx.run(`SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL statement_timeout = ${LOOK_TIMEOUT_MS}`);
      const look = { ...watch, where: compiled.where, values: compiled.values, now };
      if (watch.segment_revision !== segment.revision) {
        const isFirst = watch.segment_revision === null;
        if (!isFirst || !watch.present || watch.direction === 'left') await takeAsKnown(tx, look);
        await rest(tx, watch, now, { revision: segment.revision, isMore: true });
        return { conversationIds: [] };
      }
      const entered = await cameIn(tx, look);
      const left = await wentOut(tx, look);
      await rest(tx, watch, now, { isMore: entered.isMore || left.isMore });
      return { conversationIds: [...entered.conversationIds, ...left.conversationIds] };
    });
  }

  /** Flows that wait for people of this segment, or would when their draft is published. */
  async usesOf(botId: string, segmentId: string): Promise<SegmentUse[]> {
    const { rows } = await this.database.pg.query<{ id: string; name: string }>(
      'watches.uses',
      `SELECT f.id, f.name FROM flow f LEFT JOIN flow_version v ON v.id = f.published_version_id
       WHERE f.bot_id = $1 AND f.archived_at IS NULL AND (strpos(f.draft::text, $2) > 0 OR strpos(v.document::text, $2) > 0) ORDER BY f.position, f.id`,
      [botId, segmentId],
    );
    return rows.map(({ id, name }) => ({ kind: 'flow', id, name }));
  }

  private async watchedBy(botId: string, revision: number): Promise<WatchedSegment[]> {
    const { flows } = await this.flows.load({ botId, runs: 'published', revision, versionIds: [] });
    return flows.all().flatMap((flow) =>
      Object.entries(flow.document.nodes).flatMap(([nodeId, node]) => {
        if (node.type !== 'segmentTrigger') return [];
        const { segmentId, when, again, present } = flow.data(nodeId) as { segmentId: string; when: 'entered' | 'left'; again: boolean; present: boolean };
        return UUID.test(segmentId) ? [{ flowId: flow.flowId, nodeId, segmentId, direction: when, again, present: present && when === 'entered' }] : [];
      }),
    );
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
type LookAt = WatchRow & { where: string; values: unknown[]; now: number };
interface Crossings {
  conversationIds: string[];
  /** The commit was full: others may be waiting. */
  isMore: boolean;
}

/** Those in it are known from now on, those not in it are out; nobody is told. */
async function takeAsKnown(tx: Transaction, { id, where, values, bot_id: botId }: LookAt): Promise<void> {
  await tx.run(
    `UPDATE segment_watch_person p SET is_in = false WHERE p.watch_id = $1 AND p.bot_id = $2 AND p.is_in AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = p.contact_id AND ${where})`,
    [id, botId, ...values],
  );
  await tx.run(
    `INSERT INTO segment_watch_person AS p (watch_id, contact_id, bot_id, is_in) SELECT $1, c.id, $2, true FROM contact c WHERE ${where}
     ON CONFLICT (watch_id, contact_id) DO UPDATE SET is_in = true WHERE NOT p.is_in`,
    [id, botId, ...values],
  );
}

async function cameIn(tx: Transaction, look: LookAt): Promise<Crossings> {
  const found = `SELECT c.id AS contact_id, p.times FROM contact c LEFT JOIN segment_watch_person p ON p.watch_id = $1 AND p.contact_id = c.id
    WHERE p.is_in IS NOT TRUE AND ${look.where} LIMIT ${CROSSINGS_PER_COMMIT}`;
  return cross(tx, look, 'entered', found);
}

async function wentOut(tx: Transaction, look: LookAt): Promise<Crossings> {
  const found = `SELECT p.contact_id, p.times FROM segment_watch_person p
    WHERE p.watch_id = $1 AND p.is_in AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = p.contact_id AND ${look.where}) LIMIT ${CROSSINGS_PER_COMMIT}`;
  return cross(tx, look, 'left', found);
}

/**
 * Writes down who crossed, and tells their conversations where the flow waits for this direction. Only friends who have ever talked to us can be
 * told; for others the crossing counts as untold.
 */
async function cross(tx: Transaction, look: LookAt, direction: 'entered' | 'left', found: string): Promise<Crossings> {
  const [tells, again, input] = [1, 2, 3].map((n) => `$${look.values.length + 2 + n}`);
  const { rows } = await tx.run<{ conversation_id: string | null; crossed: number }>(
    `WITH found AS MATERIALIZED (${found}), told AS (
       SELECT f.contact_id, v.id AS conversation_id, k.channel_id, coalesce(f.times, 0) + 1 AS times
       FROM found f JOIN contact k ON k.id = f.contact_id AND k.is_friend JOIN conversation v ON v.contact_id = k.id AND v.key LIKE 'u:%'
       WHERE ${tells}::boolean AND (${again}::boolean OR coalesce(f.times, 0) = 0)
     ), kept AS (
       INSERT INTO segment_watch_person AS p (watch_id, contact_id, bot_id, is_in, times)
       SELECT $1, f.contact_id, $2, ${direction === 'entered'}, coalesce(t.times, f.times, 0) FROM found f LEFT JOIN told t ON t.contact_id = f.contact_id
       ON CONFLICT (watch_id, contact_id) DO UPDATE SET is_in = excluded.is_in, times = excluded.times
     ), filled AS (
       INSERT INTO inbox (conversation_id, bot_id, channel_id, event_id, occurred_at, input)
       SELECT t.conversation_id, $2, t.channel_id, 'segment-' || $1::uuid || '-' || t.contact_id || '-' || t.times, (${input}::json ->> 'at')::bigint, ${input}::json FROM told t
     )
     SELECT t.conversation_id, (SELECT count(*)::int FROM found) AS crossed FROM (SELECT 1) one LEFT JOIN told t ON true`,
    [look.id, look.bot_id, ...look.values, look.direction === direction, look.again, JSON.stringify({ type: 'segmentCrossed', flowId: look.flow_id, nodeId: look.node_id, direction, at: look.now })],
  );
  return { conversationIds: rows.flatMap((row) => row.conversation_id ?? []), isMore: (rows[0]?.crossed ?? 0) >= CROSSINGS_PER_COMMIT };
}

/** When it is looked at next, reckoned by what this look took. */
async function rest(tx: Transaction, { id, bot_id: botId }: WatchRow, now: number, { problem = null, revision, isMore = false }: { problem?: string | null; revision?: number; isMore?: boolean }): Promise<void> {
  await tx.query(
    'watches.rest',
    `UPDATE segment_watch SET problem = $3, segment_revision = coalesce($4, segment_revision),
       next_at = $5::timestamptz + CASE WHEN $6 THEN interval '0' ELSE greatest(make_interval(secs => $7::float8 / 1000), (clock_timestamp() - transaction_timestamp()) * $8::float8) END
     WHERE id = $1 AND bot_id = $2`,
    [id, botId, problem, revision ?? null, new Date(now), isMore, LOOK_EVERY_MS, PAUSE_PER_LOOK],
  );
}

function refusal(error: unknown): DocumentRefusedError {
  if (error instanceof DocumentRefusedError) return error;
  throw error;
}
