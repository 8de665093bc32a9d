import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';
import { FollowerImports } from './FollowerImports';

const LOOK_EVERY_MS = 1_000;

/** In processes with the worker role: pages of follower imports, then a few profiles, once a second. */
@Injectable()
export class FollowerWorker implements LifecyclePart {
  readonly name = 'follower imports';
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private isWorking = false;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly imports: FollowerImports,
  ) {
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.timer = setInterval(() => {
      if (!this.isWorking) this.working = this.look();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  private async look(): Promise<void> {
    this.isWorking = true;
    try {
      await this.imports.work();
      await this.imports.refreshProfiles();
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'Followers could not be imported.');
    }
    this.isWorking = false;
  }
}
