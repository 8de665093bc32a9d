import type { EffectHandler } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { z } from 'zod';
import type { StampTaps } from './StampTaps';

/** What steps of flows ask for (libs/nodes). A card that is no id is one the bot does not have. */
const payloadSchema = z.object({
  do: z.enum(['stamp', 'show']),
  cardId: z.uuid().catch('00000000-0000-0000-0000-000000000000'),
  nodeId: z.string(),
  language: z.string().nullable(),
  chat: z.enum(['user', 'group', 'room']),
});

/** The effect `useStampCard`: answers `StampAnswer`. */
export function useStampCardEffect(taps: StampTaps): EffectHandler {
  return async (tx, scene, payload): Promise<Json> => {
    const { language, chat, ...wish } = payloadSchema.parse(payload);
    return (await taps.perform(tx, scene, { ...wish, language: language ?? undefined, isGroup: chat !== 'user' })) as unknown as Json;
  };
}
