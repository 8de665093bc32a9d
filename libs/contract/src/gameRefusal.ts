import { z } from 'zod';
import { botParams, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/**
 * What can be wrong with something somebody wanted of a game. `forged`: the button was changed, made up, or carried over from another chat.
 * `noSuchGame`: it has been deleted, or belongs to another bot. `closed`, `notOpen`: too late, too early. `startedTwice`: it
 * had begun already. `rulesFixed`: a change of rules people play by.
 */
export const GAME_REFUSALS = ['forged', 'noSuchGame', 'closed', 'notOpen', 'startedTwice', 'rulesFixed'] as const;
export type GameRefusalReason = (typeof GAME_REFUSALS)[number];

export const gameRefusalSchema = named(
  'GameRefusal',
  z.object({
    id: uuidSchema,
    at: timeSchema,
    why: z.enum(GAME_REFUSALS),
    /** Who wanted it: somebody who plays, or somebody of the team. */
    by: z.enum(['player', 'team']),
    /** Of a player; null where LINE did not say who it was. */
    contactId: uuidSchema.nullable(),
    /** Of the player or the member of the team, where it is still known. */
    displayName: z.string().nullable(),
  }),
);
export type GameRefusal = z.infer<typeof gameRefusalSchema>;

export const gameRefusalRoutes = {
  listGameRefusals: defineRoute({
    method: 'GET', path: '/bots/:botId/games/:gameId/refusals', tag: 'games', params: botParams.extend({ gameId: uuidSchema }), query: pageQuery, response: pageOf(gameRefusalSchema), errors: ['notFound'], auth: 'person', permission: 'people.read',
    summary: 'What was refused in a game because something was wrong with it, latest first. The same person and reason stand there once a minute at most.',
  }),
} as const;
