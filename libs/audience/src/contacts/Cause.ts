import type { Sql } from '@chatloom/platform';

/** Who or what changes people's data, as it is kept in their history. A flow says nothing: its turn is found by the transaction. */
export type Cause = { by: 'person' | 'api'; personId: string } | { by: 'import'; importId: string } | { by: 'system' };

/** Everything this transaction does to contacts from now on has this cause. */
export async function tellCause(tx: Sql, cause: Cause): Promise<void> {
  await tx.query('audience.cause', `SELECT set_config('chatloom.cause', $1, true)`, [JSON.stringify(cause)]);
}
