import { z } from 'zod';
import { named } from './named';
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

/** What a public page shows, by the kind of game. New kinds of games add theirs here. */
export const publicPageSchema = named('PublicPage', z.discriminatedUnion('kind', [publicPollSchema]));
export type PublicPage = z.infer<typeof publicPageSchema>;

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
} as const;
