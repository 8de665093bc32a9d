import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { guardPool } from './guardPool';
import { migrate } from './migrate';
import type { SchemaPart } from './schemaPart';

export interface DatabaseOptions extends SchemaPart {
  url: string;
  /** Most connections; default 12. */
  poolSize?: number;
  /** The server cancels a longer statement; default 5,000 ms. */
  statementTimeoutMs?: number;
  /** Default 3,000 ms. */
  connectTimeoutMs?: number;
  /** The server ends a transaction in which nobody says anything; default 10,000 ms. */
  idleInTransactionTimeoutMs?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Idle connections that broke (a restart of the database) are reported here; they are replaced by themselves. */
  onConnectionLost?: (error: Error) => void;
}

/** Runs SQL: the pool, or one transaction. */
export interface Sql {
  /**
   * Run a named prepared statement: parsed and planned once per connection. The same name must always carry the same
   * text. Names are at most 63 bytes; use `<lib>.<what>`.
   */
  query<Row extends QueryResultRow = QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
  /** Run a statement once (tests, rare administration); may hold several statements when it has no values. */
  run<Row extends QueryResultRow = QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
}

/** SQL of one open transaction. */
export interface Transaction extends Sql {
  /** The connection itself, for what needs it (COPY, cursors). Do not release it. */
  readonly client: PoolClient;
  /**
   * Do something as the last thing before the commit, in the order it was asked for: for what many parts of a transaction change and one
   * statement can write. It is not done when `work` throws, and what it throws rolls everything back.
   */
  beforeCommit(last: () => Promise<void>): void;
}

/** The hot path's door to PostgreSQL: the same pool that TypeORM uses. */
export interface PgDoor extends Sql {
  /**
   * Run `work` in one transaction: committed when it resolves, rolled back when it throws. A connection that broke is
   * thrown away. Whether a commit whose answer was lost took place is unknown to the caller, as everywhere.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly pool: Pool;
}

/**
 * PostgreSQL by two doors over one pool: `dataSource` (TypeORM: entities, repositories) for the many small
 * administrative queries, and `pg` (set-based SQL with prepared statements) for the hot paths.
 *
 * It may be made while the server is down; `connect` is what reaches out.
 */
export class Database {
  readonly dataSource: DataSource;
  readonly pg: PgDoor;

  constructor(private readonly options: DatabaseOptions) {
    const statementTimeoutMs = options.statementTimeoutMs ?? 5_000;
    this.dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: options.entities,
      migrations: [],
      synchronize: false,
      logging: false,
      poolSize: options.poolSize ?? 12,
      connectTimeoutMS: options.connectTimeoutMs ?? 3_000,
      applicationName: options.applicationName ?? 'chatloom',
      // Extensions are the migrations' business; TypeORM's own attempt would need rights that a managed database may not give.
      installExtensions: false,
      poolErrorHandler: (error: Error) => options.onConnectionLost?.(error),
      extra: {
        keepAlive: true,
        // Hot statements are named and written for one plan; planning them anew for each size of their arrays would cost more
        // than running them (measured: half of the time of a turn).
        options: '-c plan_cache_mode=force_generic_plan',
        idleTimeoutMillis: 60_000,
        statement_timeout: statementTimeoutMs,
        idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 10_000,
        // The server's time-out cannot fire over a dead line; this one is ours.
        query_timeout: statementTimeoutMs + 2_000,
      },
    } as DataSourceOptions);
    this.pg = pgDoor(() => this.pool);
  }

  /** Address it connects to (with its password: not for logs). */
  get url(): string {
    return this.options.url;
  }

  get isConnected(): boolean {
    return this.dataSource.isInitialized;
  }

  /** TypeORM's manager, for repositories: `database.orm.getRepository(Bot)`. */
  get orm(): EntityManager {
    return this.dataSource.manager;
  }

  /** Connect. @throws the driver's error when the server is not to be reached; may be called again. */
  async connect(): Promise<this> {
    if (!this.dataSource.isInitialized) {
      await this.dataSource.initialize();
      guardPool(this.pool);
    }
    return this;
  }

  /** Bring the schema up to date; see `migrate`. @returns names of the migrations run now. */
  async migrate(): Promise<string[]> {
    return migrate(this.options.url, this.options.migrations);
  }

  /** One round trip. @returns milliseconds it took. @throws when the database does not answer. */
  async ping(): Promise<number> {
    const start = performance.now();
    await this.pg.query('platform.ping', 'SELECT 1');
    return performance.now() - start;
  }

  /** Give all connections back. */
  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private get pool(): Pool {
    if (!this.dataSource.isInitialized) throw new Error('The database is not connected yet.');
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

function sqlOf(target: { query: Pool['query'] }): Sql {
  return {
    query: (name, text, values) => target.query({ name, text, values: values as unknown[] | undefined }),
    run: (text, values) => target.query(text, values as unknown[] | undefined),
  } as Sql;
}

function pgDoor(pool: () => Pool): PgDoor {
  return {
    query: (name, text, values) => pool().query({ name, text, values: values as unknown[] | undefined }),
    run: (text, values) => pool().query(text, values as unknown[] | undefined),
    get pool() {
      return pool();
    },
    async transaction(work) {
      const client = await pool().connect();
      let broken: Error | undefined;
      // A line that is cut while the client is ours is told as an event; without a listener Node would end the process.
      const onError = (error: Error) => {
        broken = error;
      };
      client.on('error', onError);
      try {
        await client.query('BEGIN');
        const lasts: (() => Promise<void>)[] = [];
        const result = await work({ ...sqlOf(client as unknown as { query: Pool['query'] }), client, beforeCommit: (last) => void lasts.push(last) });
        for (const last of lasts) await last();
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((rollbackError: Error) => {
          broken = rollbackError;
        });
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
  };
}
