import { COUPON_DELIVERY_TAG_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';

/** Ids are ULIDs today (FACTS §1 "ID and token shapes"); anything of a word's shape is taken, should they change. */
const couponId = z
  .string()
  .superRefine((id, context) => {
    if (id.trim() === '') context.addIssue({ code: 'custom', message: 'No coupon is chosen.', params: { code: 'couponMissing' } });
    else if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) context.addIssue({ code: 'custom', message: 'This is not the id of a coupon.', params: { code: 'couponInvalid' } });
  })
  .meta({ control: 'coupon' });

/** A coupon of the LINE Official Account, made beforehand (FACTS §3 "Membership and coupons", §7 coupon). */
export const couponContent = {
  couponId,
  /** Tells in LINE's statistics where the coupon was taken from. */
  deliveryTag: z
    .string()
    .superRefine((tag, context) => {
      if (tag === '' || new RegExp(`^[A-Za-z0-9_]{1,${COUPON_DELIVERY_TAG_MAX_UTF16}}$`).test(tag)) return;
      const message = `A name for statistics has at most ${COUPON_DELIVERY_TAG_MAX_UTF16} letters (A-Z), digits and "_".`;
      context.addIssue({ code: 'custom', message, params: { code: 'unitInvalid', max: COUPON_DELIVERY_TAG_MAX_UTF16 } });
    })
    .optional()
    .meta({ control: 'text', counter: { unit: 'utf16', max: COUPON_DELIVERY_TAG_MAX_UTF16 }, advanced: true }),
};
export const couponSchema = z.strictObject({ ...couponContent, ...messageFields });
export type CouponData = z.infer<typeof couponSchema>;

export const couponDefinition = defineNode({
  type: 'coupon',
  kind: 'message',
  icon: 'ticket',
  sends: 'reply',
  schema: couponSchema,
  defaults: () => ({ couponId: '', ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
