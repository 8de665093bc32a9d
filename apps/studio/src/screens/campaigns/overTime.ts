import type { CampaignReport } from './campaignQueries';

type Point = CampaignReport['overTime'][number];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The server counts by hour for three days, by day after. */
const HOURLY_MS = 3 * DAY_MS;
/** More bars than this cannot be told apart on a screen. */
const MOST_POINTS = 200;

/** The buckets of a report with empty ones where nothing happened, so that distances in a chart are distances in time. */
export function withoutGaps(points: readonly Point[]): Point[] {
  const filled: Point[] = [];
  const begin = points[0] ? Date.parse(points[0].at) : 0;
  for (const point of points) {
    const last = filled.at(-1);
    if (last) {
      const until = Date.parse(point.at);
      for (let at = Date.parse(last.at); filled.length < MOST_POINTS; ) {
        const step = at - begin < HOURLY_MS ? HOUR_MS : DAY_MS;
        at += step;
        // Half a step of grace: days have 23 and 25 hours.
        if (at + step / 2 > until) break;
        filled.push({ at: new Date(at).toISOString(), delivered: 0, replied: 0, clicked: 0, unfollowed: 0 });
      }
    }
    filled.push(point);
  }
  return filled.slice(-MOST_POINTS);
}
