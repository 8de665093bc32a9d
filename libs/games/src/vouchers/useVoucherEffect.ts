import type { EffectHandler } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { z } from 'zod';
import type { VoucherTaps } from './VoucherTaps';

/** What steps of flows ask for (libs/nodes). */
const payloadSchema = z.object({
  do: z.enum(['give', 'show', 'redeem']),
  voucherId: z.string(),
  nodeId: z.string(),
  language: z.string().nullable(),
  chat: z.enum(['user', 'group', 'room']),
});

const NO_KIND = '00000000-0000-0000-0000-000000000000';

/** The effect `useVoucher`: answers `VoucherAnswer`. A kind that is gone is one nobody can get. */
export function useVoucherEffect(taps: VoucherTaps): EffectHandler {
  return async (tx, scene, payload): Promise<Json> => {
    const { language, chat, voucherId, ...wish } = payloadSchema.parse(payload);
    const kind = voucherId === '' && wish.do !== 'give' ? '' : z.uuid().safeParse(voucherId).success ? voucherId : NO_KIND;
    return (await taps.perform(tx, scene, { ...wish, voucherId: kind, language: language ?? undefined, isGroup: chat !== 'user' })) as unknown as Json;
  };
}
