/** Leaves the PostgreSQL that `databaseGlobalSetup` joined; the last run to leave stops it. */
export default async function databaseGlobalTeardown(): Promise<void> {
  await (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres?.();
}
