import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';
import { LinkWorker } from './links/LinkWorker';
import { RichMenuPublishing } from './publishing/RichMenuPublishing';
import { ChannelDefaults } from './seeing/ChannelDefaults';

/** Somebody who taps "give me the other menu" looks at it right away. */
const LINKS_EVERY_MS = 500;
const JOBS_EVERY_MS = 1_000;
/** Schedules are given to the minute. */
const DEFAULTS_EVERY_MS = 5_000;

/** In processes with the worker role: looks again and again at what LINE has yet to be told about rich menus. */
@Injectable()
export class RichMenuWorker implements LifecyclePart {
  readonly name = 'rich menus';
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly links: LinkWorker,
    private readonly publishing: RichMenuPublishing,
    private readonly defaults: ChannelDefaults,
  ) {
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.plan('links', LINKS_EVERY_MS, () => this.links.work());
    this.plan('jobs', JOBS_EVERY_MS, () => this.publishing.resume());
    this.plan('defaults', DEFAULTS_EVERY_MS, () => this.defaults.keep());
  }

  quiesce(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  async stop(): Promise<void> {
    this.quiesce();
    await Promise.all(this.running);
    await this.publishing.idle();
  }

  private plan(name: string, everyMs: number, work: () => Promise<unknown>): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const run: Promise<void> = work()
        .then(() => undefined)
        .catch((error: Error) => this.logger.warn({ err: error, name }, 'Rich menus could not be looked after now.'))
        .finally(() => {
          this.running.delete(run);
          this.plan(name, everyMs, work);
        });
      this.running.add(run);
    }, everyMs);
    this.timers.add(timer);
  }
}
