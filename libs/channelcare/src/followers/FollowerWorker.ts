import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
import { FollowerImports } from './FollowerImports';

const LOOK_EVERY_MS = 1_000;

/** In processes with the worker role: pages of follower imports, then a few profiles, once a second. */
@Injectable()
export class FollowerWorker implements LifecyclePart {
  readonly name = 'follower imports';
  private readonly work: RepeatingWork;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly imports: FollowerImports,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(LOOK_EVERY_MS, 'pages and profiles', async () => {
      await this.imports.work();
      await this.imports.refreshProfiles();
    });
  }

  quiesce(): void {
    this.work.quiesce();
  }

  stop(): Promise<void> {
    return this.work.stop();
  }
}
