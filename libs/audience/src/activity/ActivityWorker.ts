import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger, Metrics, RepeatingWork } from '@chatloom/platform';
import { ActivityReader } from './ActivityReader';

const READ_EVERY_MS = 2_000;
/** In one round, so that the process can stop in between; what is left is read in the next. */
const READ_FOR_MS = 6_000;
/**
 * Between two reads others come first, for so many times as long as a read took: the busier the machine, the less of it is taken from those
 * who wait for an answer. Nobody waits for what is read here.
 */
const REST = 4;
const FORGET_EVERY_MS = 6 * 3_600_000;
/** Longer than history is kept: "came to this node within the last year" can be asked. */
const VISITS_KEPT_DAYS = 400;

/** In processes with the worker role: keeps what is known of people's way through flows up to date. */
@Injectable()
export class ActivityWorker implements LifecyclePart {
  readonly name = 'activity';
  private readonly work: RepeatingWork;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly metrics: Metrics,
    private readonly reader: ActivityReader,
    private readonly clock: Clock,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    const behind = this.metrics.gauge('chatloom_audience_activity_behind_seconds', 'How far behind now the activity of people has been read.');
    const turns = this.metrics.counter('chatloom_audience_activity_turns_total', 'Turns read for the activity of people.');
    this.work.every(READ_EVERY_MS, 'read', async () => {
      for (const end = this.clock.now() + READ_FOR_MS; this.clock.now() < end && !this.work.isStopping; ) {
        const began = this.clock.now();
        const result = await this.reader.read();
        if (!result) return;
        behind.set(result.behindMs / 1_000);
        turns.inc(result.turns);
        if (!result.more) return;
        await new Promise((resolve) => setTimeout(resolve, (this.clock.now() - began) * REST));
      }
    });
    this.work.every(FORGET_EVERY_MS, 'forget', () => this.reader.forgetOldVisits(VISITS_KEPT_DAYS));
  }

  quiesce(): void {
    this.work.quiesce();
  }

  stop(): Promise<void> {
    return this.work.stop();
  }
}
