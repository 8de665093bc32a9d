import { z } from 'zod';
import { botParams, pageOf, pageQuery, timeSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/**
 * What waits for its time: a `timer` (a delay, a no-answer branch, a step of a series) of one person, a `schedule` of a flow, a `campaign`, a `feed` of
 * a topic; a `watch`, a segment that a flow waits for and that cannot be looked at; and `parked`, an event that failed each time and waits for a person.
 */
export const TIMER_KINDS = ['timer', 'schedule', 'campaign', 'feed', 'watch', 'parked'] as const;
export const timerKindSchema = z.enum(TIMER_KINDS);
export type TimerKind = z.infer<typeof timerKindSchema>;

/** `late`: due for more than a minute and not taken. `failed`: needs a look. */
export const TIMER_STATES = ['due', 'late', 'failed'] as const;
export const timerStateSchema = z.enum(TIMER_STATES);
export type TimerState = z.infer<typeof timerStateSchema>;

export const dueThingSchema = named(
  'DueThing',
  z.object({
    kind: timerKindSchema,
    /** Of its kind; goes into the path of ring and drop. */
    id: z.string(),
    state: timerStateSchema,
    dueAt: timeSchema,
    /** The flow, campaign or topic; empty when it is not there any more. */
    name: z.string(),
    /** Id of the flow, campaign or topic. */
    subjectId: z.string().nullable(),
    nodeId: z.string().nullable(),
    purpose: z.enum(['delay', 'noAnswer']).nullable(),
    /** It belongs to a series. */
    inSeries: z.boolean(),
    person: z.object({ contactId: z.string(), name: z.string().nullable() }).nullable(),
    /** Why it failed: an English sentence, and where there is one its code: of a feed, or `segmentUnusable`. */
    reason: z.string().nullable(),
    reasonCode: z.string().nullable(),
    canRing: z.boolean(),
    canDrop: z.boolean(),
  }),
);
export type DueThing = z.infer<typeof dueThingSchema>;

const count = z.number().int();
export const timerCountsSchema = named('TimerCounts', z.object({ /** Exact up to 10,000. */ due: count, late: count, failed: count, nextAt: timeSchema.nullable() }));
export type TimerCounts = z.infer<typeof timerCountsSchema>;

const thingParams = botParams.extend({ kind: timerKindSchema, id: z.string().min(1).max(200) });

export const timerRoutes = {
  listTimers: defineRoute({
    method: 'GET',
    path: '/bots/:botId/timers',
    summary: 'What is due, late or failed, the earliest first.',
    tag: 'timers',
    params: botParams,
    query: pageQuery.extend({ kind: timerKindSchema.optional(), state: timerStateSchema.optional() }),
    response: pageOf(dueThingSchema),
    errors: ['notFound', 'invalid'],
    auth: 'person',
    permission: 'people.read',
  }),
  countTimers: defineRoute({
    method: 'GET',
    path: '/bots/:botId/timer-counts',
    summary: 'How much is due, late and failed.',
    tag: 'timers',
    params: botParams,
    response: timerCountsSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  ringTimer: defineRoute({
    method: 'POST',
    path: '/bots/:botId/timers/:kind/:id/ring',
    summary: 'Let it happen now; of a parked event: try it again. Done twice it happens once.',
    tag: 'timers',
    params: thingParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'conversation.start',
  }),
  dropTimer: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/timers/:kind/:id',
    summary: 'Leave it out: the timer does not ring, a schedule leaves out its next time, a parked event is forgotten. Campaigns and feeds are stopped where they are made.',
    tag: 'timers',
    params: thingParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'conversation.start',
  }),
} as const;
