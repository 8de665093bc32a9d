import { Injectable } from '@nestjs/common';
import type { ChangeCause, FlowUse } from '@chatloom/contract';
import type { Json, TraceEntry } from '@chatloom/engine';
import { Database } from '@chatloom/platform';
import type { Cause } from '../contacts/Cause';
import { FlowNames } from '../tags/FlowNames';

/** One change of one field. */
export interface FieldChangeView {
  id: string;
  field: string;
  before: Json;
  after: Json;
  at: Date;
  /** Names of people are not known here. */
  cause: ChangeCause;
}

/** So many changes of each field of a person are kept. */
export const CHANGES_KEPT = 50;
/** Changes looked at by one round of pruning. */
const PRUNED_AT_ONCE = 20_000;

interface ChangeRow {
  id: string;
  field: string;
  before: Json;
  after: Json;
  at: Date;
  cause: Cause | null;
  xid: string;
  fileName: string | null;
}
interface FlowTurn {
  id: string;
  xid: string;
  trace: { entries: TraceEntry[] };
}

/** What was changed in people's fields, written by a trigger in the transaction of each change. */
@Injectable()
export class FieldHistory {
  constructor(
    private readonly database: Database,
    private readonly flowNames: FlowNames,
  ) {}

  /** Newest first. `before` is the id of the last entry of the page before. */
  async list(botId: string, contactId: string, { field, before, limit }: { field?: string; before?: string; limit: number }): Promise<FieldChangeView[]> {
    const { rows } = await this.database.pg.query<ChangeRow>(
      'audience.fieldChanges',
      `SELECT f.id::text AS id, f.field, f.before, f.after, f.at, f.cause, f.xid::text AS xid,
         i.file_name AS "fileName"
       FROM contact_field_change f
         LEFT JOIN contact_import i ON i.id = (f.cause ->> 'importId')::uuid
       WHERE f.bot_id = $1 AND f.contact_id = $2 AND ($3::text IS NULL OR f.field = $3) AND ($4::bigint IS NULL OR f.id < $4)
       ORDER BY f.id DESC LIMIT $5`,
      [botId, contactId, field ?? null, before ?? null, limit],
    );
    const byFlows = rows.filter((row) => row.cause === null);
    const turns = await this.turnsOf(botId, contactId, byFlows.map((row) => row.xid));
    const writers = new Map<string, FlowUse[]>();
    for (const name of new Set(byFlows.map((row) => row.field))) writers.set(name, await this.flowNames.usesOf(botId, { kind: 'field', name }));
    return rows.map(({ cause, xid, fileName, ...row }) => ({ ...row, cause: cause === null ? flowCause(turns.get(xid) ?? [], writers.get(row.field) ?? []) : named(cause, fileName) }));
  }

  /**
   * Keeps the last changes of each field of a person, going through what was added since the round before.
   * @returns whether there was something new to look at
   */
  async prune(): Promise<boolean> {
    return this.database.pg.transaction(async (tx) => {
      await tx.query('audience.pruneBegin', `INSERT INTO audience_chore (name, position) VALUES ('fieldHistory', 0) ON CONFLICT DO NOTHING`);
      const { rows } = await tx.query<{ position: string; until: string | null }>(
        'audience.pruneFrom',
        `SELECT o.position, (SELECT max(id) FROM (SELECT id FROM contact_field_change WHERE id > o.position AND id <= o.position + ${PRUNED_AT_ONCE}) f)::text AS until
         FROM audience_chore o WHERE o.name = 'fieldHistory' FOR UPDATE SKIP LOCKED`,
      );
      const from = rows[0];
      if (!from) return false;
      if (from.until === null) return this.skipGap(tx, from.position);
      await tx.query(
        'audience.prune',
        `DELETE FROM contact_field_change d USING (
           SELECT k.contact_id, k.id FROM (
             SELECT f.contact_id, f.id, row_number() OVER (PARTITION BY f.contact_id, f.field ORDER BY f.id DESC) AS n
             FROM contact_field_change f
             WHERE (f.contact_id, f.field) IN (SELECT contact_id, field FROM contact_field_change WHERE id > $1 AND id <= $2)
           ) k WHERE k.n > ${CHANGES_KEPT}
         ) old WHERE d.contact_id = old.contact_id AND d.id = old.id`,
        [from.position, from.until],
      );
      await tx.query('audience.pruned', `UPDATE audience_chore SET position = $1 WHERE name = 'fieldHistory'`, [from.until]);
      return true;
    });
  }

  /** Nothing in this range of ids, which may have been used up by transactions that were undone: go on behind the gap. */
  private async skipGap(tx: Parameters<Parameters<Database['pg']['transaction']>[0]>[0], position: string): Promise<boolean> {
    const { rows } = await tx.query<{ next: string | null }>('audience.pruneGap', 'SELECT min(id)::text AS next FROM contact_field_change WHERE id > $1', [position]);
    if (rows[0]?.next == null) return false;
    await tx.query('audience.pruned', `UPDATE audience_chore SET position = $1 WHERE name = 'fieldHistory'`, [String(BigInt(rows[0].next) - 1n)]);
    return true;
  }

  /** Turns of the person's own conversation by the transaction that wrote them. */
  private async turnsOf(botId: string, contactId: string, xids: string[]): Promise<Map<string, FlowTurn[]>> {
    const found = new Map<string, FlowTurn[]>();
    if (xids.length === 0) return found;
    const { rows } = await this.database.pg.query<FlowTurn>(
      'audience.turnsByTransaction',
      `SELECT t.id, t.xmin::text AS xid, t.trace FROM conversation v JOIN turn t ON t.conversation_id = v.id
       WHERE v.bot_id = $1 AND v.contact_id = $2 AND t.xmin::text = ANY ($3::text[]) ORDER BY t.id DESC`,
      [botId, contactId, xids],
    );
    for (const row of rows) found.set(row.xid, [...(found.get(row.xid) ?? []), row]);
    return found;
  }
}

/** Of the turns of one transaction, newest first, the step that was walked last of those that name the field. */
function flowCause(turns: readonly FlowTurn[], writers: readonly FlowUse[]): ChangeCause {
  for (const { id, trace } of turns) {
    const entry = trace.entries.findLast(({ at, flowId, nodeId }) => at === 'left' && writers.some((use) => use.flowId === flowId && use.nodeIds.includes(nodeId ?? '')));
    if (entry) return { by: 'flow', flowId: entry.flowId ?? null, nodeId: entry.nodeId ?? null, turnId: id };
  }
  const [turn] = turns;
  const walked = turn?.trace.entries.find(({ flowId }) => flowId !== undefined);
  return { by: 'flow', flowId: walked?.flowId ?? null, nodeId: null, turnId: turn?.id ?? null };
}

function named(cause: Cause, fileName: string | null): ChangeCause {
  if (cause.by === 'import') return { by: 'import', importId: cause.importId, fileName };
  return cause.by === 'system' ? { by: 'system' } : { by: cause.by, personId: cause.personId, name: null };
}
