import { z } from 'zod';
import { timeSchema } from './common';
import { drawKindSchema, drawRefusalSchema, drawStateSchema } from './drawState';
import { named } from './named';

/** A prize as players see it. */
export const publicPrizeSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  imageUrl: z.string().nullable(),
  /** How many there were, and are; null unless the draw shows its stock. */
  stock: z.number().int().nullable(),
  left: z.number().int().nullable(),
});
export type PublicPrize = z.infer<typeof publicPrizeSchema>;

const shownToAll = {
  draw: drawKindSchema,
  title: z.string(),
  description: z.string(),
  /** Empty: there are none. */
  terms: z.string(),
  state: drawStateSchema,
  opensAt: timeSchema.nullable(),
  closesAt: timeSchema.nullable(),
  /** Of a raffle. */
  drawAt: timeSchema.nullable(),
  prizes: z.array(publicPrizeSchema),
  /** What everybody gets who wins nothing else; null: nothing. */
  losersPrize: z.object({ name: z.string(), description: z.string(), imageUrl: z.string().nullable() }).nullable(),
  /** SHA-256 of the seed in hex, from the moment it was started. */
  commitment: z.string().nullable(),
  /** Once it has ended. */
  seed: z.string().nullable(),
  botName: z.string(),
  /** Of the bot, BCP 47. */
  language: z.string(),
};

/** A draw as anybody with the link sees it. */
export const publicDrawSchema = z.object({
  kind: z.literal('draw'),
  ...shownToAll,
  /** People who took part. */
  people: z.number().int(),
  /** Latest first, at most 100; without names unless the draw shows them. A raffle: in the order they were drawn. */
  winners: z.array(z.object({ prizeId: z.string(), name: z.string().nullable() })),
  /** What the QR code holds: an address that opens the account in LINE. */
  joinUrl: z.string().nullable(),
});
export type PublicDraw = z.infer<typeof publicDrawSchema>;

/** What came of one try. */
export const drawOutcomeSchema = z.object({
  /** Which try of this person, from 1. */
  attempt: z.number().int(),
  /** Null: no prize but, where there is one, the losers' prize. A raffle that waits for its winners says null, too. */
  prizeId: z.string().nullable(),
  /** Of the prize; null where it has none. */
  code: z.string().nullable(),
  at: timeSchema,
});
export type DrawOutcome = z.infer<typeof drawOutcomeSchema>;

/**
 * A draw on the page of one person (`PersonalPages` of libs/games). Acts: `agree`; `try` with `me.nextAttempt`, which is one try however often it is sent; `enter` for a
 * raffle. The answer's `outcome` is `won`, `lost`, `entered`, `agreed` or a `DrawRefusal`, and what was won is in `me.outcomes`, decided before anything turns or is scratched.
 */
export const personalDrawSchema = z.object({
  kind: z.literal('draw'),
  ...shownToAll,
  /** The person's name in LINE. */
  displayName: z.string().nullable(),
  me: z.object({
    /** Names this person in the proof, and nowhere else; null before the first try. */
    ticket: z.string().nullable(),
    /** Always true where there are no terms. */
    agreed: z.boolean(),
    /** The number a try made now would have, from 1; hand it over with the act, so that a second tap is not a second try. */
    nextAttempt: z.number().int(),
    /** Tries left now; null: no limit. */
    triesLeft: z.number().int().nullable(),
    /** Why there is no try now; null: there is. */
    refusal: drawRefusalSchema.nullable(),
    /** Latest first, at most 50. */
    outcomes: z.array(drawOutcomeSchema),
  }),
});
export type PersonalDraw = z.infer<typeof personalDrawSchema>;

/** Everything one needs to draw again what chance said (`verifyDraw` of libs/fairplay), page by page. People are named by their tickets. */
export const publicDrawProofSchema = named(
  'DrawProof',
  z.object({
    seed: z.string(),
    commitment: z.string(),
    draw: drawKindSchema,
    chance: z.discriminatedUnion('by', [z.object({ by: z.literal('odds') }), z.object({ by: z.literal('tickets'), total: z.number().int() })]),
    prizes: z.array(z.object({ id: z.string(), stock: z.number().int(), odds: z.number().int() })),
    /** In the order of their tickets and attempts. */
    tries: z.array(
      z.object({
        ticket: z.string(),
        attempt: z.number().int(),
        /** The prize chance named, by odds; null: none. */
        lucky: z.string().nullable(),
        /** The ticket that was taken, from 0, where there is a fixed number of them. */
        place: z.number().int().nullable(),
        /** The prize that was given; null though `lucky` is not: it was spent, for this day or for good. */
        prizeId: z.string().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
);
export type PublicDrawProof = z.infer<typeof publicDrawProofSchema>;
