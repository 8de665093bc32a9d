import type { EntityManager } from 'typeorm';

/**
 * Say, inside the transaction that does it, that what live conversations run has changed. Processes keep compiled flows
 * by this number; the simulator runs drafts beside published settings, so its number moves too.
 */
export async function touchLive(manager: EntityManager, botId: string): Promise<void> {
  await manager.query('UPDATE bot SET live_revision = live_revision + 1, draft_revision = draft_revision + 1 WHERE id = $1', [botId]);
}

/** The same for an edit of a draft: only the simulator channel is concerned. */
export async function touchDrafts(manager: EntityManager, botId: string): Promise<void> {
  await manager.query('UPDATE bot SET draft_revision = draft_revision + 1 WHERE id = $1', [botId]);
}
