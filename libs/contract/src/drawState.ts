import { z } from 'zod';

/** `instant`: the answer in the chat. `scratch` and `wheel`: shown on a page of the person's own. `raffle`: people enter, winners are drawn at one time. */
export const DRAW_KINDS = ['instant', 'scratch', 'wheel', 'raffle'] as const;
export const drawKindSchema = z.enum(DRAW_KINDS);
export type DrawKind = z.infer<typeof drawKindSchema>;

/** `scheduled`: opens by itself at `opensAt`. `closed`: takes no more tries; a raffle waits for its winners. `ended`: nothing more happens, the seed is public. */
export const DRAW_STATES = ['draft', 'scheduled', 'open', 'closed', 'ended'] as const;
export const drawStateSchema = z.enum(DRAW_STATES);
export type DrawState = z.infer<typeof drawStateSchema>;

/**
 * Why somebody cannot try now. `limit`: all tries are used, or enough was won. `limitToday`: again tomorrow. `soldOut`: nothing is left.
 * `already`: in the raffle already. `terms`: they have to be agreed to first.
 */
export const DRAW_REFUSALS = ['notOpen', 'closed', 'notAllowed', 'terms', 'limit', 'limitToday', 'soldOut', 'already'] as const;
export const drawRefusalSchema = z.enum(DRAW_REFUSALS);
export type DrawRefusal = z.infer<typeof drawRefusalSchema>;
