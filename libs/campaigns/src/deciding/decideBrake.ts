/** Lines a person drew; percent, null = never. */
export interface BrakeLines {
  unfollowPercent: number | null;
  errorPercent: number | null;
}
/** A run so far. */
export interface BrakeFacts {
  sent: number;
  failed: number;
  /** Of those it was sent to. */
  unfollowed: number;
}
export type BrakeVerdict = { code: 'unfollows' | 'errors'; params: { count: number; of: number; percent: number } } | null;

/** One angry person out of three is no trend: with fewer than so many cases a campaign is not stopped. */
export const BRAKE_LEAST_CASES = 5;

/** Should the run stop by itself? A line is passed when the share is above it. */
export function decideBrake(lines: BrakeLines, { sent, failed, unfollowed }: BrakeFacts): BrakeVerdict {
  const passed = (count: number, of: number, line: number | null) => line !== null && count >= BRAKE_LEAST_CASES && count * 100 > line * of;
  if (passed(failed, sent + failed, lines.errorPercent)) return { code: 'errors', params: { count: failed, of: sent + failed, percent: lines.errorPercent! } };
  if (passed(unfollowed, sent, lines.unfollowPercent)) return { code: 'unfollows', params: { count: unfollowed, of: sent, percent: lines.unfollowPercent! } };
  return null;
}
