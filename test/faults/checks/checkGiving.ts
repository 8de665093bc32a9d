import type { Client } from 'pg';
import type { SentEvent } from '../People';
import type { StrictLine } from '../StrictLine';

/**
 * One stamp for each word and each tap of staff that asked for one, cards filled without a gap, no more vouchers than there are, each piece in one hand, each redeemed once; and what follows a
 * redeeming or a full card was said once for each. @returns what was found wrong, in sentences
 */
export async function checkGiving(client: Client, line: StrictLine, acknowledged: readonly SentEvent[]): Promise<string[]> {
  const { rows: people } = await client.query<{ user: string; stamps: number; total: number; filled: number; fields: number[]; issued: number; redeemed: number; owing: number }>(
    `SELECT c.line_user_id AS user, (SELECT count(*)::int FROM stamp s WHERE s.contact_id = c.id) AS stamps, coalesce(h.total, 0) AS total, (SELECT count(*)::int FROM stamp s WHERE s.contact_id = c.id AND s.fills) AS filled,
       ARRAY(SELECT s.place FROM stamp s WHERE s.contact_id = c.id ORDER BY s.round, s.place) AS fields, (SELECT count(*)::int FROM voucher_issued i WHERE i.contact_id = c.id) AS issued,
       (SELECT count(*)::int FROM voucher_issued i WHERE i.contact_id = c.id AND i.redeemed_at IS NOT NULL) AS redeemed,
       coalesce(cardinality(h.owed_rounds), 0) + (SELECT count(*)::int FROM voucher_issued i WHERE i.contact_id = c.id AND i.owes_flow) AS owing
     FROM contact c LEFT JOIN stamp_holder h ON h.contact_id = c.id WHERE c.line_user_id LIKE 'G%'`,
  );
  if (people.length === 0) return [];
  const { rows: stock } = await client.query<{ pieces: number; taken: number; wrong: number; issued: number }>(
    `SELECT count(*)::int AS pieces, count(p.issued_id)::int AS taken, count(*) FILTER (WHERE p.issued_id IS NOT NULL AND i.id IS NULL)::int AS wrong, (SELECT count(*)::int FROM voucher_issued) AS issued
     FROM voucher_piece p LEFT JOIN voucher_issued i ON i.id = p.issued_id`,
  );
  const { rows: lost } = await client.query('SELECT f.code FROM fault_counter f JOIN voucher_issued i ON i.code = f.code WHERE i.redeemed_at IS NULL');
  const { rows: atCounter } = await client.query<{ guest: string; stamps: number; redeemed: number }>('SELECT guest, count(*) FILTER (WHERE code IS NULL)::int AS stamps, count(DISTINCT code)::int AS redeemed FROM fault_counter GROUP BY guest');
  const { pieces, taken, wrong, issued } = stock[0]!;
  const violations = wrong > 0 || taken !== issued || issued > pieces ? [`Vouchers: ${issued} of ${pieces} were issued, ${taken} pieces are taken, ${wrong} of them by nobody.`] : [];
  if (lost.length > 0) violations.push(`I1: ${lost.length} vouchers were taken in at the counter, and are not redeemed.`);
  const askedFor = (user: string, word: string) => new Set(acknowledged.filter((event) => event.user === user && event.text.startsWith(word)).map(({ id }) => id)).size;
  const heard = (user: string, text: string) => line.deliveries.filter((delivery) => delivery.to === user && delivery.text === text).length;
  for (const person of people) {
    const counter = atCounter.find(({ guest }) => guest === person.user) ?? { stamps: 0, redeemed: 0 };
    const wanted = askedFor(person.user, 'stamp') + counter.stamps;
    const { user, stamps, total, filled, fields, redeemed, owing } = person;
    if (stamps !== total || stamps !== wanted) violations.push(`I1: ${user} asked for ${wanted} stamps, ${stamps} were given, ${total} are counted.`);
    if (fields.some((place, i) => place !== (i % 3) + 1) || filled !== Math.floor(stamps / 3)) violations.push(`I3: the stamps of ${user} stand on ${fields.join(', ')}, ${filled} cards are full.`);
    if (person.issued > askedFor(user, 'gift') || (issued < pieces && person.issued !== askedFor(user, 'gift'))) violations.push(`I1: ${user} asked for ${askedFor(user, 'gift')} vouchers and has ${person.issued}.`);
    if (redeemed > askedFor(user, 'use') + counter.redeemed) violations.push(`I3: ${user} redeemed ${redeemed} vouchers with ${askedFor(user, 'use')} words and ${counter.redeemed} times at the counter.`);
    if (owing > 0) violations.push(`I4: ${user} is still owed ${owing} flows.`);
    if (heard(user, 'filled') !== filled || heard(user, 'enjoyed') !== redeemed) violations.push(`I3: ${user} filled ${filled} cards and redeemed ${redeemed}, and was told ${heard(user, 'filled')} and ${heard(user, 'enjoyed')} times.`);
  }
  return violations.slice(0, 20);
}
