import type { GivingState, StampCardDocument } from '@chatloom/contract';
import { localTime } from '@chatloom/engine';
import { expiresAt } from '../vouchers/expiresAt';
import { isGivenAt, type Window } from '../vouchers/isGivenAt';

/** What the rules of a card are made of. */
export type StampRules = Window & Pick<StampCardDocument, 'stamps' | 'perDay' | 'minMinutesBetween' | 'expiry' | 'afterFull'>;

/** Where a person stands with a card; times in epoch ms. */
export interface StampStanding {
  /** Cards begun; the last one is theirs now. */
  round: number;
  /** On it. */
  stamps: number;
  fullCards: number;
  /** Of all time. */
  total: number;
  /** Of this card, while it is not full. */
  expiresAt: number | null;
  lastAt: number | null;
  /** The day of the last stamp on the clocks of the bot's zone, yyyy-MM-dd, and how many there were on it. */
  day: string | null;
  dayStamps: number;
}

export const NO_STAMPS: StampStanding = { round: 0, stamps: 0, fullCards: 0, total: 0, expiresAt: null, lastAt: null, day: null, dayStamps: 0 };

/** What came of asking for a stamp. */
export type StampDecision =
  | { outcome: 'stamped' | 'full'; next: StampStanding }
  /** `nextAt`: the first moment at which another one is possible. */
  | { outcome: 'limitReached'; nextAt: number }
  | { outcome: 'done' | 'expired' | 'notOpen' };

const MINUTE_MS = 60_000;

/** May this person have a stamp now, and where do they stand with it? Pure; the caller holds the lock on the person. */
export function decideStamp(rules: StampRules, state: GivingState, standing: StampStanding, now: number, zone: string): StampDecision {
  if (!isGivenAt(rules, state, now)) return { outcome: 'notOpen' };
  if (rules.expiry.by === 'date' && expiresAt(rules.expiry, now, zone)! <= now) return { outcome: 'expired' };
  const isFull = standing.round > 0 && standing.stamps >= rules.stamps;
  if (isFull && rules.afterFull === 'done') return { outcome: 'done' };
  const nextAt = nextStampAt(rules, standing, now, zone);
  if (nextAt > now) return { outcome: 'limitReached', nextAt };

  const isNew = standing.round === 0 || isFull || isOver(standing, now);
  const stamps = isNew ? 1 : standing.stamps + 1;
  const fills = stamps === rules.stamps;
  const { date } = localTime(now, zone);
  return {
    outcome: fills ? 'full' : 'stamped',
    next: {
      round: standing.round + (isNew ? 1 : 0),
      stamps,
      fullCards: standing.fullCards + (fills ? 1 : 0),
      total: standing.total + 1,
      expiresAt: isNew ? expiresAt(rules.expiry, now, zone) : standing.expiresAt,
      lastAt: Math.max(now, standing.lastAt ?? now),
      day: date,
      dayStamps: standing.day === date ? standing.dayStamps + 1 : 1,
    },
  };
}

/** The stamps people see: none on a card that has expired, or was never begun. */
export function stampsShown(rules: Pick<StampRules, 'stamps'>, standing: StampStanding, now: number): number {
  return isOver(standing, now) && standing.stamps < rules.stamps ? 0 : standing.stamps;
}

/** Expired before it was full. */
function isOver({ expiresAt: end }: StampStanding, now: number): boolean {
  return end !== null && end <= now;
}

/** The first moment the limits allow, epoch ms; now or earlier: they do not stand in the way. */
function nextStampAt({ perDay, minMinutesBetween }: StampRules, standing: StampStanding, now: number, zone: string): number {
  if (standing.lastAt === null) return now;
  // Whoever waited for the lock comes with a moment before that of the stamp in front: without a pause that is no reason to refuse.
  const afterPause = minMinutesBetween === 0 ? now : standing.lastAt + minMinutesBetween * MINUTE_MS;
  const today = localTime(now, zone).date;
  if (perDay === null || standing.day !== today || standing.dayStamps < perDay) return afterPause;
  return Math.max(afterPause, expiresAt({ by: 'date', date: today }, now, zone)!);
}
