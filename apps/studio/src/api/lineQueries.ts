import { queryOptions } from '@tanstack/react-query';
import { call } from './call';

const base = (botId: string, channelId: string) => ['bots', botId, 'line', channelId] as const;
/** Names of what LINE tells about an account. */
export const lineKeys = {
  audiences: (botId: string, channelId: string) => [...base(botId, channelId), 'audiences'] as const,
  coupons: (botId: string, channelId: string) => [...base(botId, channelId), 'coupons'] as const,
  followerImport: (botId: string, channelId: string) => [...base(botId, channelId), 'followerImport'] as const,
};
/** The server keeps LINE's statistics for an hour, so there is no reason to ask more often. */
const KEPT = { staleTime: 30 * 60_000, refetchOnWindowFocus: false } as const;

export const insightDaysQuery = (botId: string, channelId: string, count: number) =>
  queryOptions({
    ...KEPT,
    queryKey: [...base(botId, channelId), 'days', count],
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/insight/days', { params: { botId, channelId }, query: { count } }, { signal }),
  });
export const demographicsQuery = (botId: string, channelId: string) =>
  queryOptions({
    ...KEPT,
    queryKey: [...base(botId, channelId), 'demographics'],
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/insight/demographics', { params: { botId, channelId } }, { signal }),
  });
export const unitsQuery = (botId: string, channelId: string) =>
  queryOptions({
    ...KEPT,
    queryKey: [...base(botId, channelId), 'units'],
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/insight/units', { params: { botId, channelId } }, { signal }),
  });
export const unitEventsQuery = (botId: string, channelId: string, unit: string, period: { from: string; to: string }) =>
  queryOptions({
    ...KEPT,
    queryKey: [...base(botId, channelId), 'units', unit, period],
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/insight/units/:unit', { params: { botId, channelId, unit }, query: period }, { signal }),
  });
export const audiencesQuery = (botId: string, channelId: string) =>
  queryOptions({
    queryKey: lineKeys.audiences(botId, channelId),
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/audiences', { params: { botId, channelId } }, { signal }),
  });
export const couponsQuery = (botId: string, channelId: string) =>
  queryOptions({ queryKey: lineKeys.coupons(botId, channelId), queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/coupons', { params: { botId, channelId } }, { signal }) });
export const followerImportQuery = (botId: string, channelId: string) =>
  queryOptions({
    queryKey: lineKeys.followerImport(botId, channelId),
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/follower-import', { params: { botId, channelId } }, { signal }),
  });
