import { stampCardDocumentSchema, voucherDocumentSchema } from '@chatloom/contract';
import { CRASH_POINTS } from '@chatloom/platform';
import type { Amount, Surroundings } from './scenarios';
import { FAULT_STAMP_CARD, FAULT_VOUCHER, flowIdOf } from './runtime/flows';
import { NOTES_OF_STAFF, workAtCounter } from './Staff';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => ['voucher.given', 'voucher.beforeRedeem', 'voucher.afterRedeem', 'stamp.beforeCommit', 'stamp.afterCommit', 'gifts.toldSome', 'turn.beforeCommit', 'turn.afterCommit', 'ingest.afterCommit'].includes(point));
const GUESTS = 8;
const STAMPS = 3;
/** Fewer than people ask for, so that it runs out under fire. */
const STOCK = 80;
const WORDS = ['stamp', 'stamp', 'gift', 'stamp', 'use'];
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * People collect stamps, are given vouchers and redeem them in the chat all the time, and staff stamps and redeems at the counter, until enough processes have died: in the middle of a gift, of a redeeming, of a stamp, and
 * while flows that follow are begun. Bells are lost by emptying Redis. What became of it is judged afterwards (`checkGiving`).
 */
export async function playGiving(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  await stage.query(async (client) => {
    await client.query(NOTES_OF_STAFF);
    const voucher = voucherDocumentSchema.parse({ title: 'Tea', stock: STOCK, perPerson: null, redeemedFlowId: flowIdOf('enjoyed') });
    const card = stampCardDocumentSchema.parse({ title: 'Teas', stamps: STAMPS, perDay: null, reward: { by: 'flow', flowId: flowIdOf('filled') } });
    await client.query(`INSERT INTO voucher (id, bot_id, name, document, state, created_at) VALUES ($1, $2, 'Tea', $3, 'open', now())`, [FAULT_VOUCHER, stage.botId, JSON.stringify(voucher)]);
    await client.query('INSERT INTO voucher_piece (voucher_id, bot_id, piece) SELECT $1, $2, n FROM generate_series(1, $3::int) AS n', [FAULT_VOUCHER, stage.botId, STOCK]);
    await client.query(`INSERT INTO stamp_card (id, bot_id, name, document, state, created_at) VALUES ($1, $2, 'Teas', $3, 'open', now())`, [FAULT_STAMP_CARD, stage.botId, JSON.stringify(card)]);
  });
  let life = 0;
  stage.launch(2, () => `${POINTS[life++ % POINTS.length]!}:${1 + (life % 3)}`);
  let over = false;
  const guests = Array.from({ length: GUESTS }, (_one, user) => stage.people.live(`G${user}`, (count) => (over ? null : `${WORDS[count % WORDS.length]!} ${count}`)));
  const staff = [workAtCounter(stage, () => over), workAtCounter(stage, () => over)];
  for (let round = 0; round === 0 || stage.processes.kills < Math.ceil(amount.kills / 4); round += 1) {
    if (round % 3 === 2) await surroundings.emptyRedis();
    await wait(500);
  }
  over = true;
  await Promise.all([...guests, ...staff]);
  await stage.processes.calm();
  await stage.untilNone(`SELECT ((SELECT count(*) FROM inbox) + (SELECT count(*) FROM voucher_issued WHERE owes_flow) + (SELECT count(*) FROM stamp_holder WHERE owed_rounds <> '{}'))::int AS open`);
}
