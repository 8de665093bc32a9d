import type { Stamping, VoucherRedeeming } from '@chatloom/games';
import type { Clock } from '@chatloom/platform';
import type { FastifyInstance } from 'fastify';

/** What the staff of a shop does, by the same functions as the server's API: take vouchers in by their code, and stamp. Both may be asked again. */
export function registerCounter(app: FastifyInstance, { botId, clock, redeeming, stamping }: { botId: string; clock: Clock; redeeming: VoucherRedeeming; stamping: Stamping }): void {
  app.post('/counter/redeem', async ({ body }) => {
    const { outcome } = await redeeming.redeemCode(botId, (body as { code: string }).code, { shopId: null, personId: null });
    return { outcome };
  });
  app.post('/counter/stamp', async ({ body }) => {
    const { cardId, contactId, tapId } = body as { cardId: string; contactId: string; tapId: string };
    return { outcome: await stamping.stampByTeam(botId, cardId, contactId, { tapId, now: clock.now() }) };
  });
}
