import { Controller, Get, Header, HttpException, Inject, Req } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { Config } from '../config';
import { Database } from '../database/database';
import { Lifecycle } from '../lifecycle';
import { Metrics } from '../metrics';
import { CONFIG } from './tokens';

/** How long one answer of the database counts, ms: probes of several balancers must not become load. */
const DATABASE_ANSWER_COUNTS_MS = 1_000;
const DATABASE_LIMIT_MS = 2_000;

/** For load balancers, containers and Prometheus. No secrets, no counts of people. */
@Controller()
export class HealthController {
  private lastLook: { at: number; trouble: string | null } = { at: Number.NEGATIVE_INFINITY, trouble: null };

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The process runs and its event loop turns. */
  @Get('health/live')
  @Header('Cache-Control', 'no-store')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when requests can be served, else 503 with a sentence per reason. */
  @Get('health/ready')
  @Header('Cache-Control', 'no-store')
  async ready(): Promise<{ status: 'ready' }> {
    const troubles = this.lifecycle.troubles();
    if (this.lifecycle.state === 'ready') {
      const trouble = await this.databaseTrouble();
      if (trouble) troubles.push(trouble);
    }
    if (troubles.length > 0) throw new HttpException({ code: 'notReady', message: troubles.join(' '), details: [] }, 503);
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async metricsText(@Req() request: { headers: Record<string, string | undefined> }): Promise<string> {
    const token = this.config.METRICS_TOKEN;
    if (token && !isEqual(request.headers['authorization'] ?? '', `Bearer ${token}`)) {
      throw new HttpException({ code: 'unauthorized', message: 'The metrics ask for their token.', details: [] }, 401);
    }
    return this.metrics.registry.metrics();
  }

  private async databaseTrouble(): Promise<string | null> {
    const now = performance.now();
    if (now - this.lastLook.at < DATABASE_ANSWER_COUNTS_MS) return this.lastLook.trouble;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, DATABASE_LIMIT_MS, 'The database does not answer.');
    });
    const trouble = await Promise.race([this.database.ping().then(() => null, () => 'The database does not answer.'), late]);
    clearTimeout(timer);
    this.lastLook = { at: now, trouble };
    return trouble;
  }
}

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
