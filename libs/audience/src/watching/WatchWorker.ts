import { Inject, Injectable } from '@nestjs/common';
import { Conversations } from '@chatloom/conversations';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
import { SegmentWatches } from './SegmentWatches';

const SYNC_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 500;
/** Then other chores of the process come first, for a moment. */
const LOOKS_IN_A_ROW = 50;

/** In processes with the worker role: looks who came into watched segments and who left them. */
@Injectable()
export class WatchWorker implements LifecyclePart {
  readonly name = 'segmentWatches';
  private readonly work: RepeatingWork;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly watches: SegmentWatches,
    private readonly conversations: Conversations,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(SYNC_EVERY_MS, 'watched segments', () => this.watches.sync());
    this.work.every(LOOK_EVERY_MS, 'look', async () => {
      for (let looks = 0; looks < LOOKS_IN_A_ROW; looks++) {
        const look = await this.watches.look();
        if (!look) return;
        this.conversations.wake(look.conversationIds);
      }
    });
  }

  quiesce(): void {
    this.work.quiesce();
  }

  stop(): Promise<void> {
    return this.work.stop();
  }
}
