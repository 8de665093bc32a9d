import type { Planned, PlannedSource } from '@chatloom/bots';
import { cronRecurrence, nextOccurrences } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';

/** Of one schedule in one look: more would fill a page of the calendar with one flow. */
const OCCURRENCES = 120;
/** Schedules and issues of one look. */
const AT_MOST = 500;

/** Times at which schedules of live flows begin, for the calendar. Those that begin on a date of each person (birthdays) have no time of their own. */
export function plannedSchedules({ pg }: Database): PlannedSource {
  return async (botId, from, to) => {
    const { rows } = await pg.query<{ id: string; name: string; cron: string; zone: string; next_at: Date }>(
      'planned.schedules',
      `SELECT f.id, f.name, s.cron, s.time_zone AS zone, s.next_at FROM schedule s JOIN flow f ON f.id = s.flow_id
       WHERE s.bot_id = $1 AND s.next_at < $2 AND s.on_date IS NULL ORDER BY s.next_at LIMIT ${AT_MOST}`,
      [botId, to],
    );
    return rows.flatMap(({ id, name, cron, zone, next_at: next }) =>
      nextOccurrences(cronRecurrence(cron, zone), Math.max(next.getTime(), from.getTime()) - 1, OCCURRENCES)
        .filter(({ at }) => at < to.getTime())
        .map(({ at }): Planned => ({ kind: 'flow', id, name, event: 'begins', at: new Date(at) })),
    );
  };
}

/** Issues of topics that wait for their time. */
export function plannedIssues({ pg }: Database): PlannedSource {
  return async (botId, from, to) => {
    const { rows } = await pg.query<{ id: string; name: string; at: Date }>(
      'planned.issues',
      `SELECT t.id, t.name || ': ' || i.title AS name, i.publish_at AS at FROM topic_issue i JOIN topic t ON t.id = i.topic_id
       WHERE i.bot_id = $1 AND i.state = 'planned' AND i.publish_at >= $2 AND i.publish_at < $3 ORDER BY i.publish_at LIMIT ${AT_MOST}`,
      [botId, from, to],
    );
    return rows.map((row): Planned => ({ ...row, kind: 'topic', event: 'sends' }));
  };
}
