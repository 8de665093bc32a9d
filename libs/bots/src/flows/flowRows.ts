import type { FlowDocument } from '@chatloom/flow';
import type { EntityManager } from 'typeorm';
import { NotFoundError } from '../errors';
import { Flow } from './Flow';
import { readStored } from './readDocument';

/** draft: nothing published. live: the draft is what is published. changed: it has gone on since. */
export type FlowState = 'draft' | 'live' | 'changed' | 'archived';

/** A flow without its draft, with the number of what is published. */
export interface FlowHead {
  id: string;
  botId: string;
  name: string;
  state: FlowState;
  draftRevision: number;
  publishedVersion: number | null;
  publishedVersionId: string | null;
  position: number;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
}

interface HeadRow {
  id: string;
  bot_id: string;
  name: string;
  draft_revision: number;
  published_revision: number | null;
  published_version_id: string | null;
  published_number: number | null;
  position: number;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
}

/** Heads of a bot's flows in their order; of one flow only when `flowId` is given. */
export async function readHeads(manager: EntityManager, botId: string, which: { archived: boolean } | { flowId: string }): Promise<FlowHead[]> {
  const filter = 'flowId' in which ? 'f.id = $2' : '(f.archived_at IS NOT NULL) = $2';
  const rows: HeadRow[] = await manager.query(
    `SELECT f.id, f.bot_id, f.name, f.draft_revision, f.published_revision, f.published_version_id, v.number AS published_number,
       f.position, f.created_at, f.updated_at, f.archived_at
     FROM flow f LEFT JOIN flow_version v ON v.id = f.published_version_id
     WHERE f.bot_id = $1 AND ${filter} ORDER BY f.position, f.id`,
    [botId, 'flowId' in which ? which.flowId : which.archived],
  );
  return rows.map((row) => ({
    id: row.id,
    botId: row.bot_id,
    name: row.name,
    state: stateOf(row),
    draftRevision: row.draft_revision,
    publishedVersion: row.published_number,
    publishedVersionId: row.published_version_id,
    position: row.position,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    archivedAt: row.archived_at,
  }));
}

function stateOf(row: HeadRow): FlowState {
  if (row.archived_at) return 'archived';
  if (row.published_version_id === null) return 'draft';
  return row.draft_revision === row.published_revision ? 'live' : 'changed';
}

/** @throws NotFoundError */
export async function readHead(manager: EntityManager, botId: string, flowId: string): Promise<FlowHead> {
  const [head] = await readHeads(manager, botId, { flowId });
  if (!head) throw new NotFoundError('flow');
  return head;
}

/**
 * The flow's row, held until the transaction ends: edits and publishing of one flow take turns. Always before the bot's
 * row, so that no two wait for each other. @throws NotFoundError
 */
export async function lockFlow(manager: EntityManager, botId: string, flowId: string): Promise<Flow> {
  const flow = await manager.getRepository(Flow).findOne({ where: { id: flowId, botId }, lock: { mode: 'pessimistic_write' } });
  if (!flow) throw new NotFoundError('flow');
  flow.draft = readStored(flow.draft);
  return flow;
}

/** Ids a flow may lead to: those of the bot that are not archived. */
export async function knownFlowIds(manager: EntityManager, botId: string): Promise<Set<string>> {
  const rows: { id: string }[] = await manager.query('SELECT id FROM flow WHERE bot_id = $1 AND archived_at IS NULL', [botId]);
  return new Set(rows.map((row) => row.id));
}

/** Store a draft as the next revision. `text` is the document as `writeDocument` gives it. */
export async function storeDraft(manager: EntityManager, flow: Flow, document: FlowDocument, text: string): Promise<number> {
  const revision = flow.draftRevision + 1;
  await manager.query('UPDATE flow SET draft = $2::json, draft_revision = $3, name = $4, updated_at = now() WHERE id = $1', [flow.id, text, revision, document.name]);
  return revision;
}
