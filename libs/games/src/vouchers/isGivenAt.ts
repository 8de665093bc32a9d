import type { GivingState } from '@chatloom/contract';

/** Times between which something is given, ISO 8601. */
export interface Window {
  opensAt: string | null;
  closesAt: string | null;
}

/** Do people get it at this moment, epoch ms? The end does not belong to it. */
export function isGivenAt({ opensAt, closesAt }: Window, state: GivingState, now: number): boolean {
  return state === 'open' && (opensAt === null || Date.parse(opensAt) <= now) && (closesAt === null || now < Date.parse(closesAt));
}
