import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../clock';
import type { Config } from '../config';
import { Database } from '../database/database';
import { IdSource, UuidSource } from '../ids';
import { Lifecycle } from '../lifecycle';
import type { Logger } from '../logger';
import { Metrics } from '../metrics';
import { JobQueue } from '../queues/jobQueue';
import { readOrMakeAppSecret, SecretsBox } from '../secretsBox';
import { HealthController } from './healthController';
import { CONFIG, LOGGER } from './tokens';

export interface PlatformOptions {
  config: Config;
  logger: Logger;
  database: Database;
  lifecycle: Lifecycle;
  jobs: JobQueue;
  /** Tests hand in their own. */
  clock?: Clock;
  ids?: IdSource;
  metrics?: Metrics;
  secrets?: SecretsBox;
}

/**
 * Everything of `platform` for injection, in every module without importing it again: the classes Clock, IdSource,
 * Database, JobQueue, Lifecycle, Metrics, SecretsBox, and the tokens CONFIG and LOGGER. Brings `/health/*` and `/metrics`.
 */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: options.config },
      { provide: LOGGER, useValue: options.logger },
      { provide: Database, useValue: options.database },
      { provide: Lifecycle, useValue: options.lifecycle },
      { provide: JobQueue, useValue: options.jobs },
      { provide: Clock, useValue: options.clock ?? new SystemClock() },
      { provide: IdSource, useValue: options.ids ?? new UuidSource() },
      { provide: Metrics, useValue: options.metrics ?? new Metrics() },
      { provide: SecretsBox, useValue: options.secrets ?? secretsBoxOf(options.config) },
    ];
    return { module: PlatformModule, global: true, providers, controllers: [HealthController], exports: providers };
  }
}

/** The box of this installation: APP_SECRET, or the key kept in the data folder. */
export function secretsBoxOf(config: Pick<Config, 'APP_SECRET' | 'APP_SECRET_PREVIOUS' | 'DATA_DIR'>): SecretsBox {
  const current = config.APP_SECRET ?? readOrMakeAppSecret(config.DATA_DIR);
  return new SecretsBox(config.APP_SECRET_PREVIOUS ? [current, config.APP_SECRET_PREVIOUS] : [current]);
}
