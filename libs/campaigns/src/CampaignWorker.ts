import { CONFIG, type Config, Database, JobQueue, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RunStarter } from './campaigns/RunStarter';
import { Outcomes } from './reports/Outcomes';
import { ChannelLeader } from './sending/ChannelLeader';
import { MOVING_STATES } from './sending/runRow';

const LOOK_EVERY_MS = 500;
const OUTCOMES_EVERY_MS = 10_000;

/**
 * In processes with the worker role: begins campaigns whose time has come and leads the channels that have something to send. A bell of the queue
 * makes it look at once; without one it looks every half second.
 */
@Injectable()
export class CampaignWorker implements LifecyclePart {
  readonly name = 'campaigns';
  private readonly work: RepeatingWork;
  private readonly leading = new Set<Promise<unknown>>();

  constructor(
    lifecycle: Lifecycle,
    queue: JobQueue,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ROLES'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly starter: RunStarter,
    private readonly leader: ChannelLeader,
    private readonly outcomes: Outcomes,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
    queue.handle('campaign', () => this.look());
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(LOOK_EVERY_MS, 'sending', () => this.look());
    this.work.every(OUTCOMES_EVERY_MS, 'outcomes', () => this.outcomes.look());
  }

  quiesce(): void {
    this.work.quiesce();
  }

  async stop(): Promise<void> {
    await this.leader.stop();
    await Promise.allSettled(this.leading);
    await this.work.stop();
  }

  /** Looks once. Channels are led side by side, and beside the next look. */
  async look(): Promise<void> {
    await this.starter.work();
    const { rows } = await this.database.pg.query<{ channel_id: string }>(
      'campaigns.channelsToLead',
      'SELECT DISTINCT channel_id FROM campaign_run WHERE finished_at IS NULL AND state = ANY ($1)',
      [MOVING_STATES],
    );
    for (const { channel_id } of rows) {
      const led: Promise<unknown> = this.leader
        .lead(channel_id)
        .catch((error: Error) => this.logger.warn({ err: error, channelId: channel_id }, 'The campaigns of a channel could not be worked on now; it is tried again.'))
        .finally(() => this.leading.delete(led));
      this.leading.add(led);
    }
  }
}
