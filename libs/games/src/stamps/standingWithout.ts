import { localTime } from '@chatloom/engine';
import { expiresAt } from '../vouchers/expiresAt';
import { NO_STAMPS, type StampRules, type StampStanding } from './decideStamp';

/** A stamp as it was given. */
export interface StoredStamp {
  round: number;
  /** Field of the card, from 1. */
  place: number;
  fills: boolean;
  /** Epoch ms. */
  at: number;
}

/**
 * Where a person would stand without their latest stamp, which did not fill a card.
 * @param stamps latest first, the one to be taken back among them; as far back as the card before
 */
export function standingWithout(rules: Pick<StampRules, 'expiry'>, standing: StampStanding, stamps: readonly StoredStamp[], zone: string): StampStanding {
  const rest = stamps.slice(1);
  const last = rest[0];
  if (!last) return NO_STAMPS;
  const first = rest.filter(({ round }) => round === last.round).at(-1)!;
  const day = localTime(last.at, zone).date;
  return {
    round: last.round,
    stamps: last.place,
    fullCards: standing.fullCards,
    total: standing.total - 1,
    expiresAt: expiresAt(rules.expiry, first.at, zone),
    lastAt: last.at,
    day,
    dayStamps: rest.filter(({ at }) => localTime(at, zone).date === day).length,
  };
}
