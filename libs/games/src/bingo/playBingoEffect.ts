import { NotFoundError } from '@chatloom/bots';
import type { EffectHandler } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { z } from 'zod';
import type { BingoTaps } from './BingoTaps';

/** What steps of flows ask for (libs/nodes): `wish` and, for the card, the way back to the step. */
const payloadSchema = z.object({
  gameId: z.string(),
  wish: z.discriminatedUnion('do', [
    z.object({ do: z.literal('look') }),
    z.object({ do: z.literal('join'), code: z.string().optional() }),
    z.object({ do: z.literal('mark'), label: z.string() }),
    z.object({ do: z.literal('claim') }),
  ]),
  back: z.string().optional(),
  language: z.string().nullable().optional(),
  chat: z.enum(['user', 'group', 'room']).default('user'),
  as: z.enum(['card', 'picture']).default('card'),
});
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The effect `playBingo`: answers `{ outcome, message }`; `{ outcome: 'refused', message: null }` when there is no such game. */
export function playBingoEffect(taps: BingoTaps): EffectHandler {
  return async (tx, scene, payload): Promise<Json> => {
    const { gameId, wish, back, language, chat, as } = payloadSchema.parse(payload);
    if (!UUID.test(gameId)) return { outcome: 'refused', message: null };
    try {
      return (await taps.perform(tx, scene, gameId, wish, { language: language ?? undefined, back, isGroup: chat !== 'user', asPicture: as === 'picture' })) as unknown as Json;
    } catch (error) {
      if (error instanceof NotFoundError) return { outcome: 'refused', message: null };
      throw error;
    }
  };
}
