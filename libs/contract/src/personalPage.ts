import { z } from 'zod';
import { bingoPatternSchema } from './bingo';
import { bingoStateSchema } from './bingoState';
import { timeSchema } from './common';
import { named } from './named';
import { personalFacts } from './personalFacts';
import { personalDrawSchema, publicDrawProofSchema } from './publicDraw';
import { proofQuery } from './publicPage';
import { defineRoute } from './route';
import { shopPinSchema } from './shop';
import { personalStampCardSchema } from './stampCard';
import { personalVoucherSchema } from './voucher';

/** Of a personal page: who has it acts as that person (`PersonalLinks` of libs/games). */
export const personalTokenSchema = z.string().regex(/^1[a-z][A-Za-z0-9_-]{66}$/);

/** Called items of a round in order; `label` is what a caller says. */
const bingoCalls = z.array(z.object({ item: z.number().int(), label: z.string() }));

/** A player's own card of bingo. Acts: `mark` and `claim`; the answer's `outcome` is `marked`, `bingo`, `won` or why it was refused. */
export const personalBingoSchema = z.object({
  kind: z.literal('bingo'),
  title: z.string(),
  state: bingoStateSchema,
  round: z.number().int(),
  rounds: z.number().int(),
  rows: z.number().int(),
  columns: z.number().int(),
  /** Row by row, none before the first round; `item` is null for the free centre, and for blanks of a card of 90 balls. */
  cells: z.array(z.object({ item: z.number().int().nullable(), label: z.string(), imageUrl: z.string().nullable(), isMarked: z.boolean() })),
  /** `byEvent`: something the player does elsewhere marks their card. */
  marking: z.enum(['automatic', 'byPlayer', 'byEvent']),
  calls: bingoCalls,
  /** In the order they are played for. */
  prizes: z.array(z.object({ name: z.string(), pattern: bingoPatternSchema, winners: z.number().int(), given: z.number().int(), isPlayedFor: z.boolean() })),
  /** Bingo is there, and has to be said until then. */
  claimUntil: z.string().nullable(),
  /** What this player has won, latest first. */
  won: z.array(z.object({ prize: z.string(), round: z.number().int(), place: z.number().int() })),
  /** The card as it stands, as a PNG on this server; null before one is dealt. */
  pictureUrl: z.string().nullable(),
  /** The server's clock. */
  now: timeSchema,
  ...personalFacts,
});
export type PersonalBingo = z.infer<typeof personalBingoSchema>;

/** News for all players of a game (`streamPersonalPage`): with them a page follows the calls by itself. `given` is in the order of the prizes. */
export const bingoNewsSchema = z.object({
  state: bingoStateSchema,
  round: z.number().int(),
  calls: bingoCalls,
  nextCallAt: z.string().nullable(),
  prizes: z.array(z.object({ given: z.number().int(), isPlayedFor: z.boolean() })),
});
export type BingoNews = z.infer<typeof bingoNewsSchema>;

/** What a personal page shows, by the kind of game. New kinds add theirs here. */
export const personalPageSchema = named('PersonalPage', z.discriminatedUnion('kind', [personalBingoSchema, personalDrawSchema, personalVoucherSchema, personalStampCardSchema]));
export type PersonalPage = z.infer<typeof personalPageSchema>;

/** What somebody does on their page. */
export const personalActSchema = named(
  'PersonalAct',
  z.discriminatedUnion('do', [
    /** Of a draw: "I agree to the terms". */
    z.object({ do: z.literal('agree') }),
    /** Of a draw: the number of the try the page offered, from 1; asked for twice, it is one try with one outcome. */
    z.object({ do: z.literal('try'), attempt: z.number().int().min(1).max(1_000_000) }),
    /** Of a raffle: take part. */
    z.object({ do: z.literal('enter') }),
    /** Of a voucher: somebody of the shop takes it, on the person's phone. */
    z.object({ do: z.literal('redeem'), pin: shopPinSchema }),
    /** Of a stamp card: somebody of the shop gives a stamp, on the person's phone. `tapId` is made by the page each time a PIN is typed: sent twice, it is one stamp. */
    z.object({ do: z.literal('stamp'), pin: shopPinSchema, tapId: z.uuid() }),
    /** Of bingo: mark a number that was called. */
    z.object({ do: z.literal('mark'), item: z.number().int().min(0).max(999) }),
    /** Of bingo: "Bingo!" */
    z.object({ do: z.literal('claim') }),
  ]),
);
export type PersonalAct = z.infer<typeof personalActSchema>;

const params = z.object({ token: personalTokenSchema });

export const personalPageRoutes = {
  getPersonalPage: defineRoute({
    method: 'GET', path: '/public/mine/:token', tag: 'public pages', params, response: personalPageSchema, errors: ['notFound', 'throttled'], auth: 'public', permission: 'none',
    summary: 'What a person sees of a game on their own page. The signed token in its address is all one needs; looking changes nothing.',
  }),
  actOnPersonalPage: defineRoute({
    method: 'POST', path: '/public/mine/:token', tag: 'public pages', params, body: personalActSchema, response: z.object({ outcome: z.string(), page: personalPageSchema }),
    errors: ['notFound', 'throttled'], auth: 'public', permission: 'none',
    summary: 'Do something on one’s own page; answers with what came of it, and the page as it is then.',
  }),
  getPersonalDrawProof: defineRoute({
    method: 'GET', path: '/public/mine/:token/draw-proof', tag: 'public pages', params, query: proofQuery, response: publicDrawProofSchema, errors: ['notFound', 'throttled'], auth: 'public', permission: 'none',
    summary: 'The same proof as on the public page of the draw, for somebody who has only their own.',
  }),
  streamPersonalPage: defineRoute({
    method: 'GET', path: '/public/mine/:token/stream', tag: 'public pages', params, response: z.string(), errors: ['notFound', 'throttled'], auth: 'public', permission: 'none', produces: 'text/event-stream',
    summary: 'Server-sent events: `page` with what all players of the game may know, at once and after every change, the same for everybody. Where a game has no such news: 404.',
  }),
  getBingoCardPicture: defineRoute({
    method: 'GET', path: '/public/bingo-cards/:token', tag: 'public pages', params: z.object({ token: z.string().max(100) }), response: z.string(), errors: ['notFound', 'unavailable'], auth: 'public', permission: 'none', produces: 'image/png',
    summary: 'A card of bingo as a picture, as it stood when its address was made; it never changes.',
  }),
} as const;
