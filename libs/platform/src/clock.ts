import { steadyTime } from './steadyTime';

/** The only source of "now" for server code, so that tests can own time. */
export abstract class Clock {
  /** Milliseconds since 1970, whole. */
  abstract now(): number;
}

/** The time of day; where a `ClockGuard` watches, setting the machine's clock does not move it. */
export class SystemClock extends Clock {
  now(): number {
    return steadyTime.now();
  }
}

/** A clock that stands still until a test moves it. */
export class ManualClock extends Clock {
  private current: number;

  /** @param start epoch ms or anything `Date` reads, such as `2026-11-21T10:00:00Z`. */
  constructor(start: number | string = '2026-11-21T10:00:00Z') {
    super();
    this.current = new Date(start).getTime();
  }
  now(): number {
    return this.current;
  }
  /** Move forward (or back, with a negative number) by whole milliseconds. */
  advance(ms: number): void {
    this.current += Math.round(ms);
  }
  set(at: number | string): void {
    this.current = new Date(at).getTime();
  }
}
