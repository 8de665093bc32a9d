import type { Operation } from '@chatloom/flow';
import type { EntityManager } from 'typeorm';
import type { OperationBatch } from '../errors';

/** Batches kept per flow; whoever was away longer reads the flow anew. */
const KEPT = 1_000;

/** Remember what made a revision; `null` when the whole draft was replaced. */
export async function logOperations(
  manager: EntityManager,
  entry: { botId: string; flowId: string; revision: number; clientId: string; personId: string | null; operations: readonly Operation[] | null },
): Promise<void> {
  await manager.query('INSERT INTO flow_operation (flow_id, revision, bot_id, client_id, person_id, operations) VALUES ($1, $2, $3, $4, $5, $6::json)', [
    entry.flowId,
    entry.revision,
    entry.botId,
    entry.clientId,
    entry.personId,
    JSON.stringify(entry.operations),
  ]);
  await manager.query('DELETE FROM flow_operation WHERE flow_id = $1 AND revision <= $2', [entry.flowId, entry.revision - KEPT]);
}

/** Every batch after `baseRevision` up to `currentRevision`, or null when one of them is not known as edits. */
export async function operationsSince(manager: EntityManager, botId: string, flowId: string, baseRevision: number, currentRevision: number): Promise<OperationBatch[] | null> {
  if (baseRevision > currentRevision || currentRevision - baseRevision > KEPT) return null;
  const rows: { revision: number; client_id: string; operations: OperationBatch['operations'] | null }[] = await manager.query(
    'SELECT revision, client_id, operations FROM flow_operation WHERE bot_id = $1 AND flow_id = $2 AND revision > $3 ORDER BY revision',
    [botId, flowId, baseRevision],
  );
  if (rows.length !== currentRevision - baseRevision || rows.some((row) => row.operations === null)) return null;
  return rows.map((row) => ({ revision: row.revision, clientId: row.client_id, operations: row.operations! }));
}
