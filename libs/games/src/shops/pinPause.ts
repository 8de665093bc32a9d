/** Wrong PINs that may be typed before there is a pause. */
export const PIN_TRIES = 5;

const MINUTE_MS = 60_000;
/** The first pause, the second and so on; the last one from then on. Five tries a day against 10,000 PINs are no way in. */
export const PIN_PAUSES_MS = [15 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS] as const;
/** Who typed nothing wrong for so long begins anew. */
const FORGIVEN_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;

/** Wrong PINs of one person, times in epoch ms. */
export interface PinTries {
  /** Since the last right one, or the last pause. */
  wrong: number;
  /** Pauses since the last right one. */
  pauses: number;
  pausedUntil: number | null;
  lastAt: number;
}

/** Until when nothing is tried; null: it may be. */
export function pinPausedUntil(tries: PinTries | null, now: number): number | null {
  return tries?.pausedUntil != null && tries.pausedUntil > now ? tries.pausedUntil : null;
}

/** How many wrong ones may still be typed before the next pause. */
export function pinTriesLeft(tries: PinTries | null, now: number): number {
  return pinPausedUntil(tries, now) !== null ? 0 : PIN_TRIES - (tries && !isForgiven(tries, now) ? tries.wrong : 0);
}

/** After one more wrong PIN. */
export function afterWrongPin(before: PinTries | null, now: number): PinTries {
  const { wrong, pauses } = before && !isForgiven(before, now) ? before : { wrong: 0, pauses: 0 };
  if (wrong + 1 < PIN_TRIES) return { wrong: wrong + 1, pauses, pausedUntil: null, lastAt: now };
  const pauseMs = PIN_PAUSES_MS[Math.min(pauses, PIN_PAUSES_MS.length - 1)]!;
  return { wrong: 0, pauses: pauses + 1, pausedUntil: now + pauseMs, lastAt: now };
}

function isForgiven({ lastAt }: PinTries, now: number): boolean {
  return now - lastAt >= FORGIVEN_AFTER_MS;
}
