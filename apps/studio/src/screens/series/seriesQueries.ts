import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';

/** Names of what the screens of series keep in the query cache. */
export const seriesKeys = {
  all: (botId: string) => [...keys.bot(botId), 'series'] as const,
  one: (botId: string, flowId: string) => [...keys.bot(botId), 'series', flowId] as const,
};
export type Series = RouteOutput<'GET /bots/:botId/series'>['items'][number];

export const seriesListQuery = (botId: string) => queryOptions({ queryKey: seriesKeys.all(botId), queryFn: ({ signal }) => call('GET /bots/:botId/series', { params: { botId } }, { signal }), refetchInterval: 10_000 });
export const seriesQuery = (botId: string, flowId: string) =>
  queryOptions({ queryKey: seriesKeys.one(botId, flowId), queryFn: ({ signal }) => call('GET /bots/:botId/series/:flowId', { params: { botId, flowId } }, { signal }), refetchInterval: 5_000 });
