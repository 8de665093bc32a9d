import type { Pool, PoolClient } from 'pg';

/**
 * Keep a server that goes away from ending the process. The pool listens to clients at rest only: a client that is in use,
 * or has just been thrown away, and then hears "terminating connection" would emit an error nobody listens to. What it
 * means for the work at hand is said by the query that fails.
 */
export function guardPool(pool: Pool): void {
  const guarded = new WeakSet<PoolClient>();
  const guard = (client: PoolClient) => {
    if (guarded.has(client)) return;
    guarded.add(client);
    client.on('error', () => undefined);
  };
  pool.on('connect', guard);
  // Clients made before we were asked.
  pool.on('acquire', guard);
}
