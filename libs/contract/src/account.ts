import { z } from 'zod';
import { botParams, listOf, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const channelParams = botParams.extend({ channelId: uuidSchema });
const contactParams = botParams.extend({ contactId: uuidSchema });
/** A day as LINE counts days, in UTC+9: `2026-11-20`. */
const daySchema = z.iso.date();
const DAY_MS = 86_400_000;

/**
 * Why LINE's numbers are not there: `notReady` (LINE counts in the night after), `outOfService` (before LINE began to count),
 * `notAllowed` (the account is not verified, or its plan does not include it), `tooFast` (sixty questions an hour), or a failure.
 * i18n key below `insight.states`.
 */
const NO_ANSWER = ['notReady', 'outOfService', 'unauthorized', 'notAllowed', 'unreachable', 'tooFast', 'notFound', 'refused'] as const;
const answerOf = <S extends z.ZodType>(value: S) => z.union([z.object({ state: z.literal('ready'), value }), z.object({ state: z.enum(NO_ANSWER) })]);
const countSchema = z.number().nullable();

export const insightDaySchema = named(
  'InsightDay',
  z.object({
    day: daySchema,
    followers: answerOf(z.object({ followers: countSchema, reachable: countSchema, blocks: countSchema })),
    /** By way of sending, in LINE's names. */
    delivered: answerOf(z.record(z.string(), z.number())),
    /** What this API sent. */
    sent: z.object({ reply: answerOf(z.number()), push: answerOf(z.number()), multicast: answerOf(z.number()), broadcast: answerOf(z.number()) }),
  }),
);

const sharesSchema = z.array(z.object({ name: z.string(), percentage: z.number() }));
export const demographicsSchema = named(
  'Demographics',
  answerOf(
    z.object({
      /** false: fewer than 20 reachable friends; LINE then tells nothing. */
      available: z.boolean(),
      genders: sharesSchema,
      ages: sharesSchema,
      areas: sharesSchema,
      appTypes: sharesSchema,
      subscriptionPeriods: sharesSchema,
    }),
  ),
);

export const unitEventsSchema = named(
  'UnitEvents',
  answerOf(
    z.object({
      /** Numbers below 20 people are null. */
      impressions: countSchema,
      clicks: countSchema,
      mediaPlayed: countSchema,
      links: z.array(z.object({ url: z.string(), clicks: countSchema, people: countSchema })),
    }),
  ),
);

export const audienceSchema = named(
  'Audience',
  z.object({
    id: z.number().int(),
    name: z.string(),
    /** IN_PROGRESS, READY, FAILED, EXPIRED, INACTIVE, ACTIVATING. */
    status: z.string(),
    count: countSchema,
    createdAt: timeSchema,
    failure: z.string().nullable(),
  }),
);

export const couponSchema = named(
  'Coupon',
  z.object({
    id: z.string(),
    title: z.string(),
    /** DRAFT, RUNNING, CLOSED. */
    status: z.string(),
    startsAt: timeSchema.nullable(),
    endsAt: timeSchema.nullable(),
  }),
);

/** LINE's names of time zones (FACTS §3 and LINE's API description); those of the countries with LINE accounts first. */
export const COUPON_TIMEZONES = ['ASIA_TOKYO', 'ASIA_TAIPEI', 'ASIA_BANGKOK', 'EUROPE_LONDON', 'EUROPE_PARIS', 'AMERICA_NEW_YORK', 'AMERICA_LOS_ANGELES', 'AUSTRALIA_SYDNEY'] as const;
const pictureUrlSchema = z.url({ protocol: /^https$/ }).max(2000);

export const newCouponSchema = z
  .object({
    title: z.string().trim().min(1).max(60),
    description: z.string().max(1000).optional(),
    usageCondition: z.string().max(100).optional(),
    imageUrl: pictureUrlSchema.optional(),
    couponCode: z.string().max(16).optional(),
    startsAt: timeSchema,
    endsAt: timeSchema,
    timezone: z.enum(COUPON_TIMEZONES),
    visibility: z.enum(['PUBLIC', 'UNLISTED']).default('UNLISTED'),
    isReusable: z.boolean().default(false),
    lottery: z.object({ probability: z.number().int().min(1).max(99), maxWinners: z.number().int().min(1).max(999_999).nullable() }).optional(),
    reward: z.union([
      z.object({ type: z.enum(['free', 'gift', 'others']) }),
      z.object({ type: z.enum(['discount', 'cashBack']), amount: z.number().int().min(1).max(999_999) }),
      z.object({ type: z.enum(['discount', 'cashBack']), percentage: z.number().int().min(1).max(99) }),
    ]),
  })
  .refine((coupon) => coupon.startsAt < coupon.endsAt, { path: ['endsAt'], message: 'Must be later than the beginning' });

export const followerImportSchema = named(
  'FollowerImport',
  z.object({
    state: z.enum(['none', 'running', 'done', 'failed']),
    seen: z.number().int(),
    added: z.number().int(),
    /** `notAllowed`: only verified and premium accounts may list their followers. */
    problem: z.string().nullable(),
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
  }),
);

const looks = { tag: 'account', auth: 'person', permission: 'bot.read', params: channelParams } as const;
const acts = { tag: 'account', auth: 'person', permission: 'channel.edit', params: channelParams } as const;

/** What LINE keeps about an account: statistics, audiences, coupons, followers, joins with accounts elsewhere. */
export const accountRoutes = {
  listInsightDays: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/insight/days',
    summary: 'Deliveries and followers of the last days, yesterday last.',
    query: z.object({ count: z.coerce.number().int().min(1).max(31).default(14) }),
    response: listOf(insightDaySchema),
    errors: ['notFound'],
  }),
  getDemographics: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/insight/demographics',
    summary: 'Shares of the friends by gender, age, area, app and time.',
    response: demographicsSchema,
    errors: ['notFound'],
  }),
  listAggregationUnits: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/insight/units',
    summary: 'Names for statistics (aggregation units) used this month.',
    response: answerOf(z.array(z.string())),
    errors: ['notFound'],
  }),
  getUnitEvents: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/insight/units/:unit',
    summary: 'Opens and clicks of what was sent under a name for statistics, over at most 30 days.',
    params: channelParams.extend({ unit: z.string().regex(/^[A-Za-z0-9_]{1,30}$/) }),
    query: z
      .object({ from: daySchema, to: daySchema })
      .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < 30 * DAY_MS, { path: ['to'], message: 'Must be at most 30 days from the first to the last' }),
    response: unitEventsSchema,
    errors: ['notFound'],
  }),
  listAudiences: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/audiences',
    summary: 'Audiences at LINE, newest first.',
    response: listOf(audienceSchema),
    errors: ['notFound', 'upstream'],
  }),
  createAudience: defineRoute({
    ...acts,
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/audiences',
    summary: 'Make an audience of everybody with a tag, or of the LINE user IDs given. LINE works on it until its status is READY.',
    body: z
      .object({ name: z.string().trim().min(1).max(120), tag: z.string().trim().min(1).max(100).optional(), userIds: z.array(z.string().max(100)).min(1).max(20_000).optional() })
      .refine((body) => (body.tag === undefined) !== (body.userIds === undefined), { path: ['tag'], message: 'Give either a tag or user IDs' }),
    response: z.object({ id: z.number().int(), count: z.number().int() }),
    status: 201,
    errors: ['notFound', 'conflict', 'upstream'],
  }),
  deleteAudience: defineRoute({
    ...acts,
    method: 'DELETE',
    path: '/bots/:botId/channels/:channelId/audiences/:audienceId',
    summary: 'Delete an audience at LINE.',
    params: channelParams.extend({ audienceId: z.coerce.number().int().positive() }),
    response: null,
    errors: ['notFound', 'upstream'],
  }),
  listCoupons: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/coupons',
    summary: 'Coupons at LINE.',
    response: listOf(couponSchema),
    errors: ['notFound', 'upstream'],
  }),
  createCoupon: defineRoute({
    ...acts,
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/coupons',
    summary: 'Make a coupon at LINE. It cannot be changed afterwards, only closed.',
    body: newCouponSchema,
    response: z.object({ id: z.string() }),
    status: 201,
    errors: ['notFound', 'upstream'],
  }),
  closeCoupon: defineRoute({
    ...acts,
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/coupons/:couponId/close',
    summary: 'Close a coupon: nobody can use it any more, and it cannot be opened again.',
    params: channelParams.extend({ couponId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }),
    response: null,
    errors: ['notFound', 'upstream'],
  }),
  getFollowerImport: defineRoute({
    ...looks,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/follower-import',
    summary: 'How far the import of followers is.',
    response: followerImportSchema,
    errors: ['notFound'],
  }),
  startFollowerImport: defineRoute({
    ...acts,
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/follower-import',
    summary: 'Bring the followers of the account in as people. LINE lets only verified and premium accounts do that.',
    response: followerImportSchema,
    status: 202,
    errors: ['notFound'],
  }),
  issueLinkToken: defineRoute({
    tag: 'account',
    auth: 'person',
    permission: 'conversation.start',
    method: 'POST',
    path: '/bots/:botId/contacts/:contactId/link-token',
    summary: 'A token (ten minutes, one use) for the address of your sign-in page, to join a person with their account there.',
    params: contactParams,
    response: z.object({ linkToken: z.string() }),
    errors: ['notFound', 'upstream'],
  }),
  beginAccountLink: defineRoute({
    tag: 'account',
    auth: 'person',
    permission: 'conversation.start',
    method: 'POST',
    path: '/bots/:botId/account-links',
    summary: 'Somebody has signed in at your site: where to send their browser. When they come through, the field accountId of the person holds the account.',
    params: botParams,
    body: z.object({ linkToken: z.string().min(1).max(500), accountId: z.string().min(1).max(200) }),
    response: z.object({ redirectUrl: z.string() }),
    status: 201,
    errors: ['notFound'],
  }),
  endAccountLink: defineRoute({
    tag: 'account',
    auth: 'person',
    permission: 'conversation.start',
    method: 'DELETE',
    path: '/bots/:botId/contacts/:contactId/account-link',
    summary: 'Separate a person from the account they were joined with.',
    params: contactParams,
    response: null,
    errors: ['notFound', 'conflict'],
  }),
} as const;
