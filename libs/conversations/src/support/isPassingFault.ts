/**
 * Will the same statement succeed later? Lost connections, restarts, a full disk, time-outs, deadlocks and crashes of
 * the server pass; everything else is the statement's own fault. Classes of SQLSTATE by the PostgreSQL manual, App. A.
 */
export function isPassingFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error instanceof Error && DRIVER_FAULT.test(error.message);
  if (/^[0-9A-Z]{5}$/.test(code)) return ['08', '40', '53', '55', '57', '58', 'XX'].includes(code.slice(0, 2)) || code === '25P03';
  return /^E[A-Z]+/.test(code); // ECONNREFUSED, ECONNRESET, ENOENT of the socket …
}

/** What `pg` says without a code: "Connection terminated unexpectedly", "timeout exceeded when trying to connect", "Query read timeout". */
const DRIVER_FAULT = /connection|terminated|timeout|timed out|not connected/i;
