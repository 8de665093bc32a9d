import type { ExpiryRule } from '@chatloom/contract';
import { localInstant, localTime } from '@chatloom/engine';

/**
 * The first moment at which something is not good any more: the midnight after its last day on the clocks of the zone, also where
 * summer time leaves that midnight out.
 * @param from when it was given, epoch ms
 * @returns epoch ms; null: it is good for ever
 */
export function expiresAt(rule: ExpiryRule, from: number, zone: string): number | null {
  if (rule.by === 'never') return null;
  const last = rule.by === 'date' ? rule.date : addDays(localTime(from, zone).date, rule.days);
  return localInstant(addDays(last, 1), '00:00', zone)!.at;
}

/** @param date yyyy-MM-dd */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
