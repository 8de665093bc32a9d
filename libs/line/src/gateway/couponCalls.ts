import type { messagingApi } from '@line/bot-sdk';
import { done, type GatewayChannel, having, type LineCaller, pathSegment } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** Coupons at LINE (FACTS §3): they cannot be changed, only closed, and a closed one cannot be opened again. */
export interface CouponCalls {
  create(channel: GatewayChannel, coupon: messagingApi.CouponCreateRequest): Promise<CallOutcome<messagingApi.CouponCreateResponse>>;
  /** Ids and titles, up to 100 a page. */
  list(channel: GatewayChannel, page?: { start?: string }): Promise<CallOutcome<messagingApi.MessagingApiPagerCouponListResponse>>;
  get(channel: GatewayChannel, couponId: string): Promise<CallOutcome<messagingApi.CouponResponse>>;
  /** 410 (as `refused`) when it is closed already. */
  close(channel: GatewayChannel, couponId: string): Promise<CallOutcome<true>>;
}

const PAGE_SIZE = 100;

/** Builds the calls; see `CouponCalls`. */
export function couponCalls({ call }: LineCaller): CouponCalls {
  return {
    create: (channel, json) => call(channel, { endpoint: 'coupons', method: 'POST', path: '/v2/bot/coupon', json }, having<messagingApi.CouponCreateResponse>('couponId', 'string')),
    list: (channel, { start } = {}) =>
      call(
        channel,
        { endpoint: 'coupons', method: 'GET', path: `/v2/bot/coupon?${new URLSearchParams({ limit: String(PAGE_SIZE), ...(start === undefined ? {} : { start }) }).toString()}` },
        having<messagingApi.MessagingApiPagerCouponListResponse>('items', 'object'),
      ),
    get: (channel, couponId) => call(channel, { endpoint: 'coupons', method: 'GET', path: `/v2/bot/coupon/${pathSegment(couponId)}` }, having<messagingApi.CouponResponse>('couponId', 'string')),
    close: (channel, couponId) => call(channel, { endpoint: 'coupons', method: 'PUT', path: `/v2/bot/coupon/${pathSegment(couponId)}/close` }, done),
  };
}
