import { z } from 'zod';
import { botParams, listOf, timeSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** What has a time besides campaigns: schedules of live flows, planned issues of topics, games that open, end or draw their winners. */
export const PLANNED_KINDS = ['flow', 'topic', 'poll', 'bingo', 'draw'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];
/** What happens at that time. */
export const PLANNED_EVENTS = ['begins', 'sends', 'ends', 'draws'] as const;
export type PlannedEvent = (typeof PLANNED_EVENTS)[number];

export const plannedThingSchema = named(
  'PlannedThing',
  z.object({
    kind: z.enum(PLANNED_KINDS),
    /** Of the flow, topic or game. */
    id: z.string(),
    name: z.string(),
    event: z.enum(PLANNED_EVENTS),
    at: timeSchema,
  }),
);
export type PlannedThing = z.infer<typeof plannedThingSchema>;

export const calendarRoutes = {
  listPlanned: defineRoute({
    method: 'GET', path: '/bots/:botId/planned', tag: 'timers', params: botParams, query: z.object({ from: timeSchema, to: timeSchema }), response: listOf(plannedThingSchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'What is planned between two moments (at most 100 days) besides campaigns, the earliest first.',
  }),
} as const;
