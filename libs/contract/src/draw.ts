import { z } from 'zod';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { drawKindSchema, drawStateSchema } from './drawState';
import { named } from './named';
import { publicPageLinkSchema } from './publicPage';
import { defineRoute } from './route';
import { whoMayPlaySchema } from './whoMayPlay';

/** Limits of a draw. Odds are parts of a million, as in libs/fairplay (`WHOLE`). */
export const DRAW = { maxPrizes: 20, maxStock: 100_000, maxTickets: 200_000, maxDays: 366, codeLength: 60, codesUpload: 5_000_000, wholeOdds: 1_000_000 } as const;

const pictureUrl = z.url({ protocol: /^https$/ }).max(2_000).nullable().default(null);
const tagOrNone = z.string().trim().min(1).max(50).nullable().default(null);
const shown = { name: z.string().trim().min(1).max(80), description: z.string().trim().max(300).default(''), imageUrl: pictureUrl };

/** One prize. */
export const drawPrizeSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/),
  ...shown,
  /** How many there are. */
  stock: z.number().int().min(1).max(DRAW.maxStock),
  /** Parts of a million that a try wins it; without meaning for raffles and for a fixed number of tickets. */
  odds: z.number().int().min(0).max(DRAW.wholeOdds).default(0),
  /** Each winner gets a code of their own; as many as there are prizes have to be uploaded before the start. */
  codes: z.boolean().default(false),
  /** Winners get this tag. */
  tag: tagOrNone,
});
export type DrawPrize = z.infer<typeof drawPrizeSchema>;

/** `tickets`: a fixed number of tries; as many of them win as there are prizes, the others nothing. */
export const drawChanceSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('odds') }),
  z.strictObject({ by: z.literal('tickets'), total: z.number().int().min(1).max(DRAW.maxTickets) }),
]);

const atMost = (most: number) => z.number().int().min(1).max(most).nullable();
const flowOrNone = uuidSchema.nullable().default(null);

export const drawDocumentSchema = named(
  'DrawDocument',
  z
    .strictObject({
      /** What players see. */
      title: z.string().trim().min(1).max(80),
      description: z.string().trim().max(1_000).default(''),
      kind: drawKindSchema,
      prizes: z.array(drawPrizeSchema).min(1).max(DRAW.maxPrizes),
      /** For everybody who wins nothing else, also when the prize that was won is spent; there is no end of it. `code` is the same for all. */
      losersPrize: z.strictObject({ ...shown, code: z.string().trim().min(1).max(DRAW.codeLength).nullable().default(null), tag: tagOrNone }).nullable().default(null),
      chance: drawChanceSchema.default({ by: 'odds' }),
      /** Of each person: tries at all and per day of the bot's zone, and prizes won. A raffle is entered once, whatever stands here. */
      limits: z.strictObject({ tries: atMost(1_000), triesPerDay: atMost(1_000), wins: atMost(1_000) }).default({ tries: 1, triesPerDay: null, wins: null }),
      /** `daily`: the stock of each prize is spread evenly over the days until it closes; what is left of one day is there on the next. */
      spread: z.enum(['none', 'daily']).default('none'),
      opensAt: timeSchema.nullable().default(null),
      closesAt: timeSchema.nullable().default(null),
      /** Of a raffle: when winners are drawn. Null: when it closes. */
      drawAt: timeSchema.nullable().default(null),
      /** Shown before the first try, which wants agreement; empty: none. */
      terms: z.string().trim().max(5_000).default(''),
      who: whoMayPlaySchema.default({ type: 'everyone' }),
      /** May the public page name winners, and say how many prizes are left? */
      showNames: z.boolean().default(false),
      showStock: z.boolean().default(false),
      /** Flows that begin once it has closed (a raffle: once winners are drawn), in the chats of winners and of the others who took part. */
      onEnd: z.strictObject({ winnersFlowId: flowOrNone, othersFlowId: flowOrNone }).default({ winnersFlowId: null, othersFlowId: null }),
    })
    .superRefine((document, context) => {
      const fault = (path: (string | number)[], code: string, message: string) => context.addIssue({ code: 'custom', path, message, params: { code } });
      const ids = new Set<string>();
      document.prizes.forEach(({ id }, index) => {
        if (ids.has(id)) fault(['prizes', index, 'id'], 'drawPrizeTwice', 'Two prizes have the same id.');
        ids.add(id);
      });
      const stock = document.prizes.reduce((sum, prize) => sum + prize.stock, 0);
      if (stock > DRAW.maxTickets) fault(['prizes'], 'drawTooManyPrizes', `There are at most ${DRAW.maxTickets} prizes in one draw.`);
      const { kind, chance, spread, opensAt, closesAt, drawAt } = document;
      if (kind === 'raffle') {
        if (chance.by === 'tickets') fault(['chance'], 'drawRaffleByTickets', 'A raffle has no tickets: everybody who enters has the same chance.');
        if (spread === 'daily') fault(['spread'], 'drawRaffleSpread', 'A raffle gives all its prizes at one time.');
      } else if (chance.by === 'odds') {
        if (document.prizes.reduce((sum, { odds }) => sum + odds, 0) > DRAW.wholeOdds) fault(['prizes'], 'drawOddsOverWhole', 'The odds of all prizes are more than everything.');
      } else {
        if (stock > chance.total) fault(['chance', 'total'], 'drawTicketsTooFew', 'There are more prizes than tickets.');
        if (spread === 'daily') fault(['spread'], 'drawTicketsSpread', 'Tickets are not spread over days; choose odds for that.');
      }
      if (spread === 'daily' && closesAt === null) fault(['closesAt'], 'drawSpreadNoEnd', 'To spread prizes over days, say when it closes.');
      if (opensAt !== null && closesAt !== null && opensAt >= closesAt) fault(['closesAt'], 'drawClosesFirst', 'It would close before it opens.');
      if (drawAt !== null && kind !== 'raffle') fault(['drawAt'], 'drawAtNoRaffle', 'Only a raffle is drawn at one time.');
      if (drawAt !== null && closesAt !== null && drawAt < closesAt) fault(['drawAt'], 'drawBeforeClose', 'Winners would be drawn before it closes.');
      if (drawAt !== null && opensAt !== null && drawAt <= opensAt) fault(['drawAt'], 'drawBeforeClose', 'Winners would be drawn before it opens.');
    }),
);
export type DrawDocument = z.infer<typeof drawDocumentSchema>;

export const drawSummarySchema = named(
  'Draw',
  z.object({
    id: uuidSchema,
    name: z.string(),
    kind: drawKindSchema,
    state: drawStateSchema,
    /** People who took part. */
    people: z.number().int(),
    tries: z.number().int(),
    /** Prizes given, and all there are. */
    given: z.number().int(),
    stock: z.number().int(),
    opensAt: timeSchema.nullable(),
    closesAt: timeSchema.nullable(),
    drawAt: timeSchema.nullable(),
    createdAt: timeSchema,
    openedAt: timeSchema.nullable(),
    endedAt: timeSchema.nullable(),
    /** Stopped by hand: nothing follows, and a raffle has no winners. */
    isStopped: z.boolean(),
  }),
);
export type DrawSummary = z.infer<typeof drawSummarySchema>;

export const drawDetailSchema = named(
  'DrawDetail',
  drawSummarySchema.extend({
    document: drawDocumentSchema,
    /** Grows with every change of the document; hand it back when saving. */
    revision: z.number().int(),
    prizes: z.array(
      z.object({
        id: z.string(),
        given: z.number().int(),
        left: z.number().int(),
        /** Of those left: may be given today. The same as `left` without daily spread. */
        leftToday: z.number().int(),
        /** Uploaded; of them given to winners. */
        codes: z.number().int(),
        codesGiven: z.number().int(),
      }),
    ),
    /** Tries that got the losers' prize, or nothing. */
    lost: z.number().int(),
    /** Days of the bot's zone on which somebody tried (entered), oldest first, at most the latest 366. */
    days: z.array(z.object({ day: z.iso.date(), tries: z.number().int(), given: z.number().int() })),
    /** In how many 1:1 chats a flow would begin if it ended now; each message of those flows that goes out costs a push. Raffle: as many winners as prizes. */
    ending: z.object({ winners: z.number().int(), others: z.number().int() }),
    /** SHA-256 of the seed in hex, published from the start. */
    commitment: z.string().nullable(),
    /** The seed in hex, once it has ended. */
    seed: z.string().nullable(),
    page: publicPageLinkSchema,
  }),
);
export type DrawDetail = z.infer<typeof drawDetailSchema>;

/** One try, or one entry of a raffle. */
export const drawTrySchema = named(
  'DrawTry',
  z.object({
    id: uuidSchema,
    contactId: uuidSchema.nullable(),
    displayName: z.string().nullable(),
    /** Which try of this person, from 1. */
    attempt: z.number().int(),
    /** Null: nothing, or the losers' prize. */
    prizeId: z.string().nullable(),
    code: z.string().nullable(),
    at: timeSchema,
  }),
);
export type DrawTry = z.infer<typeof drawTrySchema>;

/** What became of uploaded codes. */
export const codesUploadedSchema = named(
  'DrawCodesUploaded',
  z.object({
    added: z.number().int(),
    /** Of this prize, now. */
    codes: z.number().int(),
    /** Lines that were left out, from 1, at most 200 of them. `again`: twice in this file. `known`: in this draw already. */
    refused: z.array(z.object({ line: z.number().int(), why: z.enum(['again', 'known', 'tooLong', 'notACode']) })),
    refusedCount: z.number().int(),
  }),
);
export type CodesUploaded = z.infer<typeof codesUploadedSchema>;

const drawParams = botParams.extend({ drawId: uuidSchema });
const prizeParams = drawParams.extend({ prizeId: z.string().max(16) });
const drawBody = z.object({ name: nameSchema, document: drawDocumentSchema });
const NOT_NOW = ['notFound', 'conflict'] as const;
const FIXED = [...NOT_NOW, 'rulesFixed'] as const;
const draw = { tag: 'draws', params: drawParams, response: drawDetailSchema, errors: NOT_NOW, auth: 'person' } as const;

export const drawRoutes = {
  listDraws: defineRoute({
    method: 'GET', path: '/bots/:botId/draws', tag: 'draws', params: botParams, response: listOf(drawSummarySchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Draws of a bot, newest first.',
  }),
  createDraw: defineRoute({
    method: 'POST', path: '/bots/:botId/draws', tag: 'draws', params: botParams, body: drawBody, response: drawDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Make a draw. It is a draft until it is started.',
  }),
  getDraw: defineRoute({ ...draw, method: 'GET', path: '/bots/:botId/draws/:drawId', errors: ['notFound'], permission: 'bot.read', summary: 'One draw and how it stands now.' }),
  streamDraw: defineRoute({
    method: 'GET', path: '/bots/:botId/draws/:drawId/stream', tag: 'draws', params: drawParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'bot.read', produces: 'text/event-stream',
    summary: 'Server-sent events: `page` with the `DrawDetail` of the moment (without its `page`), at once and after every change.',
  }),
  saveDraw: defineRoute({
    ...draw, method: 'PUT', path: '/bots/:botId/draws/:drawId', body: drawBody.extend({ revision: z.number().int() }), errors: FIXED, permission: 'game.edit',
    summary: 'Change a draft. Once it is started only its name, and what the public page tells, can change: stop and copy it for anything else.',
  }),
  copyDraw: defineRoute({ ...draw, method: 'POST', path: '/bots/:botId/draws/:drawId/copy', body: z.object({ name: nameSchema }), status: 201, permission: 'game.edit', summary: 'A new draft with the same prizes and rules, without times, codes and tries.' }),
  deleteDraw: defineRoute({ ...draw, method: 'DELETE', path: '/bots/:botId/draws/:drawId', response: null, permission: 'game.edit', summary: 'Delete a draft, or a draw that has ended, with all that belongs to it.' }),
  startDraw: defineRoute({
    ...draw, method: 'POST', path: '/bots/:botId/draws/:drawId/start', permission: 'game.host',
    summary: 'Start a draft: now, or at its `opensAt` when that is still to come. The hash of the seed is published. Refused while codes are missing. A draw that has started stays as it is.',
  }),
  closeDraw: defineRoute({ ...draw, method: 'POST', path: '/bots/:botId/draws/:drawId/close', permission: 'game.host', summary: 'Take no more tries. What follows happens: flows begin; a raffle is drawn at its `drawAt`, or now where it has none. A closed draw stays as it is.' }),
  drawWinners: defineRoute({ ...draw, method: 'POST', path: '/bots/:botId/draws/:drawId/winners', permission: 'game.host', summary: 'Close a raffle and draw its winners now. A raffle that was drawn stays as it is.' }),
  stopDraw: defineRoute({ ...draw, method: 'POST', path: '/bots/:botId/draws/:drawId/stop', permission: 'game.host', summary: 'Stop at once: no more tries, nothing follows, a raffle has no winners. What was given stays given.' }),
  uploadDrawCodes: defineRoute({
    method: 'POST', path: '/bots/:botId/draws/:drawId/prizes/:prizeId/codes', tag: 'draws', params: prizeParams, response: codesUploadedSchema, errors: NOT_NOW, auth: 'person', permission: 'game.edit',
    body: z.object({
      /** One code per line; of a table (CSV), its first column. */
      text: z.string().min(1).max(DRAW.codesUpload),
    }),
    summary: 'Add codes to a prize of a draft. Lines that cannot be used are named, all others are added.',
  }),
  removeDrawCodes: defineRoute({
    method: 'DELETE', path: '/bots/:botId/draws/:drawId/prizes/:prizeId/codes', tag: 'draws', params: prizeParams, response: null, errors: NOT_NOW, auth: 'person', permission: 'game.edit',
    summary: 'Take all codes of a prize of a draft away.',
  }),
  listDrawTries: defineRoute({
    method: 'GET', path: '/bots/:botId/draws/:drawId/tries', tag: 'draws', params: drawParams, query: pageQuery.extend({ only: z.enum(['all', 'winners']).default('all') }), response: pageOf(drawTrySchema), errors: ['notFound'], auth: 'person', permission: 'people.read',
    summary: 'Tries (entries of a raffle), latest first.',
  }),
  exportDraw: defineRoute({
    method: 'GET', path: '/bots/:botId/draws/:drawId/export', tag: 'draws', params: drawParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'people.export', produces: 'text/csv',
    summary: 'Winners and their codes as a table, then everybody who took part.',
  }),
  setDrawPage: defineRoute({
    method: 'PUT', path: '/bots/:botId/draws/:drawId/page', tag: 'draws', params: drawParams, body: z.object({ isOn: z.boolean(), joinText: z.string().trim().max(60).optional() }), response: publicPageLinkSchema, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Switch the public page (countdown, prizes, winners, and the proof afterwards) on or off. Switched on again it has a new address.',
  }),
} as const;
