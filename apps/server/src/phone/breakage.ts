import type { PhoneBreakage } from '@chatloom/contract';
import type { SimChaos } from './simulatorShapes';

/** Many times more than anybody taps: "until switched off". */
const ENDLESS = 1_000_000;
/** Events held back so long, so that a person can make two or three that meet. */
const HOLD_MS = 3_000;
/** Never reached by hand: events are let go by time. */
const HELD_MAX = 20;

/** The phone's switches as trouble the simulator can make. */
export function toChaos({ failing, slowMs, duplicateEvents, delayMs, reorderEvents, batchEvents, unknownEvents }: PhoneBreakage): object {
  return {
    slowMs,
    delayMs,
    duplicate: duplicateEvents ? 1 : 0,
    reorder: reorderEvents ? HELD_MAX : false,
    batch: batchEvents ? HELD_MAX : 0,
    holdMs: HOLD_MS,
    unknownEvent: unknownEvents,
    ...(failing === null ? {} : { failNext: { status: failing, count: ENDLESS } }),
  };
}

/** What of the simulator's trouble the phone has a switch for. */
export function toBreakage(chaos: SimChaos): PhoneBreakage {
  const isFailing = (chaos.failNext?.count ?? 0) > 0;
  return {
    failing: isFailing ? (chaos.failNext?.status === 429 ? 429 : 500) : null,
    slowMs: Math.min(chaos.slowMs, 30_000),
    delayMs: Math.min(chaos.delayMs, 30_000),
    duplicateEvents: chaos.duplicate > 0,
    reorderEvents: chaos.reorder !== false && chaos.reorder !== 0,
    batchEvents: chaos.batch > 0,
    unknownEvents: chaos.unknownEvent,
  };
}
