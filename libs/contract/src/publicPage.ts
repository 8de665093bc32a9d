import { z } from 'zod';
import { bingoStateSchema } from './bingoState';
import { jsonObjectSchema } from './common';
import { named } from './named';
import { publicDrawProofSchema, publicDrawSchema } from './publicDraw';
import { defineRoute } from './route';

/** Of a public page: 22 letters, digits, `_` and `-` (128 random bits). Who knows it may look; it cannot be guessed. */
export const pageCodeSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** The public page of a game as its makers see it. */
export const publicPageLinkSchema = named(
  'PublicPageLink',
  z.object({
    /** Null while it is switched off. */
    url: z.string().nullable(),
    /** What its QR code lets people send to the account; empty: the code adds the account as a friend. */
    joinText: z.string(),
  }),
);
export type PublicPageLink = z.infer<typeof publicPageLinkSchema>;

const textSchema = z.union([z.string(), z.record(z.string(), z.string())]);

/** A poll as anybody with the link sees it. */
export const publicPollSchema = z.object({
  kind: z.literal('poll'),
  question: textSchema,
  voting: z.enum(['single', 'multiple', 'ranked', 'yesNo', 'dates', 'scale']),
  state: z.enum(['draft', 'scheduled', 'open', 'closing', 'closed']),
  closesAt: z.string().nullable(),
  /** Null while results are shown only after the poll has closed. */
  choices: z.array(
    z.object({ id: z.string(), label: textSchema, imageUrl: z.string().nullable(), votes: z.number().nullable(), points: z.number().nullable(), leads: z.boolean() }),
  ),
  voters: z.number().int(),
  average: z.number().nullable(),
  /** What the QR code holds: an address that opens the account in LINE. Null for an account that LINE does not know. */
  joinUrl: z.string().nullable(),
  botName: z.string(),
  language: z.string(),
});
export type PublicPoll = z.infer<typeof publicPollSchema>;

/** A game of bingo as the hall sees it. */
export const publicBingoSchema = z.object({
  kind: z.literal('bingo'),
  title: z.string(),
  state: bingoStateSchema,
  round: z.number().int(),
  rounds: z.number().int(),
  players: z.number().int(),
  /** What can be called, in the order of the board. */
  items: z.array(z.string()),
  /** Of this round, in order; `label` is what a caller says. */
  calls: z.array(z.object({ item: z.number().int(), label: z.string() })),
  nextCallAt: z.string().nullable(),
  prizes: z.array(z.object({ name: z.string(), winners: z.number().int(), given: z.number().int(), isPlayedFor: z.boolean() })),
  /** People who miss one cell. */
  reaching: z.number().int(),
  /** Of this round, latest first; without names unless the host shows them. */
  winners: z.array(z.object({ prize: z.string(), place: z.number().int(), name: z.string().nullable() })),
  commitment: z.string().nullable(),
  /** Once the game has ended. */
  seed: z.string().nullable(),
  joinUrl: z.string().nullable(),
  botName: z.string(),
  language: z.string(),
});
export type PublicBingo = z.infer<typeof publicBingoSchema>;

/** Everything one needs to play a game of bingo again: `BingoProof` of libs/fairplay, whose types say what the parts mean. Players are named by ids that mean nothing elsewhere. */
export const publicBingoProofSchema = named(
  'BingoProof',
  z.object({ seed: z.string(), commitment: z.string(), rules: jsonObjectSchema, rounds: z.array(z.array(jsonObjectSchema)) }),
);
export type PublicBingoProof = z.infer<typeof publicBingoProofSchema>;

/** What a public page shows, by the kind of game. New kinds of games add theirs here. */
export const publicPageSchema = named('PublicPage', z.discriminatedUnion('kind', [publicPollSchema, publicBingoSchema, publicDrawSchema]));
export type PublicPage = z.infer<typeof publicPageSchema>;

/** `cursor`: `nextCursor` of the part before. */
export const proofQuery = z.object({ cursor: z.string().max(60).optional() });

const pageParams = z.object({ code: pageCodeSchema });

export const publicPageRoutes = {
  getPublicPage: defineRoute({
    method: 'GET', path: '/public/pages/:code', tag: 'public pages', params: pageParams, response: publicPageSchema, errors: ['notFound'], auth: 'public', permission: 'none',
    summary: 'What a public page shows now. The code in its address is all one needs.',
  }),
  streamPublicPage: defineRoute({
    method: 'GET', path: '/public/pages/:code/stream', tag: 'public pages', params: pageParams, response: z.string(), errors: ['notFound'], auth: 'public', permission: 'none', produces: 'text/event-stream',
    summary: 'Server-sent events: `page` with what the page shows, at once and after every change, at most about once a second.',
  }),
  getBingoProof: defineRoute({
    method: 'GET', path: '/public/pages/:code/proof', tag: 'public pages', params: pageParams, response: publicBingoProofSchema, errors: ['notFound'], auth: 'public', permission: 'none',
    summary: 'Of a game of bingo that has ended: seed, rules and everything that happened, so that anybody can check it.',
  }),
  getDrawProof: defineRoute({
    method: 'GET', path: '/public/pages/:code/draw-proof', tag: 'public pages', params: pageParams, query: proofQuery, response: publicDrawProofSchema, errors: ['notFound'], auth: 'public', permission: 'none',
    summary: 'Of a draw that has ended: seed, prizes and every try, some thousand at a time, so that anybody can draw it again.',
  }),
} as const;
