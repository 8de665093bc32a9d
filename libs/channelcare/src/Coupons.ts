import { Injectable } from '@nestjs/common';
import type { LineGateway } from '@chatloom/line';
import { answerOf, ReachedChannels } from '@chatloom/bots';

type CouponRequest = Parameters<LineGateway['coupons']['create']>[1];

/** A coupon as it is shown. */
export interface CouponView {
  id: string;
  title: string;
  /** DRAFT, RUNNING, CLOSED. */
  status: string;
  startsAt: Date | null;
  endsAt: Date | null;
}
export interface NewCoupon {
  title: string;
  description?: string;
  usageCondition?: string;
  imageUrl?: string;
  couponCode?: string;
  startsAt: Date;
  endsAt: Date;
  /** One of LINE's names of time zones, e.g. `ASIA_TAIPEI`. */
  timezone: string;
  visibility: 'PUBLIC' | 'UNLISTED';
  /** Once, or as often as they like. */
  isReusable: boolean;
  /** 1-99 % of those who try get it; absent: everybody. */
  lottery?: { probability: number; maxWinners: number | null };
  reward: { type: 'free' } | { type: 'gift' } | { type: 'others' } | { type: 'discount' | 'cashBack'; amount?: number; percentage?: number };
}

/** LINE's -1 for "no limit". */
const UNLIMITED = -1;
/** Details of so many coupons are read side by side. */
const AT_ONCE = 10;

/** Coupons of a channel; LINE holds them, nothing is kept here. They cannot be changed, only closed. */
@Injectable()
export class Coupons {
  constructor(private readonly reached: ReachedChannels) {}

  /** @throws NotFoundError, LineSaidNo */
  async list(botId: string, channelId: string): Promise<CouponView[]> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const { items } = answerOf(await gateway.coupons.list(channel));
    const views: CouponView[] = [];
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const details = await Promise.all(items.slice(from, from + AT_ONCE).map(async ({ couponId, title }) => ({ couponId, title, outcome: await gateway.coupons.get(channel, couponId) })));
      for (const { couponId, title, outcome } of details) {
        const known = outcome.kind === 'ok' ? outcome.value : undefined;
        views.push({ id: couponId, title, status: known?.status ?? 'RUNNING', startsAt: fromSeconds(known?.startTimestamp), endsAt: fromSeconds(known?.endTimestamp) });
      }
    }
    return views;
  }

  /** @returns the coupon's id, for the coupon message. @throws NotFoundError, LineSaidNo */
  async create(botId: string, channelId: string, coupon: NewCoupon): Promise<string> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    return answerOf(await gateway.coupons.create(channel, toRequest(coupon))).couponId;
  }

  /** @throws NotFoundError, LineSaidNo: also when it is closed already */
  async close(botId: string, channelId: string, couponId: string): Promise<void> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    answerOf(await gateway.coupons.close(channel, couponId));
  }
}

/** The coupon as LINE takes it (FACTS §3): times in seconds. */
export function toRequest({ startsAt, endsAt, timezone, isReusable, lottery, reward, ...texts }: NewCoupon): CouponRequest {
  return {
    ...texts,
    startTimestamp: Math.floor(startsAt.getTime() / 1_000),
    endTimestamp: Math.floor(endsAt.getTime() / 1_000),
    timezone: timezone as CouponRequest['timezone'],
    maxUseCountPerTicket: isReusable ? UNLIMITED : 1,
    acquisitionCondition: (lottery ? { type: 'lottery', lotteryProbability: lottery.probability, maxAcquireCount: lottery.maxWinners ?? UNLIMITED } : { type: 'normal' }) as CouponRequest['acquisitionCondition'],
    reward: toReward(reward) as CouponRequest['reward'],
  };
}

function toReward(reward: NewCoupon['reward']): object {
  if (!('amount' in reward) && !('percentage' in reward)) return { type: reward.type };
  const { type, amount, percentage } = reward;
  return { type, priceInfo: percentage === undefined ? { type: 'fixed', fixedAmount: amount ?? 0 } : { type: 'percentage', percentage } };
}

function fromSeconds(seconds: number | undefined): Date | null {
  return seconds === undefined ? null : new Date(seconds * 1_000);
}
