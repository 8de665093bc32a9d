import { z } from 'zod';
import { seriesSchema } from '@chatloom/flow';
import { botParams, listOf, uuidSchema } from './common';
import { flowStateSchema } from './flow';
import { named } from './named';
import { defineRoute } from './route';

const count = z.number().int();

/** A series: a flow that runs beside people's conversations. Its document is edited, published and deleted as any flow's. */
export const seriesSummarySchema = named(
  'Series',
  z.object({
    flowId: uuidSchema,
    name: z.string(),
    state: flowStateSchema,
    /** As the draft says. */
    settings: seriesSchema,
    /** Of the draft: types of the triggers, in the order of their ids. */
    triggers: z.array(z.string()),
    /** Different people, ever: came in, are in it now, came to its end, left before. */
    people: z.object({ entered: count, inside: count, finished: count, left: count }),
  }),
);
export type SeriesSummary = z.infer<typeof seriesSummarySchema>;

/** Numbers of one step, of all versions together. */
export const seriesStepSchema = z.object({
  nodeId: z.string(),
  type: z.string(),
  /** The designer's own name for it; empty when there is none. */
  title: z.string(),
  /** Different people who came to it, and how often in all. */
  reached: count,
  times: count,
  /** People who wait there now. */
  waiting: count,
  /** People whose series ended there, before its end. */
  left: count,
});
export const seriesNumbersSchema = named('SeriesNumbers', seriesSummarySchema.extend({ /** In the order people come to them. */ steps: z.array(seriesStepSchema) }));
export type SeriesNumbers = z.infer<typeof seriesNumbersSchema>;

export const seriesRoutes = {
  listSeries: defineRoute({
    method: 'GET',
    path: '/bots/:botId/series',
    summary: 'Series of the bot, each with its numbers. Drafts, versions and publishing are those of flows.',
    tag: 'series',
    params: botParams,
    response: listOf(seriesSummarySchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  getSeriesNumbers: defineRoute({
    method: 'GET',
    path: '/bots/:botId/series/:flowId',
    summary: 'One series with the numbers of each step.',
    tag: 'series',
    params: botParams.extend({ flowId: uuidSchema }),
    response: seriesNumbersSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
} as const;
