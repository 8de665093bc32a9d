import { startTestPostgres } from './testPostgres';

/** Runs once per Jest project that needs PostgreSQL; workers inherit the variable. */
export default async function databaseGlobalSetup(): Promise<void> {
  const postgres = await startTestPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = () => postgres.stop();
}
