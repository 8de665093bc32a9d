import type { Segment } from '@chatloom/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';

/** Names of everything about segments in the query cache. */
export const segmentKeys = {
  all: (botId: string) => ['bots', botId, 'segments'] as const,
  list: (botId: string) => ['bots', botId, 'segments', 'list'] as const,
  one: (botId: string, segmentId: string) => ['bots', botId, 'segments', segmentId] as const,
};
/** Counts and people change by themselves; what was counted a minute ago is still worth showing in a list. */
const COUNT_STANDS_MS = 60_000;

export const segmentsQuery = (botId: string) => queryOptions({ queryKey: segmentKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/segments', { params: { botId } }, { signal }) });
export const segmentQuery = (botId: string, segmentId: string) =>
  queryOptions({ queryKey: segmentKeys.one(botId, segmentId), queryFn: ({ signal }) => call('GET /bots/:botId/segments/:segmentId', { params: { botId, segmentId } }, { signal }) });
export const segmentUsesQuery = (botId: string, segmentId: string) =>
  queryOptions({
    queryKey: [...segmentKeys.one(botId, segmentId), 'uses'],
    queryFn: ({ signal }) => call('GET /bots/:botId/segments/:segmentId/uses', { params: { botId, segmentId } }, { signal }),
    staleTime: 0,
  });
export const segmentFactsQuery = (botId: string) =>
  queryOptions({ queryKey: [...segmentKeys.all(botId), 'facts'], queryFn: ({ signal }) => call('GET /bots/:botId/segment-facts', { params: { botId } }, { signal }) });
/** A call that nobody waits for any more is given up, here and at the server. */
export const segmentCountQuery = (botId: string, definition: Segment) =>
  queryOptions({
    queryKey: [...segmentKeys.all(botId), 'count', definition],
    queryFn: ({ signal }) => call('POST /bots/:botId/segment-count', { params: { botId }, body: { definition } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: COUNT_STANDS_MS,
  });
/** The same for a saved one as it stands now. */
export const segmentChoiceCountQuery = (botId: string, segmentId: string) =>
  queryOptions({
    queryKey: [...segmentKeys.one(botId, segmentId), 'count'],
    queryFn: ({ signal }) => call('POST /bots/:botId/segment-count', { params: { botId }, body: { segmentId } }, { signal }),
    staleTime: COUNT_STANDS_MS,
  });
export const segmentPeopleQuery = (botId: string, definition: Segment) =>
  infiniteQueryOptions({
    queryKey: [...segmentKeys.all(botId), 'people', definition],
    queryFn: ({ pageParam, signal }) => call('POST /bots/:botId/segment-people', { params: { botId }, body: { segment: { definition }, ...(pageParam !== null && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
export const segmentExplanationQuery = (botId: string, definition: Segment, contactId: string) =>
  queryOptions({
    queryKey: [...segmentKeys.all(botId), 'why', definition, contactId],
    queryFn: ({ signal }) => call('POST /bots/:botId/segment-explanation', { params: { botId }, body: { segment: { definition }, contactId } }, { signal }),
    placeholderData: keepPreviousData,
  });
