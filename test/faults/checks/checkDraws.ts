import { type DrawProof, verifyDraw } from '@chatloom/fairplay';
import type { DrawDocument } from '@chatloom/contract';
import { openSeed } from '@chatloom/games';
import { SecretsBox } from '@chatloom/platform';
import type { Client } from 'pg';
import { BINGO_SECRET } from '../bingoSecret';
import type { SentEvent } from '../People';
import type { StrictLine } from '../StrictLine';

/**
 * Every raffle ended with its winners, each person was told of each once; every try that was asked for was made once; no prize and no code was given
 * twice; and everything follows from the seeds. @returns what was found wrong, in sentences
 */
export async function checkDraws(client: Client, line: StrictLine, acknowledged: readonly SentEvent[]): Promise<string[]> {
  const { rows: draws } = await client.query<{ id: string; name: string; state: string; follow_up: unknown; seed: string; commitment: string; document: DrawDocument }>('SELECT id, name, state, follow_up, seed, commitment, document FROM draw');
  const violations: string[] = [];
  const box = new SecretsBox([BINGO_SECRET]);
  for (const { id, name, state, follow_up, seed, commitment, document } of draws) {
    const { kind, chance, prizes } = document;
    if (kind === 'raffle' && (state !== 'ended' || follow_up !== null)) violations.push(`I4: the draw "${name}" is ${state}, and not everybody was told.`);
    const { rows: tries } = await client.query<DrawProof['tries'][number]>('SELECT person_id AS ticket, attempt, lucky, place, prize_id AS "prizeId" FROM draw_try WHERE draw_id = $1', [id]);
    const proof = { seed: openSeed(box, 'draw', id, seed), commitment, draw: kind, chance, prizes, tries };
    for (const fault of verifyDraw(proof)) violations.push(`Draw "${name}": ${JSON.stringify(fault)}.`);
    const { rows: units } = await client.query<{ wrong: number; taken: number; all: number; codes: number }>(
      `SELECT count(*) FILTER (WHERE (u.try_id IS NULL) <> (t.id IS NULL) OR u.try_id <> t.id OR u.prize_id <> t.prize_id)::int AS wrong, count(u.try_id)::int AS taken, count(*)::int AS all, count(DISTINCT u.code)::int AS codes
       FROM draw_unit u LEFT JOIN draw_try t ON t.draw_id = u.draw_id AND t.place = u.place WHERE u.draw_id = $1`,
      [id],
    );
    const { wrong, taken, all, codes } = units[0]!;
    const withCodes = prizes.filter((prize) => prize.codes).reduce((sum, { stock }) => sum + stock, 0);
    const stock = prizes.reduce((sum, prize) => sum + prize.stock, 0);
    const given = tries.filter(({ prizeId }) => prizeId !== null).length;
    if (wrong > 0 || taken !== given) violations.push(`Draw "${name}": ${wrong} prizes disagree with their tries; ${taken} were taken, ${given} given.`);
    if (all !== stock || codes !== withCodes) violations.push(`Draw "${name}": ${all} prizes of ${stock} are there, with ${codes} codes of ${withCodes}.`);
    if (kind === 'raffle' && given !== stock) violations.push(`Draw "${name}": ${given} winners for ${stock} prizes.`);
  }
  if (draws.length === 0) return violations;
  violations.push(...(await checkTries(client, acknowledged)), ...(await checkTold(client, line, draws.filter(({ document }) => document.kind === 'raffle').length)));
  return violations.slice(0, 20);
}

/** One try for each word that was acknowledged, as long as there was something to be won. */
async function checkTries(client: Client, acknowledged: readonly SentEvent[]): Promise<string[]> {
  const { rows } = await client.query<{ user: string; counted: number; made: number }>(
    `SELECT c.line_user_id AS user, p.tries AS counted, (SELECT count(*)::int FROM draw_try t WHERE t.person_id = p.id) AS made
     FROM draw_person p JOIN contact c ON c.id = p.contact_id WHERE c.line_user_id LIKE 'L%'`,
  );
  const soldOut = await client.query(`SELECT 1 FROM draw d WHERE d.name = 'Instant' AND NOT EXISTS (SELECT 1 FROM draw_unit u WHERE u.draw_id = d.id AND u.try_id IS NULL)`);
  return rows.flatMap(({ user, counted, made }) => {
    const asked = new Set(acknowledged.filter((event) => event.user === user && event.text.startsWith('luck')).map(({ id }) => id)).size;
    return counted === made && (made === asked || (soldOut.rows.length > 0 && made < asked)) ? [] : [`I1: ${user} asked for ${asked} tries, ${made} were made, ${counted} are counted.`];
  });
}

async function checkTold(client: Client, line: StrictLine, raffles: number): Promise<string[]> {
  const codes = line.deliveries.flatMap(({ text }) => (text?.startsWith('won ') ? [text] : []));
  const { rows: given } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM draw_try t JOIN draw d ON d.id = t.draw_id WHERE d.name = 'Instant' AND t.prize_id IS NOT NULL`);
  const twice = codes.length === given[0]!.count && new Set(codes).size === codes.length ? [] : [`I3: ${given[0]!.count} codes were given, ${codes.length} were told, ${new Set(codes).size} different ones.`];
  const told = new Map<string, { won: number; lost: number }>();
  for (const { to, text } of line.deliveries) {
    const one = told.get(to) ?? { won: 0, lost: 0 };
    if (text?.startsWith('raffle won')) told.set(to, { ...one, won: one.won + 1 });
    if (text?.startsWith('raffle lost')) told.set(to, { ...one, lost: one.lost + 1 });
  }
  const { rows } = await client.query<{ user: string; won: number }>(
    `SELECT c.line_user_id AS user, count(*) FILTER (WHERE p.wins > 0)::int AS won FROM contact c JOIN draw_person p ON p.contact_id = c.id WHERE c.line_user_id LIKE 'E%' GROUP BY 1`,
  );
  return [...twice, ...rows.flatMap(({ user, won }) => {
    const heard = told.get(user) ?? { won: 0, lost: 0 };
    return heard.won === won && heard.lost === raffles - won ? [] : [`I3: ${user} won ${won} of ${raffles} raffles and was told ${heard.won} and ${heard.lost} times.`];
  })];
}
