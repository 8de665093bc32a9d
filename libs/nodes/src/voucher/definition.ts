import type { Port } from '@chatloom/flow';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { ifTooLateSchema } from '../fields/messageFields';

const DEEDS = ['give', 'show', 'redeem'] as const;

/**
 * Gives the person a coupon of the bot's own that was made under "Games", shows those they can redeem, or redeems the one that expires first. A card
 * goes into the chat; where something was not possible it says why, unless the flow goes on at that exit. Steps behind it find the code as the last answer.
 */
export const voucherSchema = z
  .strictObject({
    do: z.enum(DEEDS).default('give').meta({ control: 'select', options: [...DEEDS] }),
    /** Id of a kind of voucher of the bot; empty: all kinds, which only `give` cannot do. */
    voucherId: z.string().max(64, 'The id of a coupon has at most 64 characters.').meta({ control: 'voucher' }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine((data, context) => {
    if (data.do === 'give' && data.voucherId.trim() === '') context.addIssue({ code: 'custom', path: ['voucherId'], message: 'No coupon is chosen.', params: { code: 'voucherMissing' } });
  });
export type VoucherData = z.infer<typeof voucherSchema>;

/** Exits by what became of the deed. */
export const VOUCHER_EXITS: Record<VoucherData['do'], readonly [string, ...string[]]> = {
  give: ['given', 'alreadyHas', 'soldOut', 'notOpen'],
  show: ['shown', 'none'],
  redeem: ['redeemed', 'none'],
};

export const voucherDefinition = defineNode({
  type: 'voucher',
  kind: 'message',
  icon: 'discount-2',
  sends: 'reply',
  schema: voucherSchema,
  defaults: () => ({ do: 'give' as const, voucherId: '', ifTooLate: 'drop' as const }),
  ports: (data) => VOUCHER_EXITS[data.do].map((id): Port => ({ id, label: { key: `voucher.${id}` }, optional: true })),
});
