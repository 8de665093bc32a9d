import { z } from 'zod';
import { bingoStateSchema } from './bingoState';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { publicPageLinkSchema } from './publicPage';
import { defineRoute } from './route';
import { whoMayPlaySchema } from './whoMayPlay';

/** Limits of a game; what a card and a chat message can bear. */
export const BINGO = { maxItems: 200, maxPrizes: 20, maxRounds: 20, maxPlayers: 20_000, labelLength: 60, fastestCallSeconds: 5 } as const;

const sizeSchema = z.union([z.literal(3), z.literal(4), z.literal(5)]);
const cellSchema = z.number().int().min(0).max(26);

/** What stands on the cards. A free centre is there where the size has a centre (3 and 5). */
export const bingoCardKindSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('balls75'), size: sizeSchema.default(5), freeCentre: z.boolean().default(true) }),
  z.strictObject({ type: z.literal('balls90') }),
  z.strictObject({
    type: z.literal('list'),
    size: sizeSchema.default(3),
    freeCentre: z.boolean().default(false),
    /** Shops, products, songs; different from each other. */
    items: z.array(z.strictObject({ label: z.string().trim().min(1).max(BINGO.labelLength), imageUrl: z.url({ protocol: /^https$/ }).max(2_000).nullable().default(null) })).max(BINGO.maxItems),
  }),
]);
export type BingoCardKind = z.infer<typeof bingoCardKindSchema>;

/** What has to be marked to win; own patterns name their cells row after row, from 0. */
export const bingoPatternSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('line') }),
  z.strictObject({ type: z.literal('twoLines') }),
  z.strictObject({ type: z.literal('corners') }),
  z.strictObject({ type: z.literal('blackout') }),
  z.strictObject({ type: z.literal('own'), cells: z.array(cellSchema).min(1).max(27) }),
]);
export type BingoPattern = z.infer<typeof bingoPatternSchema>;

/** One prize; prizes of a round are played for in the order of the list. */
export const bingoPrizeSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/),
  name: z.string().trim().min(1).max(80),
  pattern: bingoPatternSchema,
  /** How many people get it in each round. */
  winners: z.number().int().min(1).max(1_000),
  /** Winners get this tag. */
  tag: z.string().trim().min(1).max(50).nullable().default(null),
});

/** How items are called besides by the host's hand, which always may. */
export const bingoCallsSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('hand') }),
  z.strictObject({ by: z.literal('interval'), everySeconds: z.number().int().min(BINGO.fastestCallSeconds).max(86_400) }),
  /** Every day at these times of the bot's zone. */
  z.strictObject({ by: z.literal('daily'), times: z.array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)).min(1).max(24) }),
  /** Nothing is called for all: steps of flows and secret words mark an item on the card of one person. */
  z.strictObject({ by: z.literal('event') }),
]);

/** Who may play. */
const entrySchema = z.strictObject({
  who: whoMayPlaySchema,
  /** A secret word that has to be given when joining, e.g. printed on a receipt. */
  code: z.string().trim().min(1).max(40).nullable().default(null),
  /** May one still join after the first call? Called items count for latecomers too. */
  late: z.boolean().default(true),
  maxPlayers: z.number().int().min(1).max(BINGO.maxPlayers).default(1_000),
});

export const bingoDocumentSchema = named(
  'BingoDocument',
  z
    .strictObject({
      /** What players see above their card. */
      title: z.string().trim().min(1).max(80),
      card: bingoCardKindSchema,
      prizes: z.array(bingoPrizeSchema).min(1).max(BINGO.maxPrizes),
      rounds: z.number().int().min(1).max(BINGO.maxRounds).default(1),
      onePrizeEach: z.boolean().default(true),
      /** `automatic`: a call marks every card. `byPlayer`: players tap what they have. */
      marking: z.enum(['automatic', 'byPlayer']).default('automatic'),
      /** Bingo must be said within so many seconds; null: it counts by itself. */
      claimSeconds: z.number().int().min(5).max(86_400).nullable().default(null),
      calls: bingoCallsSchema.default({ by: 'hand' }),
      entry: entrySchema.default({ who: { type: 'everyone' }, code: null, late: true, maxPlayers: 1_000 }),
      /** Who gets the card as a push: winners, or all players with each call. Each push is a message of the plan; everybody else sees what is new on a tap, or on the live page. */
      news: z.enum(['none', 'winners', 'everyCall']).default('none'),
      /** May the public page name winners? */
      showNames: z.boolean().default(false),
      /** The round begins by itself at this time; null: the host begins it. */
      startsAt: timeSchema.nullable().default(null),
    })
    .superRefine((document, context) => {
      const fault = (path: (string | number)[], code: string, message: string) => context.addIssue({ code: 'custom', path, message, params: { code } });
      const { card } = document;
      if (card.type === 'list') {
        const cells = card.size * card.size - (card.freeCentre && card.size % 2 === 1 ? 1 : 0);
        if (card.items.length < cells) fault(['card', 'items'], 'bingoTooFewItems', `A card of this size needs ${cells} items at least.`);
        const seen = new Map<string, number>();
        card.items.forEach(({ label }, index) => {
          const folded = label.normalize('NFKC').toLowerCase();
          if (seen.has(folded)) fault(['card', 'items', index, 'label'], 'bingoItemTwice', 'This item is there twice.');
          seen.set(folded, index);
        });
      }
      const cells = card.type === 'balls90' ? 27 : card.size * card.size;
      const ids = new Set<string>();
      document.prizes.forEach((prize, index) => {
        if (ids.has(prize.id)) fault(['prizes', index, 'id'], 'bingoPrizeTwice', 'Two prizes have the same id.');
        ids.add(prize.id);
        if (prize.pattern.type === 'own' && prize.pattern.cells.some((cell) => cell >= cells)) fault(['prizes', index, 'pattern'], 'bingoPatternOffCard', 'The pattern has cells that are not on the card.');
        if (prize.pattern.type === 'corners' && card.type === 'balls90') fault(['prizes', index, 'pattern'], 'bingoPatternOffCard', 'A ticket of 90 balls has no corners to win with.');
      });
    }),
);
export type BingoDocument = z.infer<typeof bingoDocumentSchema>;

export const bingoSummarySchema = named(
  'BingoGame',
  z.object({
    id: uuidSchema,
    name: z.string(),
    state: bingoStateSchema,
    round: z.number().int(),
    players: z.number().int(),
    calls: z.number().int(),
    winners: z.number().int(),
    createdAt: timeSchema,
    startedAt: timeSchema.nullable(),
    endedAt: timeSchema.nullable(),
  }),
);
export type BingoSummary = z.infer<typeof bingoSummarySchema>;

const winnerSchema = z.object({
  contactId: uuidSchema,
  displayName: z.string().nullable(),
  round: z.number().int(),
  prizeId: z.string(),
  place: z.number().int(),
  call: z.number().int(),
  at: timeSchema,
});

/** What the host sees, made anew after every call. */
export const bingoHostSchema = named(
  'BingoHost',
  z.object({
    /** Called items of the round in order, numbers from 0. */
    calls: z.array(z.object({ item: z.number().int(), at: timeSchema })),
    nextCallAt: timeSchema.nullable(),
    /** The prize being played for. */
    prizeId: z.string().nullable(),
    /** People who miss one cell, at most 50 of them named. */
    reaching: z.object({ count: z.number().int(), people: z.array(z.object({ contactId: uuidSchema, displayName: z.string().nullable() })) }),
    /** Bingo that waits to be said. */
    waiting: z.array(z.object({ contactId: uuidSchema, displayName: z.string().nullable(), until: timeSchema })),
    winners: z.array(winnerSchema),
    canUndo: z.boolean(),
  }),
);
export type BingoHost = z.infer<typeof bingoHostSchema>;

export const bingoDetailSchema = named(
  'BingoDetail',
  bingoSummarySchema.extend({
    document: bingoDocumentSchema,
    /** Grows with every change of the document; hand it back when saving. */
    revision: z.number().int(),
    host: bingoHostSchema,
    /** SHA-256 of the seed in hex, published from the moment people may join. */
    commitment: z.string().nullable(),
    /** The seed in hex, once the game has ended. */
    seed: z.string().nullable(),
    page: publicPageLinkSchema,
  }),
);
export type BingoDetail = z.infer<typeof bingoDetailSchema>;

export const bingoPlayerSchema = named(
  'BingoPlayer',
  z.object({ contactId: uuidSchema, displayName: z.string().nullable(), joinedAt: timeSchema, cells: z.array(z.number().int()), missing: z.number().int(), marks: z.number().int() }),
);
export type BingoPlayer = z.infer<typeof bingoPlayerSchema>;

const bingoParams = botParams.extend({ gameId: uuidSchema });
const bingoBody = z.object({ name: nameSchema, document: bingoDocumentSchema });
const NOT_NOW = ['notFound', 'conflict'] as const;
const FIXED = [...NOT_NOW, 'rulesFixed'] as const;
const game = { tag: 'bingo', params: bingoParams, response: bingoDetailSchema, errors: NOT_NOW, auth: 'person' } as const;

export const bingoRoutes = {
  listBingo: defineRoute({
    method: 'GET', path: '/bots/:botId/bingo', tag: 'bingo', params: botParams, response: listOf(bingoSummarySchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Bingo games of a bot, newest first.',
  }),
  createBingo: defineRoute({
    method: 'POST', path: '/bots/:botId/bingo', tag: 'bingo', params: botParams, body: bingoBody, response: bingoDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Make a game. It is a draft until people may join.',
  }),
  getBingo: defineRoute({ ...game, method: 'GET', path: '/bots/:botId/bingo/:gameId', errors: ['notFound'], permission: 'bot.read', summary: 'One game as its host sees it.' }),
  streamBingo: defineRoute({
    method: 'GET', path: '/bots/:botId/bingo/:gameId/stream', tag: 'bingo', params: bingoParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'bot.read', produces: 'text/event-stream',
    summary: 'Server-sent events: `page` with the `BingoDetail` of the moment (without its `page`), at once and after every change.',
  }),
  saveBingo: defineRoute({
    ...game, method: 'PUT', path: '/bots/:botId/bingo/:gameId', body: bingoBody.extend({ revision: z.number().int() }), errors: FIXED, permission: 'game.edit',
    summary: 'Change a draft. Once people may join only the name, and whether winners are named, can change: copy the game for anything else.',
  }),
  copyBingo: defineRoute({ ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/copy', body: z.object({ name: nameSchema }), status: 201, permission: 'game.edit', summary: 'A new draft with the same rules, without players.' }),
  deleteBingo: defineRoute({ ...game, method: 'DELETE', path: '/bots/:botId/bingo/:gameId', response: null, permission: 'game.edit', summary: 'Delete a draft, or a game that has ended, with all that belongs to it.' }),
  openBingo: defineRoute({ ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/open', permission: 'game.host', summary: 'Let people join; the hash of the seed is published. A game that is open already stays as it is.' }),
  startBingo: defineRoute({ ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/start', permission: 'game.host', summary: 'Begin the (next) round. A round that has begun goes on as it is.' }),
  callBingo: defineRoute({
    ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/calls', permission: 'game.host',
    body: z.object({
      /** The item; absent: by chance, in the order the seed fixed. */
      item: z.number().int().min(0).max(BINGO.maxItems).optional(),
      /** How many calls of this round the host has seen; a second click of an impatient finger calls nothing. */
      after: z.number().int().min(0),
    }),
    summary: 'Call the next item.',
  }),
  undoBingoCall: defineRoute({ ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/undo', body: z.object({ after: z.number().int().min(1) }), permission: 'game.host', summary: 'Take the last call back, as long as nobody has won with it.' }),
  endBingo: defineRoute({ ...game, method: 'POST', path: '/bots/:botId/bingo/:gameId/end', permission: 'game.host', summary: 'End the game; the seed is published. A game that has ended stays as it is.' }),
  listBingoPlayers: defineRoute({
    method: 'GET', path: '/bots/:botId/bingo/:gameId/players', tag: 'bingo', params: bingoParams, query: pageQuery, response: pageOf(bingoPlayerSchema), errors: ['notFound'], auth: 'person', permission: 'people.read',
    summary: 'Players in the order they joined, with their cards of this round.',
  }),
  addBingoPlayers: defineRoute({
    method: 'POST', path: '/bots/:botId/bingo/:gameId/players', tag: 'bingo', params: bingoParams, body: z.object({ contactIds: z.array(uuidSchema).min(1).max(500) }), response: z.object({ joined: z.number().int() }), errors: NOT_NOW, auth: 'person', permission: 'game.host',
    summary: 'Let people join whom the host names; those who play already are left as they are.',
  }),
  exportBingo: defineRoute({
    method: 'GET', path: '/bots/:botId/bingo/:gameId/export', tag: 'bingo', params: bingoParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'people.export', produces: 'text/csv',
    summary: 'Winners as a table.',
  }),
  setBingoPage: defineRoute({
    method: 'PUT', path: '/bots/:botId/bingo/:gameId/page', tag: 'bingo', params: bingoParams, body: z.object({ isOn: z.boolean(), joinText: z.string().trim().max(60).optional() }), response: publicPageLinkSchema, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Switch the public page (for a projector, and to check the game afterwards) on or off. Switched on again it has a new address.',
  }),
} as const;
