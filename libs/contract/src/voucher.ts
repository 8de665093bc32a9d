import { z } from 'zod';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { expiryRuleSchema, givingStateSchema, statisticsDaySchema } from './expiryRule';
import { named } from './named';
import { personalFacts } from './personalFacts';
import { defineRoute } from './route';

/** Limits of vouchers. A stock is as many rows, so that taking one is taking a row. */
export const VOUCHER = { maxStock: 100_000, maxPerPerson: 100, undoMinutes: 10, maxGivenAtOnce: 500 } as const;

const pictureUrlSchema = z.url({ protocol: /^https$/ }).max(2_000).nullable().default(null);

/** A coupon of the bot's own: what it is worth, how long, for how many. Each one issued is good once. */
export const voucherDocumentSchema = named(
  'VoucherDocument',
  z
    .strictObject({
      /** What people read on it. */
      title: z.string().trim().min(1).max(80),
      text: z.string().trim().max(500).default(''),
      /** What it is worth, shown large, e.g. "20 % off"; empty: the title says it. */
      value: z.string().trim().max(30).default(''),
      imageUrl: pictureUrlSchema,
      terms: z.string().trim().max(2_000).default(''),
      expiry: expiryRuleSchema.default({ by: 'never' }),
      /** So many are there; null: as many as are asked for. */
      stock: z.number().int().min(1).max(VOUCHER.maxStock).nullable().default(null),
      /** How many one person may get; rewards of stamp cards do not count. Null: any number. */
      perPerson: z.number().int().min(1).max(VOUCHER.maxPerPerson).nullable().default(1),
      /** Given between these times; null: no limit. */
      opensAt: timeSchema.nullable().default(null),
      closesAt: timeSchema.nullable().default(null),
      /** Begins in the person's chat when one is redeemed (what it sends is a push there); null: nothing. */
      redeemedFlowId: uuidSchema.nullable().default(null),
    })
    .superRefine(({ opensAt, closesAt }, context) => {
      if (opensAt !== null && closesAt !== null && opensAt >= closesAt) context.addIssue({ code: 'custom', path: ['closesAt'], message: 'It would end before it begins.', params: { code: 'endsFirst' } });
    }),
);
export type VoucherDocument = z.infer<typeof voucherDocumentSchema>;

/** What became of one that was issued. Nothing changes an expired one but time. */
export const VOUCHER_STATES = ['issued', 'redeemed', 'expired'] as const;
export const voucherStateSchema = z.enum(VOUCHER_STATES);
export type VoucherState = z.infer<typeof voucherStateSchema>;

const countsSchema = z.object({
  issued: z.number().int(),
  redeemed: z.number().int(),
  /** Expired without being redeemed. */
  expired: z.number().int(),
  /** Can still be redeemed. */
  open: z.number().int(),
});

export const voucherSummarySchema = named(
  'Voucher',
  z.object({
    id: uuidSchema,
    name: z.string(),
    title: z.string(),
    state: givingStateSchema,
    stock: z.number().int().nullable(),
    counts: countsSchema,
    createdAt: timeSchema,
  }),
);
export type VoucherSummary = z.infer<typeof voucherSummarySchema>;

export const voucherDetailSchema = named(
  'VoucherDetail',
  voucherSummarySchema.extend({
    document: voucherDocumentSchema,
    /** Grows with every change; hand it back when saving. */
    revision: z.number().int(),
    /** Of the stock; null without one. */
    left: z.number().int().nullable(),
    /** The last 60 days on which something happened, oldest first. */
    days: z.array(z.object({ day: statisticsDaySchema, issued: z.number().int(), redeemed: z.number().int(), expired: z.number().int() })),
    /** Where they were redeemed: places by name, the team (`team`), steps of flows (`flow`). */
    redeemedAt: z.array(z.object({ by: z.enum(['shop', 'team', 'flow']), shop: z.string().nullable(), count: z.number().int() })),
    /** Stamp cards whose reward it is. */
    rewardOf: z.array(z.object({ id: uuidSchema, name: z.string() })),
  }),
);
export type VoucherDetail = z.infer<typeof voucherDetailSchema>;

/** One voucher in somebody's hands. */
export const issuedVoucherSchema = named(
  'IssuedVoucher',
  z.object({
    id: uuidSchema,
    voucherId: uuidSchema,
    /** What staff type; 12 letters and digits that nobody confuses, e.g. `7KQ2-MMXW-3HTB`. */
    code: z.string(),
    title: z.string(),
    value: z.string(),
    state: voucherStateSchema,
    /** Null once the person's data were deleted. */
    contactId: uuidSchema.nullable(),
    displayName: z.string().nullable(),
    issuedAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    redeemedAt: timeSchema.nullable(),
    redeemedBy: z.enum(['shop', 'team', 'flow']).nullable(),
    /** Name of the place, where staff redeemed it and the place is still there. */
    shop: z.string().nullable(),
    /** Until then the team can take the redeeming back. */
    undoUntil: timeSchema.nullable(),
    /** How it was given. */
    givenBy: z.enum(['flow', 'team', 'stampCard']),
  }),
);
export type IssuedVoucher = z.infer<typeof issuedVoucherSchema>;

/** As staff type or read it: lower case, spaces and hyphens are forgiven. */
export const voucherCodeSchema = z.string().trim().min(1).max(40);

/** What came of redeeming. `redeemed`: just now. `already`: before; see `voucher.redeemedAt`. `unknown`: no voucher of this bot has this code. */
export const redeemAnswerSchema = named('RedeemAnswer', z.object({ outcome: z.enum(['redeemed', 'already', 'expired', 'unknown']), voucher: issuedVoucherSchema.nullable() }));
export type RedeemAnswer = z.infer<typeof redeemAnswerSchema>;

// ---------------------------------------------------------------- the page of the person who has it

/** Of pages on which staff type a PIN; its act answers with `wrongPin` or `paused` besides the outcomes of the thing itself. */
export const pinFacts = {
  /** Some place has a PIN, so that staff can act on this page. */
  takesPin: z.boolean(),
  /** Wrong PINs that may still be typed before there is a pause. */
  triesLeft: z.number().int(),
  /** Too many wrong PINs: nothing is tried before this moment. */
  pausedUntil: timeSchema.nullable(),
};
export const PIN_OUTCOMES = ['wrongPin', 'paused'] as const;

/** A voucher as the person sees it who has it. */
export const personalVoucherSchema = z.object({
  kind: z.literal('voucher'),
  title: z.string(),
  text: z.string(),
  value: z.string(),
  imageUrl: z.string().nullable(),
  terms: z.string(),
  code: z.string(),
  state: voucherStateSchema,
  issuedAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  redeemedAt: timeSchema.nullable(),
  shop: z.string().nullable(),
  ...pinFacts,
  /** Of the server, for a clock that a picture of the screen cannot have. */
  now: timeSchema,
  timeZone: z.string(),
  ...personalFacts,
});
export type PersonalVoucher = z.infer<typeof personalVoucherSchema>;

/** What came of the act `redeem`. */
export const VOUCHER_ACT_OUTCOMES = ['redeemed', 'already', 'expired', ...PIN_OUTCOMES] as const;

// ---------------------------------------------------------------- routes

const voucherParams = botParams.extend({ voucherId: uuidSchema });
const voucherBody = z.object({ name: nameSchema, document: voucherDocumentSchema });
const NOT_NOW = ['notFound', 'conflict'] as const;
const FIXED = [...NOT_NOW, 'rulesFixed'] as const;
const one = { tag: 'vouchers', params: voucherParams, response: voucherDetailSchema, errors: NOT_NOW, auth: 'person' } as const;
const counter = { tag: 'vouchers', params: botParams, auth: 'person', permission: 'game.host' } as const;

export const voucherRoutes = {
  listVouchers: defineRoute({
    method: 'GET', path: '/bots/:botId/vouchers', tag: 'vouchers', params: botParams, response: listOf(voucherSummarySchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Coupons of the bot’s own, newest first.',
  }),
  createVoucher: defineRoute({
    method: 'POST', path: '/bots/:botId/vouchers', tag: 'vouchers', params: botParams, body: voucherBody, response: voucherDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Make a coupon of the bot’s own. It is a draft until it is opened.',
  }),
  getVoucher: defineRoute({ ...one, method: 'GET', path: '/bots/:botId/vouchers/:voucherId', errors: ['notFound'], permission: 'bot.read', summary: 'One of them with its statistics.' }),
  saveVoucher: defineRoute({
    ...one, method: 'PUT', path: '/bots/:botId/vouchers/:voucherId', body: voucherBody.extend({ revision: z.number().int() }), errors: FIXED, permission: 'game.edit',
    summary: 'Change it. Once somebody has one, what it is worth and how long it is good stay as they are; a stock can grow: copy it for anything else.',
  }),
  copyVoucher: defineRoute({ ...one, method: 'POST', path: '/bots/:botId/vouchers/:voucherId/copy', body: z.object({ name: nameSchema }), status: 201, errors: ['notFound'], permission: 'game.edit', summary: 'A new draft with the same document.' }),
  deleteVoucher: defineRoute({ ...one, method: 'DELETE', path: '/bots/:botId/vouchers/:voucherId', response: null, permission: 'game.edit', summary: 'Delete it with all that were issued. Refused while somebody can still redeem one, or a stamp card promises it.' }),
  openVoucher: defineRoute({ ...one, method: 'POST', path: '/bots/:botId/vouchers/:voucherId/open', permission: 'game.host', summary: 'People get it from now on. One that is open stays as it is.' }),
  stopVoucher: defineRoute({ ...one, method: 'POST', path: '/bots/:botId/vouchers/:voucherId/stop', permission: 'game.host', summary: 'Nobody gets it any more; those issued can still be redeemed. It can be opened again.' }),
  giveVoucher: defineRoute({
    ...one, method: 'POST', path: '/bots/:botId/vouchers/:voucherId/give', permission: 'game.host',
    body: z.object({
      contactIds: z.array(uuidSchema).min(1).max(VOUCHER.maxGivenAtOnce),
      /** Send each of them the card, a push message each. Otherwise they find it when they ask for it. */
      send: z.boolean().default(false),
    }),
    response: z.object({ given: z.number().int(), had: z.number().int(), soldOut: z.number().int(), unknown: z.number().int() }),
    summary: 'Give one to each of these people. `had`: they have as many as one may get.',
  }),
  listIssuedVouchers: defineRoute({
    method: 'GET', path: '/bots/:botId/vouchers/:voucherId/issued', tag: 'vouchers', params: voucherParams, query: pageQuery.extend({ state: voucherStateSchema.optional() }), response: pageOf(issuedVoucherSchema), errors: ['notFound'], auth: 'person', permission: 'people.read',
    summary: 'Who has one, newest first.',
  }),
  exportVouchers: defineRoute({
    method: 'GET', path: '/bots/:botId/vouchers/:voucherId/export', tag: 'vouchers', params: voucherParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'people.export', produces: 'text/csv',
    summary: 'All that were issued, as a table.',
  }),
  lookUpVoucher: defineRoute({ ...counter, method: 'POST', path: '/bots/:botId/voucher-counter/look-up', body: z.object({ code: voucherCodeSchema }), response: z.object({ voucher: issuedVoucherSchema.nullable() }), errors: ['notFound'], summary: 'What a code is worth, without redeeming it. Null: no voucher of this bot has it.' }),
  redeemVoucher: defineRoute({ ...counter, method: 'POST', path: '/bots/:botId/voucher-counter/redeem', body: z.object({ code: voucherCodeSchema, shopId: uuidSchema.nullable().default(null) }), response: redeemAnswerSchema, errors: ['notFound'], summary: 'Redeem one by its code; each is good once, however often and from wherever this is called.' }),
  undoRedeem: defineRoute({
    ...counter, method: 'POST', path: '/bots/:botId/voucher-counter/undo', body: z.object({ issuedId: uuidSchema }), response: issuedVoucherSchema, errors: NOT_NOW,
    summary: `Take a redeeming back, within ${VOUCHER.undoMinutes} minutes.`,
  }),
  listRedeemed: defineRoute({ ...counter, method: 'GET', path: '/bots/:botId/voucher-counter/redeemed', response: listOf(issuedVoucherSchema), errors: ['notFound'], summary: 'The last 50 that were redeemed, of all kinds, latest first.' }),
} as const;
