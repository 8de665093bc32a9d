import type { Sql } from '@chatloom/platform';

/** The person has blocked the account: what waits to be pushed to them would cost and not be seen. */
export async function dropWaitingPushes(sql: Sql, conversationId: string): Promise<void> {
  await sql.query(
    'outbox.dropBlocked',
    `UPDATE outbox SET state = 'dropped', result = '{"reason":"blocked"}', done_at = now() WHERE conversation_id = $1 AND state = 'queued' AND kind = 'push'`,
    [conversationId],
  );
}
