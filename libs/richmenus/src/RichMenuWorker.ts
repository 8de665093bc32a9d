import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
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
  private readonly work: RepeatingWork;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly links: LinkWorker,
    private readonly publishing: RichMenuPublishing,
    private readonly defaults: ChannelDefaults,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(LINKS_EVERY_MS, 'links', () => this.links.work());
    this.work.every(JOBS_EVERY_MS, 'publishing', () => this.publishing.resume());
    this.work.every(DEFAULTS_EVERY_MS, 'defaults', () => this.defaults.keep());
  }

  quiesce(): void {
    this.work.quiesce();
  }

  async stop(): Promise<void> {
    await this.work.stop();
    await this.publishing.idle();
  }
}
