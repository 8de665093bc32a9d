import { Injectable } from '@nestjs/common';
import { Lifecycle, type LifecyclePart } from '@chatloom/platform';
import { SignInThrottle } from '../passwords/SignInThrottle';
import { Sessions } from './Sessions';

const EVERY_MS = 6 * 3_600_000;

/** Sweeps out what nobody needs any more: at start and a few times a day. */
@Injectable()
export class Housekeeping implements LifecyclePart {
  readonly name = 'accounts housekeeping';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    lifecycle: Lifecycle,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
  ) {
    lifecycle.register(this);
  }

  async start(): Promise<void> {
    await this.sweep();
    // A sweep that fails (the database is away) is made up for by the next.
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    await this.sessions.forgetOld();
    await this.throttle.forgetOld();
  }
}
