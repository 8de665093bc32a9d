import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, GuardedFetcher, IdSource, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
import { FeedReader } from './FeedReader';
import { Feeds } from './Feeds';
import { Issues } from './Issues';

const ISSUES_EVERY_MS = 1_000;
const FEEDS_EVERY_MS = 2_000;
/** A feed with a hundred long entries fits; a film does not. */
const FEED_MAX_BYTES = 2_097_152;

/** In processes with the worker role: reads feeds whose time has come and hands issues to campaigns. */
@Injectable()
export class TopicWorker implements LifecyclePart {
  readonly name = 'topics';
  readonly reader: FeedReader;
  private readonly work: RepeatingWork;
  private readonly feeds: Feeds;
  private readonly fetcher: GuardedFetcher;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    database: Database,
    clock: Clock,
    ids: IdSource,
    private readonly issues: Issues,
  ) {
    this.fetcher = new GuardedFetcher({ allowHosts: config.OUTGOING_ALLOW_HOSTS, maxBytes: FEED_MAX_BYTES });
    this.reader = new FeedReader(this.fetcher);
    this.feeds = new Feeds({ database, clock, ids, logger, reader: this.reader });
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(FEEDS_EVERY_MS, 'feeds', () => this.feeds.work());
    this.work.every(ISSUES_EVERY_MS, 'issues', () => this.issues.work());
  }

  quiesce(): void {
    this.work.quiesce();
  }

  async stop(): Promise<void> {
    await this.work.stop();
    await this.fetcher.close();
  }
}
