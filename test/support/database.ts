import { createHash, randomBytes } from 'node:crypto';
import { type ClassOf, Database, type DatabaseOptions, type SchemaPart, migrate } from '@chatloom/platform';
import { Client } from 'pg';

/**
 * A database of its own for a test file, with the given schema: a copy of a template that is migrated once and then
 * kept, so a copy costs some ten milliseconds.
 *
 * ```ts
 * const database = testDatabase({ entities: [Bot], migrations: [CreateBots1763700000000] });
 * it('…', async () => { await database().pg.query('test.x', 'SELECT 1'); });
 * ```
 * @returns a function that gives the connected Database; valid inside tests and hooks.
 */
export function testDatabase(schema: SchemaPart, options: Partial<DatabaseOptions> = {}): () => Database {
  let created: { database: Database; drop(): Promise<void> } | null = null;
  beforeAll(async () => {
    created = await createTestDatabase(schema, options);
  }, 60_000);
  afterAll(async () => {
    await created?.drop();
  }, 60_000);
  return () => {
    if (!created) throw new Error('The test database exists only inside tests and hooks.');
    return created.database;
  };
}

/** The same without Jest's hooks, for suites that start whole processes on the database (`database.url`). */
export async function createTestDatabase(schema: SchemaPart, options: Partial<DatabaseOptions> = {}): Promise<{ database: Database; url: string; drop(): Promise<void> }> {
  const server = serverUrl();
  const name = `t_${process.pid}_${randomBytes(5).toString('hex')}`;
  await administer(server, async (admin) => {
    const template = await ensureTemplate(admin, server, schema.migrations);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = urlOf(server, name);
  const database = await new Database({ ...schema, poolSize: 6, ...options, url }).connect();
  return {
    database,
    url,
    async drop() {
      await database.close();
      await administer(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database without any migration, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = serverUrl();
  const name = `t_${process.pid}_${randomBytes(5).toString('hex')}`;
  await administer(server, (admin) => admin.query(`CREATE DATABASE ${name}`));
  return {
    url: urlOf(server, name),
    drop: () => administer(server, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

const TEMPLATE_LOCK = 4_207_110_002;

/** The template's name carries a hash of the migrations' code, so that an edited migration makes a new one. */
async function ensureTemplate(admin: Client, server: string, migrations: readonly ClassOf[]): Promise<string> {
  const hash = createHash('sha256').update(migrations.map(String).join('\n')).digest('hex').slice(0, 16);
  const template = `template_${hash}`;
  const isReady = async () => (await admin.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [template])).rowCount === 1;
  if (await isReady()) return template;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await isReady()) return template;
    await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${template}`);
    await migrate(urlOf(server, template), migrations);
    await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return template;
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('No TEST_DATABASE_URL: suites with a database end in .int-spec.ts or .e2e-spec.ts and run in those Jest projects.');
  return url;
}

function urlOf(server: string, database: string): string {
  return server.replace(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`);
}

async function administer<T>(server: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: server, connectionTimeoutMillis: 5_000 });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
