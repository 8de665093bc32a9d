import { NotFoundError } from '@chatloom/bots';
import type { EffectHandler } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { z } from 'zod';
import type { DrawTaps } from './DrawTaps';

/** What the step `draw` asks for (libs/nodes). */
const payloadSchema = z.object({ drawId: z.string(), do: z.enum(['play', 'show']), back: z.string(), language: z.string().nullable(), chat: z.enum(['user', 'group', 'room']) });
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const GONE = { outcome: 'refused', message: null, prize: null, tag: null };

/** The effect `playDraw`: answers `{ outcome, message, prize, tag }`; without a message when there is no such draw. */
export function playDrawEffect(taps: DrawTaps): EffectHandler {
  return async (tx, scene, payload): Promise<Json> => {
    const { drawId, do: deed, back, language, chat } = payloadSchema.parse(payload);
    if (!UUID.test(drawId)) return GONE;
    try {
      const { outcome, message, value, tag } = await taps.perform(tx, scene, drawId, { do: deed }, { language: language ?? undefined, back, isGroup: chat !== 'user' });
      return { outcome, message: message as unknown as Json, prize: value, tag };
    } catch (error) {
      if (error instanceof NotFoundError) return GONE;
      throw error;
    }
  };
}
