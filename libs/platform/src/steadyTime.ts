/** Between two looks, the machine's clock and its counter drift apart by less; more is a step: somebody set the clock, or the machine slept. */
const STEP_MS = 1_000;
/** While the clock is in doubt, whoever watches is asked so often. */
const ASK_EVERY_MS = 1_000;

/**
 * The time of day, which nobody can move by setting the machine's clock: a timer of tomorrow must not ring because a clock was set to tomorrow for a minute
 * (RELIABILITY F21). After a step the time goes on as it was, by the machine's counter, until whoever watches has asked the database and says which is right.
 * Where nobody watches, it is the machine's clock.
 */
export class SteadyTime {
  private base: number;
  private baseAt: number;
  private isDoubted = false;
  private askedAt = Number.NEGATIVE_INFINITY;
  private ask: (() => void) | null = null;

  /**
   * @param wall the machine's clock, epoch ms
   * @param counter ms since some moment, never set
   */
  constructor(
    private readonly wall: () => number = () => Date.now(),
    private readonly counter: () => number = () => performance.now(),
  ) {
    this.base = wall();
    this.baseAt = counter();
  }

  /** Epoch ms, whole. */
  now(): number {
    const wall = this.wall();
    const counter = this.counter();
    const expected = this.base + (counter - this.baseAt);
    const hasStepped = this.ask !== null && Math.abs(wall - expected) > STEP_MS;
    if (hasStepped !== this.isDoubted || (hasStepped && counter - this.askedAt >= ASK_EVERY_MS)) {
      this.isDoubted = hasStepped;
      this.askedAt = counter;
      this.ask?.();
    }
    if (hasStepped) return Math.round(expected);
    // Drift is followed.
    this.base = wall;
    this.baseAt = counter;
    return wall;
  }

  /** `ask` is called after each step, again while the clock is in doubt, and when it is right by itself; it must not take long. */
  watch(ask: () => void): void {
    this.ask = ask;
  }

  /** The machine's clock is right as it is now. */
  trust(): void {
    this.correct(this.wall());
  }

  /** The time is this, whatever the machine's clock says. */
  correct(now: number): void {
    this.base = now;
    this.baseAt = this.counter();
  }
}

/** Of this process. */
export const steadyTime = new SteadyTime();
