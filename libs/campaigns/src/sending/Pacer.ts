import { setTimeout as wait } from 'node:timers/promises';

/** What may start at once after a pause; also makes up for timers that are late by a millisecond. */
const BURST = 4;

/**
 * Lets calls start one after the other, so that no second sees more than `perSecond` + 4 of them, also after the process stood still for a while. Callers
 * are served in the order they came.
 */
export class Pacer {
  private tail: Promise<void> = Promise.resolve();
  private tokens = BURST;
  private at: number;
  private blockedUntil = 0;

  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
    private readonly sleep: (ms: number) => Promise<unknown> = (ms) => wait(ms),
  ) {
    this.at = now();
  }

  /** Resolves when the next call may start. */
  turn(): Promise<void> {
    return (this.tail = this.tail.then(() => this.next()));
  }

  /** LINE said "too fast": nobody starts for so long. */
  block(ms: number): void {
    this.blockedUntil = Math.max(this.blockedUntil, this.now() + ms);
  }

  private async next(): Promise<void> {
    for (;;) {
      const now = this.now();
      this.tokens = Math.min(BURST, this.tokens + (Math.max(0, now - this.at) * this.perSecond) / 1_000);
      this.at = now;
      const blocked = this.blockedUntil - now;
      if (blocked <= 0 && this.tokens >= 1) {
        this.tokens -= 1;
        return;
      }
      await this.sleep(Math.max(blocked, ((1 - this.tokens) * 1_000) / this.perSecond, 1));
    }
  }
}

/** Of one channel. */
export interface Pacers {
  multicasts: Pacer;
  pushes: Pacer;
  starts: Pacer;
}

/** Calls a second and channel. */
export interface SendRates {
  /** FACTS §2 allows 200; after a pause the pacer adds four. */
  multicasts: number;
  /** FACTS §2 allows 2,000; the rest is for what conversations have to say. */
  pushes: number;
  /** Flows begun: each is a turn, and people who write have turns to take as well. */
  starts: number;
}
export const SEND_RATES: SendRates = { multicasts: 195, pushes: 1_600, starts: 300 };
