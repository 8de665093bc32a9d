import { Client } from 'pg';
import { AbstractLogger, DataSource } from 'typeorm';
import type { ClassOf } from './schemaPart';

/** Any number of ours; one holder at a time in a database. */
const MIGRATION_LOCK = 4_207_110_001;

/**
 * Run the migrations that have not run yet, all in one transaction, under an advisory lock: of two processes started at
 * once the second waits and then finds nothing left to do (F33). No statement time-out: a migration may take long.
 * @returns names of the migrations run now.
 * @throws the first failing migration's error; nothing of this run is kept then.
 */
export async function migrate(url: string, migrations: readonly ClassOf[]): Promise<string[]> {
  const lockHolder = new Client({ connectionString: url, connectionTimeoutMillis: 3_000, keepAlive: true });
  lockHolder.on('error', () => undefined);
  await lockHolder.connect();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      entities: [],
      migrations: [...migrations],
      migrationsTableName: 'schema_migration',
      synchronize: false,
      logging: false,
      // The error itself reaches the caller.
      logger: silent,
      installExtensions: false,
      connectTimeoutMS: 3_000,
      poolSize: 2,
    } as never);
    await dataSource.initialize();
    try {
      const run = await dataSource.runMigrations({ transaction: 'all' });
      return run.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lockHolder.end().catch(() => undefined);
  }
}

const silent = new (class extends AbstractLogger {
  protected override writeLog(): void {}
})();
