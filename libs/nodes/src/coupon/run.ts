import type { LineMessage } from '@chatloom/engine';
import { messageRunner } from '../shared/messageRunner';
import type { CouponData } from './definition';

/** A coupon card. */
export function buildCoupon(content: Pick<CouponData, 'couponId' | 'deliveryTag'>): LineMessage {
  return { type: 'coupon', couponId: content.couponId, ...(content.deliveryTag ? { deliveryTag: content.deliveryTag } : {}) };
}

export const runCoupon = messageRunner<CouponData>(buildCoupon);
