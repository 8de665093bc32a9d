import { z } from 'zod';
import { newUlid } from '../world/ids';
import { type Answer, type Call, done, type LineRoute } from './call';
import { bodyErrors, invalidParameter, LineError, notFound } from './lineError';

/** FACTS §3 "Membership and coupons". */
const VALID_COUPONS = 5_000;
const PAGE = { standard: 20, max: 100 };

const whole = (min: number, max: number) => z.number({ error: () => 'must be specified' }).int('invalid property').min(min, `Must be between ${min} and ${max}`).max(max, `Must be between ${min} and ${max}`);
const words = (min: number, max: number) => z.string({ error: () => 'May not be empty' }).min(min, 'May not be empty').max(max, `Length must be between ${min} and ${max}`);
const picture = words(1, 2_000).refine((url) => url.startsWith('https://'), 'invalid uri').optional();
const amount = whole(1, 2 ** 31 - 1);
const percentage = whole(1, 99);
const kinds = (...values: string[]) => ({ error: () => `Must be one of the following values: [${values.join(', ')}]` });
const fixed = z.object({ type: z.literal('fixed'), fixedAmount: amount });
const share = z.object({ type: z.literal('percentage'), percentage });
const explicit = z.object({ type: z.literal('explicit'), originalPrice: amount, priceAfterDiscount: amount });

/** The limits of FACTS §3; times are epoch seconds. */
const couponSchema = z
  .object({
    title: words(1, 60),
    description: words(0, 1_000).optional(),
    usageCondition: words(0, 100).optional(),
    couponCode: words(0, 16).optional(),
    imageUrl: picture,
    barcodeImageUrl: picture,
    acquisitionCondition: z.discriminatedUnion(
      'type',
      [
        z.object({ type: z.literal('normal') }),
        z.object({ type: z.literal('lottery'), lotteryProbability: percentage, maxAcquireCount: z.union([z.literal(-1), whole(1, 999_999)], kinds('-1', '1 to 999999')) }),
      ],
      kinds('normal', 'lottery'),
    ),
    reward: z
      .discriminatedUnion(
        'type',
        [
          z.object({ type: z.literal('discount'), priceInfo: z.discriminatedUnion('type', [fixed, share, explicit], kinds('fixed', 'percentage', 'explicit')).optional() }),
          z.object({ type: z.literal('cashBack'), priceInfo: z.discriminatedUnion('type', [fixed, share], kinds('fixed', 'percentage')).optional() }),
          z.object({ type: z.literal('free') }),
          z.object({ type: z.literal('gift') }),
          z.object({ type: z.literal('others') }),
        ],
        kinds('discount', 'cashBack', 'free', 'gift', 'others'),
      )
      .optional(),
    maxUseCountPerTicket: z.union([z.literal(1), z.literal(-1)], kinds('1', '-1')),
    startTimestamp: whole(0, 2 ** 40),
    endTimestamp: whole(0, 2 ** 40),
    timezone: z.string({ error: () => 'must be specified' }).regex(/^[A-Z_0-9]+$/, 'invalid property'),
    visibility: z.enum(['PUBLIC', 'UNLISTED'], kinds('PUBLIC', 'UNLISTED')),
  })
  .refine((coupon) => coupon.endTimestamp > coupon.startTimestamp, { path: ['endTimestamp'], message: 'must be after startTimestamp' });

/** A coupon as the channel holds it. */
export interface Coupon {
  couponId: string;
  /** Epoch seconds. */
  createdTimestamp: number;
  closed: boolean;
  request: z.infer<typeof couponSchema>;
}

/** Coupons: made, listed, read, closed; they cannot be edited or reopened (FACTS §3). */
export const couponRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/coupon', endpoint: 'couponCreate', answer: create },
  { method: 'GET', path: '/v2/bot/coupon', endpoint: 'couponList', answer: list },
  { method: 'GET', path: '/v2/bot/coupon/:couponId', endpoint: 'couponGet', answer: get },
  { method: 'PUT', path: '/v2/bot/coupon/:couponId/close', endpoint: 'couponClose', answer: close },
];

function create({ channel, body, world }: Call): Answer {
  const result = couponSchema.safeParse(body);
  if (!result.success) throw bodyErrors(result.error.issues.map(({ path, message }) => ({ message, property: path.join('.') })));
  const valid = [...channel.coupons.values()].filter(({ closed }) => !closed).length;
  if (valid >= VALID_COUPONS) throw new LineError(400, `Number of valid coupons is over the limit of ${VALID_COUPONS}`);
  const couponId = newUlid(world.now());
  channel.coupons.set(couponId, { couponId, createdTimestamp: Math.floor(world.now() / 1_000), closed: false, request: result.data });
  return { status: 200, body: { couponId } };
}

/** `status` comes repeated, or joined by commas as the SDK sends it (FACTS §16). */
function list({ channel, query }: Call): Answer {
  const wanted = query.getAll('status').flatMap((status) => status.split(',')).filter((status) => status !== '');
  if (wanted.some((status) => !['DRAFT', 'RUNNING', 'CLOSED'].includes(status))) throw invalidParameter('status');
  const limit = Number(query.get('limit') ?? PAGE.standard);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE.max) throw invalidParameter('limit');
  const start = Number(query.get('start') ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('start');
  const found = [...channel.coupons.values()].filter((coupon) => wanted.length === 0 || wanted.includes(statusOf(coupon)));
  const items = found.slice(start, start + limit).map(({ couponId, request }) => ({ couponId, title: request.title }));
  return { status: 200, body: { items, ...(start + limit < found.length && { next: String(start + limit) }) } };
}

function get(call: Call): Answer {
  const coupon = couponOf(call);
  const { couponId, createdTimestamp, request } = coupon;
  return { status: 200, body: { ...request, ...(request.reward && { reward: withCurrency(request.reward, call) }), couponId, createdTimestamp, maxTicketPerUser: 1, status: statusOf(coupon) } };
}

function close(call: Call): Answer {
  const coupon = couponOf(call);
  if (coupon.closed) throw new LineError(410, 'The coupon is already closed');
  coupon.closed = true;
  return done();
}

/** Amounts are in the money of the account's country (FACTS §3). */
function withCurrency(reward: NonNullable<Coupon['request']['reward']>, { channel }: Call): object {
  if (!('priceInfo' in reward) || !reward.priceInfo || reward.priceInfo.type === 'percentage') return reward;
  return { ...reward, priceInfo: { ...reward.priceInfo, currency: { JP: 'JPY', TW: 'TWD', TH: 'THB' }[channel.settings.country] } };
}

const statusOf = ({ closed }: Coupon): 'RUNNING' | 'CLOSED' => (closed ? 'CLOSED' : 'RUNNING');

function couponOf({ channel, params }: Call): Coupon {
  const coupon = channel.coupons.get(params.couponId!);
  if (!coupon) throw notFound();
  return coupon;
}
