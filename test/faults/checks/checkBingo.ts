import { type BingoEvent, type BingoRules, verifyGame } from '@chatloom/fairplay';
import { openSeed, rulesOf } from '@chatloom/games';
import { SecretsBox } from '@chatloom/platform';
import type { Client } from 'pg';
import { BINGO_SECRET } from '../bingoSecret';

/** Every game ended, and played again from its seed it is the same: no call lost or doubled, no prize given twice. @returns what was found wrong, in sentences */
export async function checkBingo(client: Client): Promise<string[]> {
  const box = new SecretsBox([BINGO_SECRET]);
  const { rows: games } = await client.query<{ id: string; name: string; state: string; seed: string; commitment: string; document: Parameters<typeof rulesOf>[0]; wins: number }>(
    'SELECT id, name, state, seed, commitment, document, (SELECT count(*)::int FROM bingo_win w WHERE w.game_id = g.id) AS wins FROM bingo_game g',
  );
  const violations: string[] = [];
  for (const { id, name, state, seed, commitment, document, wins } of games) {
    if (state !== 'ended') violations.push(`I4: the bingo "${name}" is ${state}.`);
    const { rows } = await client.query<{ event: BingoEvent }>('SELECT event FROM bingo_event WHERE game_id = $1 ORDER BY seq', [id]);
    const rules: BingoRules = rulesOf(document);
    const checked = verifyGame({ seed: openSeed(box, 'bingo', id, seed).toString('hex'), commitment, rules, rounds: [rows.map(({ event }) => event)] });
    for (const { what, event } of checked.faults) violations.push(`Bingo "${name}": event ${event} does not follow (${what}).`);
    const places = rules.prizes.reduce((sum, prize) => sum + prize.winners, 0);
    if (checked.winners !== wins || wins !== places) violations.push(`Bingo "${name}": ${checked.winners} winners in its events, ${wins} in the list, ${places} prizes.`);
    if (checked.callsByHand > 0) violations.push(`Bingo "${name}": ${checked.callsByHand} calls do not follow the promised order.`);
  }
  const { rows: untold } = await client.query('SELECT game_id FROM bingo_news');
  if (untold.length > 0) violations.push(`I4: ${untold.length} news of bingo were never told to their end.`);
  return violations.slice(0, 20);
}
