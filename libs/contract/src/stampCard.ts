import { z } from 'zod';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { expiryRuleSchema, givingStateSchema, statisticsDaySchema } from './expiryRule';
import { named } from './named';
import { personalFacts } from './personalFacts';
import { defineRoute } from './route';
import { PIN_OUTCOMES, pinFacts } from './voucher';

/** Limits of stamp cards. A code that changes is good for `codeSeconds` at least and twice as long at most. */
export const STAMP_CARD = { minStamps: 2, maxStamps: 30, maxPlaces: 200, codeSeconds: 30 } as const;

/** What stands in a stamped field. */
export const STAMP_ICONS = ['star', 'heart', 'check', 'cup', 'flower', 'paw'] as const;

/** What a full card brings besides the exit of the step. */
export const stampRewardSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('none') }),
  /** One of these vouchers; its stock counts, its limit per person and its times do not. */
  z.strictObject({ by: z.literal('voucher'), voucherId: uuidSchema }),
  /** A flow begins in the chat of the person. */
  z.strictObject({ by: z.literal('flow'), flowId: uuidSchema }),
]);

/** A stamp card as the team makes it. */
export const stampCardDocumentSchema = named(
  'StampCardDocument',
  z
    .strictObject({
      title: z.string().trim().min(1).max(80),
      text: z.string().trim().max(500).default(''),
      imageUrl: z.url({ protocol: /^https$/ }).max(2_000).nullable().default(null),
      terms: z.string().trim().max(2_000).default(''),
      icon: z.enum(STAMP_ICONS).default('star'),
      /** Fields of the card. */
      stamps: z.number().int().min(STAMP_CARD.minStamps).max(STAMP_CARD.maxStamps),
      /** What people read they get, e.g. "A free coffee". */
      rewardText: z.string().trim().max(80).default(''),
      reward: stampRewardSchema.default({ by: 'none' }),
      /** Stamps a person may get on one day of the bot's time zone; null: any number. */
      perDay: z.number().int().min(1).max(30).nullable().default(1),
      /** Between two stamps of a person. */
      minMinutesBetween: z.number().int().min(0).max(10_080).default(0),
      /** Of a card that is not full, counted from its first stamp; an expired card is empty again with the next stamp. */
      expiry: expiryRuleSchema.default({ by: 'never' }),
      /** After a full card: the next stamp begins a new one, or there are no more. */
      afterFull: z.enum(['newCard', 'done']).default('newCard'),
      /** Stamps are given between these times; null: no limit. */
      opensAt: timeSchema.nullable().default(null),
      closesAt: timeSchema.nullable().default(null),
    })
    .superRefine(({ opensAt, closesAt }, context) => {
      if (opensAt !== null && closesAt !== null && opensAt >= closesAt) context.addIssue({ code: 'custom', path: ['closesAt'], message: 'It would end before it begins.', params: { code: 'endsFirst' } });
    }),
);
export type StampCardDocument = z.infer<typeof stampCardDocumentSchema>;

/** How a stamp came: a step of a flow, the code of a place, the PIN of staff, the team. */
export const STAMP_SOURCES = ['flow', 'place', 'pin', 'team'] as const;
export const stampSourceSchema = z.enum(STAMP_SOURCES);

export const stampCardSummarySchema = named(
  'StampCard',
  z.object({
    id: uuidSchema,
    name: z.string(),
    title: z.string(),
    state: givingStateSchema,
    /** Fields of the card. */
    stamps: z.number().int(),
    counts: z.object({
      /** Who has, or had, a stamp. */
      people: z.number().int(),
      given: z.number().int(),
      /** Cards that were filled. */
      full: z.number().int(),
    }),
    createdAt: timeSchema,
  }),
);
export type StampCardSummary = z.infer<typeof stampCardSummarySchema>;

/** A link and QR code that stamps. The person who opens it finds a message already written in LINE; sending it brings the stamp. */
export const stampPlaceSchema = named(
  'StampPlace',
  z.object({
    id: uuidSchema,
    name: z.string(),
    /** The place whose staff stand there, if it is one of `Shop`. */
    shopId: uuidSchema.nullable(),
    /** `fixed`: may be printed. `rotating`: changes every 30 seconds, to be shown on a screen (`getStampPlaceCode`); a picture of it is soon worth nothing. */
    code: z.enum(['fixed', 'rotating']),
    isActive: z.boolean(),
    stamps: z.number().int(),
    people: z.number().int(),
    lastAt: timeSchema.nullable(),
    createdAt: timeSchema,
  }),
);
export type StampPlace = z.infer<typeof stampPlaceSchema>;

export const stampCardDetailSchema = named(
  'StampCardDetail',
  stampCardSummarySchema.extend({
    document: stampCardDocumentSchema,
    /** Grows with every change; hand it back when saving. */
    revision: z.number().int(),
    places: z.array(stampPlaceSchema),
    /** How the stamps came. */
    sources: z.array(z.object({ source: stampSourceSchema, count: z.number().int() })),
    /** How full the cards are that people hold now: `people[n]` have n stamps, from 0 to a full card. */
    people: z.array(z.number().int()),
    /** Rewards that wait because the voucher is sold out; they are given as soon as its stock grows. */
    owed: z.number().int(),
    /** The last 60 days on which something happened, oldest first. */
    days: z.array(z.object({ day: statisticsDaySchema, stamps: z.number().int(), full: z.number().int() })),
  }),
);
export type StampCardDetail = z.infer<typeof stampCardDetailSchema>;

/** Somebody's card. */
export const stampHolderSchema = named(
  'StampHolder',
  z.object({
    contactId: uuidSchema,
    displayName: z.string().nullable(),
    /** On the card they hold now. */
    stamps: z.number().int(),
    /** Cards filled before and now. */
    full: z.number().int(),
    /** Stamps of all time. */
    total: z.number().int(),
    lastAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    isOwed: z.boolean(),
  }),
);
export type StampHolder = z.infer<typeof stampHolderSchema>;

/**
 * What came of asking for a stamp. `full`: it was the last one of the card. `limitReached`: not so soon, or not today any more. `done`: the card
 * was filled before, and there is no other. `expired`: the day is over through which the cards are good.
 */
export const STAMP_OUTCOMES = ['stamped', 'full', 'limitReached', 'done', 'expired', 'notOpen'] as const;
export const stampOutcomeSchema = z.enum(STAMP_OUTCOMES);
export type StampOutcome = z.infer<typeof stampOutcomeSchema>;

// ---------------------------------------------------------------- the page of the person who has it

/** A stamp card as the person sees it whose it is. */
export const personalStampCardSchema = z.object({
  kind: z.literal('stampCard'),
  title: z.string(),
  text: z.string(),
  imageUrl: z.string().nullable(),
  terms: z.string(),
  icon: z.enum(STAMP_ICONS),
  rewardText: z.string(),
  state: givingStateSchema,
  /** Fields of the card, and how many are stamped. */
  fields: z.number().int(),
  stamps: z.number().int(),
  /** Cards filled before this one. */
  full: z.number().int(),
  expiresAt: timeSchema.nullable(),
  /** The first moment at which another stamp is possible; null: now, or never (`isDone`, not open). */
  nextAt: timeSchema.nullable(),
  isDone: z.boolean(),
  /** The reward waits until there are more of it. */
  isOwed: z.boolean(),
  /** Of this card, oldest first. */
  history: z.array(z.object({ at: timeSchema, place: z.string().nullable() })),
  /** Rewards that can be redeemed; their pages. */
  rewards: z.array(z.object({ title: z.string(), value: z.string(), url: z.string(), expiresAt: timeSchema.nullable() })),
  ...pinFacts,
  now: timeSchema,
  timeZone: z.string(),
  ...personalFacts,
});
export type PersonalStampCard = z.infer<typeof personalStampCardSchema>;

/** What came of the act `stamp`. */
export const STAMP_ACT_OUTCOMES = [...STAMP_OUTCOMES, ...PIN_OUTCOMES] as const;

// ---------------------------------------------------------------- routes

const cardParams = botParams.extend({ cardId: uuidSchema });
const placeParams = cardParams.extend({ placeId: uuidSchema });
const cardBody = z.object({ name: nameSchema, document: stampCardDocumentSchema });
const placeBody = z.object({ name: nameSchema, shopId: uuidSchema.nullable().default(null), code: z.enum(['fixed', 'rotating']).default('fixed'), isActive: z.boolean().default(true) });
const NOT_NOW = ['notFound', 'conflict'] as const;
const FIXED = [...NOT_NOW, 'rulesFixed'] as const;
const card = { tag: 'stampCards', params: cardParams, response: stampCardDetailSchema, errors: NOT_NOW, auth: 'person' } as const;
const place = { tag: 'stampCards', params: placeParams, response: stampPlaceSchema, errors: NOT_NOW, auth: 'person', permission: 'game.edit' } as const;

export const stampCardRoutes = {
  listStampCards: defineRoute({
    method: 'GET', path: '/bots/:botId/stamp-cards', tag: 'stampCards', params: botParams, response: listOf(stampCardSummarySchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Stamp cards of a bot, newest first.',
  }),
  createStampCard: defineRoute({
    method: 'POST', path: '/bots/:botId/stamp-cards', tag: 'stampCards', params: botParams, body: cardBody, response: stampCardDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Make a stamp card. It is a draft until it is opened.',
  }),
  getStampCard: defineRoute({ ...card, method: 'GET', path: '/bots/:botId/stamp-cards/:cardId', errors: ['notFound'], permission: 'bot.read', summary: 'One stamp card with its places and statistics.' }),
  saveStampCard: defineRoute({
    ...card, method: 'PUT', path: '/bots/:botId/stamp-cards/:cardId', body: cardBody.extend({ revision: z.number().int() }), errors: FIXED, permission: 'game.edit',
    summary: 'Change it. Once somebody has a stamp, the number of fields, the reward and the expiry stay as they are: stop it and copy it for anything else.',
  }),
  copyStampCard: defineRoute({ ...card, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/copy', body: z.object({ name: nameSchema }), status: 201, errors: ['notFound'], permission: 'game.edit', summary: 'A new draft with the same document, without places and stamps.' }),
  deleteStampCard: defineRoute({ ...card, method: 'DELETE', path: '/bots/:botId/stamp-cards/:cardId', response: null, permission: 'game.edit', summary: 'Delete it with all stamps. Refused while it is open.' }),
  openStampCard: defineRoute({ ...card, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/open', permission: 'game.host', summary: 'Stamps are given from now on. One that is open stays as it is.' }),
  stopStampCard: defineRoute({ ...card, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/stop', permission: 'game.host', summary: 'No more stamps; what people have stays to be seen. It can be opened again.' }),
  createStampPlace: defineRoute({ ...card, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/places', body: placeBody, response: stampPlaceSchema, status: 201, permission: 'game.edit', summary: 'Make a link and QR code that stamps.' }),
  updateStampPlace: defineRoute({ ...place, method: 'PUT', path: '/bots/:botId/stamp-cards/:cardId/places/:placeId', body: placeBody, summary: 'Change it, or switch it off. Its code stays.' }),
  renewStampPlace: defineRoute({ ...place, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/places/:placeId/renew', errors: ['notFound'], summary: 'A new code; the old one, printed or pictured, stamps no more.' }),
  deleteStampPlace: defineRoute({ ...place, method: 'DELETE', path: '/bots/:botId/stamp-cards/:cardId/places/:placeId', response: null, errors: ['notFound'], summary: 'Delete it; its stamps stay.' }),
  getStampPlaceCode: defineRoute({
    ...place, method: 'GET', path: '/bots/:botId/stamp-cards/:cardId/places/:placeId/code', errors: ['notFound'], permission: 'game.host',
    response: z.object({
      /** What the person sends; typing it by hand does the same (also in the phone beside the canvas). */
      message: z.string(),
      /** LINE's address that opens the chat with the message, to be drawn as QR code; null for a bot without an account at LINE. */
      lineUrl: z.string().nullable(),
      /** The same as a picture: the SVG of its QR code; of the message where there is no address. */
      qrSvg: z.string(),
      /** Of a rotating code: fetch the next one then. */
      changesAt: timeSchema.nullable(),
    }),
    summary: 'The code a place shows now.',
  }),
  listStampHolders: defineRoute({
    method: 'GET', path: '/bots/:botId/stamp-cards/:cardId/people', tag: 'stampCards', params: cardParams, query: pageQuery, response: pageOf(stampHolderSchema), errors: ['notFound'], auth: 'person', permission: 'people.read',
    summary: 'Who has a card, latest stamp first.',
  }),
  giveStamp: defineRoute({
    ...card, method: 'POST', path: '/bots/:botId/stamp-cards/:cardId/people/:contactId/stamps', params: cardParams.extend({ contactId: uuidSchema }), permission: 'game.host',
    /** `tapId`: chosen by the caller for each click; sent twice, it is one stamp. */
    body: z.object({ tapId: uuidSchema }), response: z.object({ outcome: stampOutcomeSchema }),
    summary: 'Stamp the card of a person. Limits per day and between stamps hold for the team too.',
  }),
  takeStampBack: defineRoute({
    ...card, method: 'DELETE', path: '/bots/:botId/stamp-cards/:cardId/people/:contactId/stamps', params: cardParams.extend({ contactId: uuidSchema }), response: null, permission: 'game.host',
    summary: 'Take the latest stamp of a person back, within 10 minutes and as long as it did not fill the card.',
  }),
  exportStampCard: defineRoute({
    method: 'GET', path: '/bots/:botId/stamp-cards/:cardId/export', tag: 'stampCards', params: cardParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'people.export', produces: 'text/csv',
    summary: 'Everybody with a card, as a table.',
  }),
} as const;
