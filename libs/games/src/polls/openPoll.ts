import type { PollDocument } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';
import { choicesOf } from './choicesOf';

/** Votes count from here on. Limited places are made now, so that taking one is taking a row. */
export async function openPoll(tx: Pick<Sql, 'query'>, pollId: string, document: PollDocument, now: number): Promise<void> {
  await tx.query('polls.open', `UPDATE poll SET state = 'open', opened_at = to_timestamp($2 / 1000.0) WHERE id = $1 AND state IN ('draft', 'scheduled')`, [pollId, now]);
  const places = choicesOf(document).flatMap(({ id, capacity }) => (capacity === null ? [] : [{ choice: id, count: capacity }]));
  if (document.closesAfter !== undefined) places.push({ choice: '', count: document.closesAfter });
  if (places.length === 0) return;
  await tx.query(
    'polls.places',
    `INSERT INTO poll_place (poll_id, bot_id, choice, place) SELECT p.id, p.bot_id, w.choice, n FROM poll p, unnest($2::text[], $3::int[]) AS w(choice, count), generate_series(1, w.count) AS n
     WHERE p.id = $1 ON CONFLICT DO NOTHING`,
    [pollId, places.map(({ choice }) => choice), places.map(({ count }) => count)],
  );
}
