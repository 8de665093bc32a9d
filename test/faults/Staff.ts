import { randomUUID } from 'node:crypto';
import { FAULT_STAMP_CARD } from './runtime/flows';
import type { Stage } from './Stage';

const BETWEEN_MS = 40;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What staff wanted, noted down before they asked, because whoever was asked may die: judged by `checkGiving`. */
export const NOTES_OF_STAFF = 'CREATE TABLE fault_counter (tap uuid PRIMARY KEY, guest text NOT NULL, code text)';

/** Somebody at a counter: stamps cards of guests and takes their vouchers in, each until it is answered. */
export async function workAtCounter(stage: Stage, isOver: () => boolean): Promise<void> {
  for (let count = 0; !isOver(); count += 1) {
    await wait(BETWEEN_MS);
    const tap = randomUUID();
    await stage.query(async (client) => {
      const { rows } =
        count % 2 === 0
          ? await client.query<{ contactId: string; guest: string; code: string | null }>(`SELECT id AS "contactId", line_user_id AS guest, NULL AS code FROM contact WHERE line_user_id LIKE 'G%' ORDER BY random() LIMIT 1`)
          : await client.query<{ contactId: string; guest: string; code: string | null }>(
              `SELECT c.id AS "contactId", c.line_user_id AS guest, i.code FROM voucher_issued i JOIN contact c ON c.id = i.contact_id WHERE i.redeemed_at IS NULL ORDER BY random() LIMIT 1`,
            );
      const guest = rows[0];
      if (!guest) return;
      await client.query('INSERT INTO fault_counter (tap, guest, code) VALUES ($1, $2, $3)', [tap, guest.guest, guest.code]);
      await ask(stage, guest.code === null ? 'stamp' : 'redeem', guest.code === null ? { cardId: FAULT_STAMP_CARD, contactId: guest.contactId, tapId: tap } : { code: guest.code });
    });
  }
}

/** Whoever lives is asked, again and again, until somebody answers. */
async function ask(stage: Stage, what: string, body: object): Promise<void> {
  for (;;) {
    const open = stage.processes.ports.filter((port) => port !== null);
    const port = open[Math.floor(Math.random() * open.length)];
    if (port !== undefined) {
      const answer = await fetch(`http://127.0.0.1:${port}/counter/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) }).catch(() => null);
      if (answer?.status === 200) return;
      if (answer && answer.status < 500) throw new Error(`The counter answered ${answer.status}.`);
    }
    await wait(15);
  }
}
