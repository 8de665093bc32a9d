import type { Database, Sql } from '@chatloom/platform';

/**
 * Run statements made for one question (a search, a segment): planned for their own values, where the rest of the server plans
 * once for all. Reads only.
 * @param timeoutMs the database gives up after that; default that of the connection
 */
export function withOwnPlan<T>(database: Database, work: (sql: Sql) => Promise<T>, timeoutMs?: number): Promise<T> {
  return database.pg.transaction(async (tx) => {
    await tx.run(`SET TRANSACTION READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan${timeoutMs === undefined ? '' : `; SET LOCAL statement_timeout = ${Math.round(timeoutMs)}`}`);
    return work(tx);
  });
}

/** Did the database give up because a statement took too long? */
export function tookTooLong(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '57014';
}
