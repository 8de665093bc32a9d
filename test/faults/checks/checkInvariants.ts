import type { Client } from 'pg';
import type { SentEvent } from '../People';
import type { StrictLine } from '../StrictLine';

/** What was found wrong, in sentences; empty is what we want. */
export interface Verdict {
  violations: string[];
  /** Replies whose outcome nobody can know: shown as such, at most delivered once. */
  unknown: number;
  turns: number;
}

/**
 * The invariants of RELIABILITY B 3.2, judged afterwards from the database and LINE's own log: nobody who was under
 * fire is asked.
 */
export async function checkInvariants(client: Client, line: StrictLine, acknowledged: readonly SentEvent[], botId: string): Promise<Verdict> {
  const violations: string[] = [];
  const say = (sentence: string) => void (violations.length < 20 && violations.push(sentence));
  const once = [...new Map(acknowledged.map((event) => [event.id, event])).values()];

  // I1: acknowledged means handled exactly once.
  const turns = await client.query<{ event_id: string; user: string; text: string | null }>(
    `SELECT t.event_id, substr(v.key, 3) AS user, t.input->'message'->>'text' AS text FROM turn t JOIN conversation v ON v.id = t.conversation_id WHERE t.bot_id = $1 ORDER BY t.id`,
    [botId],
  );
  const parked = await client.query<{ event_id: string }>('SELECT event_id FROM parked_event WHERE bot_id = $1', [botId]);
  // Parked is visible, but it is not handled; only the scenario's own poison may end there.
  const poison = new Set(once.filter((event) => event.text.startsWith('poison')).map((event) => event.id));
  for (const { event_id } of parked.rows) if (!poison.has(event_id)) say(`I1: event ${event_id} was parked.`);
  const handled = new Map<string, number>();
  for (const { event_id } of [...turns.rows, ...parked.rows]) handled.set(event_id, (handled.get(event_id) ?? 0) + 1);
  for (const event of once) if (handled.get(event.id) !== 1) say(`I1: event ${event.id} ("${event.text}") was acknowledged and handled ${handled.get(event.id) ?? 0} times.`);
  for (const [id, times] of handled) if (times > 1) say(`I1: event ${id} was handled ${times} times.`);

  // I2: in order per person. People wait for the 200 before they write again, so the order of turns is that of sending.
  const orderOf = new Map<string, string[]>();
  for (const { user, event_id } of turns.rows) if (!event_id.startsWith('timer-')) orderOf.set(user, [...(orderOf.get(user) ?? []), event_id]);
  const sentOf = new Map<string, SentEvent[]>();
  for (const event of once) sentOf.set(event.user, [...(sentOf.get(event.user) ?? []), event]);
  for (const [user, sent] of sentOf) {
    const acknowledgedIds = new Set(sent.map((event) => event.id));
    const order = (orderOf.get(user) ?? []).filter((id) => acknowledgedIds.has(id));
    const expected = sent.map((event) => event.id).filter((id) => order.includes(id));
    if (order.join() !== expected.join()) say(`I2: ${user}'s messages were taken in another order than they were sent.`);
  }

  // State: the n-th "count" of a person is answered with n.
  const saidTo = new Map<string, string[]>();
  for (const delivery of line.deliveries) saidTo.set(delivery.to, [...(saidTo.get(delivery.to) ?? []), delivery.text]);
  const outbox = await client.query<{ id: string; kind: string; reply_token: string | null; retry_key: string; state: string; text: string; created_at: Date }>(
    `SELECT id, kind, reply_token, retry_key, state, messages->0->>'text' AS text, created_at FROM outbox WHERE bot_id = $1`,
    [botId],
  );
  for (const [user, sent] of sentOf) {
    let number = 0;
    for (const event of sent) {
      if (!event.text.startsWith('count')) continue;
      number++;
      const said = saidTo.get(event.replyToken) ?? [];
      if (said.length > 1) say(`I3: ${user}'s reply ${event.replyToken} arrived ${said.length} times.`);
      if (said.length === 1 && said[0] !== String(number)) say(`State: ${user}'s message number ${number} was answered with "${said[0]}".`);
    }
  }

  // I3: each row delivered at most once, and exactly once when it says so.
  const calls = line.deliveries.filter(({ nth }) => nth === 0);
  const byKey = new Map<string, number>();
  for (const { retryKey } of calls) if (retryKey) byKey.set(retryKey, (byKey.get(retryKey) ?? 0) + 1);
  const byToken = new Map<string, number>();
  for (const { to } of calls) byToken.set(to, (byToken.get(to) ?? 0) + 1);
  let unknown = 0;
  for (const row of outbox.rows) {
    const arrived = row.kind === 'reply' ? (byToken.get(row.reply_token!) ?? 0) : (byKey.get(row.retry_key) ?? 0);
    if (arrived > 1) say(`I3: outbox row ${row.id} arrived ${arrived} times.`);
    if (row.state === 'sent' && arrived !== 1) say(`I3: outbox row ${row.id} (${row.kind} "${row.text}") is marked sent and arrived ${arrived} times.`);
    if (row.state === 'unknown') unknown++;
    // I4: nothing is left half-way.
    if (row.state === 'queued' || row.state === 'sending') say(`I4: outbox row ${row.id} (${row.kind} "${row.text}") is still ${row.state}.`);
    if (row.state === 'failed' || row.state === 'dropped') say(`I3: outbox row ${row.id} (${row.kind} "${row.text}") ended as ${row.state}.`);
  }
  const pushes = line.deliveries.filter((delivery) => delivery.kind === 'push');
  for (const event of once) {
    if (event.text.startsWith('push')) expectOnce(pushes.filter((one) => one.to === event.user && one.text === event.text).length, `push "${event.text}" for ${event.user}`, say);
    if (event.text.startsWith('later')) expectOnce(pushes.filter((one) => one.to === event.user && one.text.startsWith('later')).length, `timer of ${event.user}`, say);
  }

  const left = await client.query<{ inbox: number; timers: number; transactions: number; locks: number }>(
    `SELECT (SELECT count(*) FROM inbox WHERE bot_id = $1)::int AS inbox, (SELECT count(*) FROM timer WHERE bot_id = $1)::int AS timers,
       (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND state_change < now() - interval '2 seconds')::int AS transactions,
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))::int AS locks`,
    [botId],
  );
  const { inbox, timers, transactions, locks } = left.rows[0]!;
  if (inbox > 0) say(`I4: ${inbox} events are still in the inbox.`);
  if (timers > 0) say(`I4: ${timers} timers have not rung.`);
  if (transactions > 0) say(`I8: ${transactions} transactions were left open.`);
  if (locks > 0) say(`I8: ${locks} advisory locks are still held.`);
  return { violations, unknown, turns: turns.rows.length };
}

function expectOnce(times: number, what: string, say: (sentence: string) => void): void {
  if (times !== 1) say(`I3: the ${what} arrived ${times} times.`);
}
