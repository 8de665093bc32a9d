import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../../api/call';
import { keys } from '../../../api/queries';

/** Names of what the screens of votes keep in the query cache. */
export const pollKeys = {
  list: (botId: string) => [...keys.bot(botId), 'polls'] as const,
  one: (botId: string, pollId: string) => [...keys.bot(botId), 'polls', pollId] as const,
  votes: (botId: string, pollId: string) => [...keys.bot(botId), 'polls', pollId, 'votes'] as const,
};

export type PollSummary = RouteOutput<'GET /bots/:botId/polls'>['items'][number];
export type PollDetail = RouteOutput<'GET /bots/:botId/polls/:pollId'>;
export type PollDocument = PollDetail['document'];

export const pollsQuery = (botId: string) => queryOptions({ queryKey: pollKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/polls', { params: { botId } }, { signal }) });
export const pollQuery = (botId: string, pollId: string) =>
  queryOptions({ queryKey: pollKeys.one(botId, pollId), queryFn: ({ signal }) => call('GET /bots/:botId/polls/:pollId', { params: { botId, pollId } }, { signal }) });
export const pollVotesQuery = (botId: string, pollId: string) =>
  queryOptions({ queryKey: pollKeys.votes(botId, pollId), queryFn: ({ signal }) => call('GET /bots/:botId/polls/:pollId/votes', { params: { botId, pollId }, query: { limit: 100 } }, { signal }) });
