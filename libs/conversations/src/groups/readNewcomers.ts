import { joiners } from '@chatloom/engine';
import type { Sql } from '@chatloom/platform';
import type { InboxRow } from '../turns/turnRows';

/**
 * Names of the people each of these events says have joined a group, in LINE's order, by the event's `seq`. People whose name
 * LINE does not tell are left out. Costs nothing where nobody joined.
 */
export async function readNewcomers(sql: Sql, events: readonly InboxRow[]): Promise<ReadonlyMap<string, string[]>> {
  const arrivals = events.flatMap(({ seq, channel_id, input }) =>
    input.type === 'eventReceived' ? joiners(input.event).map((userId) => ({ seq, channel_id, userId })) : [],
  );
  if (arrivals.length === 0) return NOBODY;
  const { rows } = await sql.query<{ key: string; display_name: string }>(
    'groups.newcomers',
    `SELECT c.channel_id::text || c.line_user_id AS key, c.display_name FROM unnest($1::uuid[], $2::text[]) AS w(channel_id, line_user_id)
     JOIN contact c ON c.channel_id = w.channel_id AND c.line_user_id = w.line_user_id WHERE c.display_name IS NOT NULL`,
    [arrivals.map((one) => one.channel_id), arrivals.map((one) => one.userId)],
  );
  const names = new Map(rows.map((row) => [row.key, row.display_name]));
  const newcomers = new Map<string, string[]>();
  for (const { seq, channel_id, userId } of arrivals) {
    const name = names.get(channel_id + userId);
    newcomers.set(seq, [...(newcomers.get(seq) ?? []), ...(name === undefined ? [] : [name])]);
  }
  return newcomers;
}

const NOBODY: ReadonlyMap<string, string[]> = new Map();
