import type { ChatSnapshot, RunContext } from '@chatloom/engine';

/**
 * What making a bubble needs of a `RunContext`. Less than all of it, so that bubbles for a whole tag can be made for
 * each recipient without a session.
 */
export type BuildContext = Pick<RunContext, 'render' | 'trace' | 'tapData' | 'from'> & {
  /** Absent where there is no conversation around: dates counted from today are left out then. */
  env?: { now: number; bot: { timeZone: string }; chat?: ChatSnapshot };
};
