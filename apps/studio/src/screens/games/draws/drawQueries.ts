import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../../api/call';
import { keys } from '../../../api/queries';

/** Names of what the screens of draws keep in the query cache. */
export const drawKeys = {
  list: (botId: string) => [...keys.bot(botId), 'draws'] as const,
  one: (botId: string, drawId: string) => [...keys.bot(botId), 'draws', drawId] as const,
  tries: (botId: string, drawId: string, only: string, given: number) => [...keys.bot(botId), 'draws', drawId, 'tries', only, given] as const,
};

export type DrawSummary = RouteOutput<'GET /bots/:botId/draws'>['items'][number];
export type DrawDetail = RouteOutput<'GET /bots/:botId/draws/:drawId'>;
export type DrawDocument = DrawDetail['document'];
export type DrawPrize = DrawDocument['prizes'][number];

export const drawsQuery = (botId: string) => queryOptions({ queryKey: drawKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/draws', { params: { botId } }, { signal }) });
export const drawQuery = (botId: string, drawId: string) =>
  queryOptions({ queryKey: drawKeys.one(botId, drawId), queryFn: ({ signal }) => call('GET /bots/:botId/draws/:drawId', { params: { botId, drawId } }, { signal }) });
