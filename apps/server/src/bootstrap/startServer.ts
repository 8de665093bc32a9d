import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, ConfigError, createLogger, Database, EmbeddedPostgres, Lifecycle, loadConfig, type Logger, Metrics } from '@chatloom/platform';
import { dirname, join } from 'node:path';
import { AppModule } from '../appModule';
import { schema } from '../schema';
import { acceptJsonOnly } from './acceptJsonOnly';
import { announceStart } from './announceStart';
import { NestLog } from './nestLog';
import { openJobQueue } from './openJobQueue';
import { refuseWhileStarting } from './refuseWhileStarting';
import { sendSecurityHeaders } from './securityHeaders';
import { servePages } from './servePages';
import { serveStudio } from './serveStudio';

/** A running server, for the process's signals and for tests. */
export interface RunningServer {
  /** Where it listens, `http://127.0.0.1:3000`. */
  url: string;
  app: NestFastifyApplication;
  /** Resolves when the database is reached and all parts work. */
  ready: Promise<void>;
  /** Finish what was begun, close HTTP, then the database. */
  stop(): Promise<void>;
}

/**
 * Start one server process. HTTP listens at once, so that health probes get an answer while the database is still
 * awaited; everything else is answered 503 until then.
 * @throws ConfigError, or the sentence of the embedded database when it cannot start.
 */
export async function startServer(env: Record<string, string | undefined>, options: { handleSignals?: boolean } = {}): Promise<RunningServer> {
  const config = loadConfig(env);
  const logger = createLogger({ level: config.LOG_LEVEL, secrets: [config.APP_SECRET, config.APP_SECRET_PREVIOUS, config.SETUP_TOKEN, config.METRICS_TOKEN] });
  const lifecycle = new Lifecycle({ logger, graceMs: config.STOP_GRACE_MS });
  const embedded = config.DATABASE_URL ? null : await startEmbedded(config, logger);
  const databaseUrl = config.DATABASE_URL ?? (embedded as EmbeddedPostgres).url;
  const database = new Database({
    ...schema,
    url: databaseUrl,
    poolSize: config.DATABASE_POOL_SIZE,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    onConnectionLost: (error) => {
      if (lifecycle.state !== 'stopped') logger.warn({ err: error }, 'A database connection was lost; it is replaced when needed.');
    },
  });
  const metrics = new Metrics(true);
  const leave = (sentence: string) => {
    logger.fatal(sentence);
    process.exitCode = 1;
    void stop().finally(() => process.exit(1));
  };
  const jobs = openJobQueue({ config, databaseUrl, database, logger, lifecycle, metrics, leave });
  const app = await createApp(config, logger, lifecycle, AppModule.forRoot({ config, logger, database, lifecycle, jobs, metrics }));
  try {
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    await embedded?.stop();
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EADDRINUSE' ? new ConfigError([`PORT ${config.PORT} is taken by another program.`]) : error;
  }
  const port = portOf(app);
  if (!config.publicUrlIsSet) config.PUBLIC_URL = `http://localhost:${port}`;
  logger.info({ port, host: config.HOST, roles: config.ROLES, backend: config.REDIS_URL ? 'redis' : 'postgres' }, 'The server listens.');

  const ready = lifecycle.start(async () => {
    await database.connect();
    const ran = await database.migrate();
    if (ran.length > 0) logger.info({ count: ran.length }, 'The database schema was brought up to date.');
  });
  void ready.then(() => {
    if (lifecycle.state === 'ready') announceStart(config, lifecycle, logger);
  });

  let stopping: Promise<void> | null = null;
  const stop = () => (stopping ??= stopInOrder());
  async function stopInOrder(): Promise<void> {
    await lifecycle.stop();
    await ready;
    const force = setTimeout(() => app.getHttpServer().closeAllConnections(), 3_000);
    await app.close();
    clearTimeout(force);
    await database.close();
    await embedded?.stop();
    logger.info('The server has stopped.');
  }
  if (options.handleSignals ?? true) stopOnSignals(stop, logger);
  return { url: `http://127.0.0.1:${port}`, app, ready, stop };
}

async function createApp(config: Config, logger: Logger, lifecycle: Lifecycle, module: ReturnType<typeof AppModule.forRoot>): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ trustProxy: config.TRUST_PROXY, bodyLimit: 12 * 1024 * 1024, logger: false, forceCloseConnections: 'idle', routerOptions: { maxParamLength: 300 } });
  const fastify = adapter.getInstance();
  refuseWhileStarting(fastify, lifecycle);
  sendSecurityHeaders(fastify, config);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bodyParser: false, logger: new NestLog(logger), abortOnError: false });
  acceptJsonOnly(fastify);
  if (config.isWeb) {
    await serveStudio(fastify, webFolder('studio'));
    servePages(fastify, webFolder('pages'));
  }
  return app;
}

function startEmbedded(config: Config, logger: Logger): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({
    folder: join(config.DATA_DIR, 'postgres'),
    searchFrom: dirname(process.argv[1] ?? process.cwd()),
    onEvent: (event, sentence) => (event === 'restarted' || event === 'failed' ? logger.error(sentence) : logger.info(sentence)),
  });
}

/** Web apps are built beside the server: dist/server/main.js, dist/studio, dist/pages. */
function webFolder(name: 'studio' | 'pages'): string {
  return join(dirname(process.argv[1] ?? ''), '..', name);
}

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address ? address.port : 0;
}

function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let asked = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      asked += 1;
      if (asked > 1) process.exit(1);
      logger.info({ signal }, 'Asked to stop: finishing what was begun.');
      stop().then(() => process.exit(0), () => process.exit(1));
    });
  }
  // Under `npm start`: when the starter is gone (closed terminal, kill -9), nobody is left to stop us.
  process.on('disconnect', () => void stop().then(() => process.exit(0), () => process.exit(1)));
}
