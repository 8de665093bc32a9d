import type { BingoDocument } from '@chatloom/contract';
import { nextOccurrence } from '@chatloom/engine';

/**
 * When the timetable calls next after a moment; null when only hands or events call.
 * @param after epoch ms; of an interval the moment of the call before, so that the rhythm keeps
 * @param now epoch ms; a rhythm whose moment has passed (nobody was running) goes on from now
 * @param timeZone of the bot, IANA
 */
export function nextCall({ calls }: Pick<BingoDocument, 'calls'>, after: number, now: number, timeZone: string): number | null {
  if (calls.by === 'interval') return Math.max(after + calls.everySeconds * 1_000, now);
  if (calls.by !== 'daily') return null;
  const times = calls.times.map((time) => nextOccurrence({ rule: { type: 'daily', every: 1, time }, timeZone, skipDates: [], missed: 'runOnce' }, Math.max(after, now))?.at ?? Infinity);
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}
