import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';

/** Names of what the screens of games keep in the query cache. */
export const gameKeys = {
  polls: (botId: string) => [...keys.bot(botId), 'polls'] as const,
  poll: (botId: string, pollId: string) => [...keys.bot(botId), 'polls', pollId] as const,
  bingo: (botId: string) => [...keys.bot(botId), 'bingo'] as const,
  bingoGame: (botId: string, gameId: string) => [...keys.bot(botId), 'bingo', gameId] as const,
  votes: (botId: string, pollId: string) => [...keys.bot(botId), 'polls', pollId, 'votes'] as const,
};

export type PollSummary = RouteOutput<'GET /bots/:botId/polls'>['items'][number];
export type PollDetail = RouteOutput<'GET /bots/:botId/polls/:pollId'>;
export type PollDocument = PollDetail['document'];

export const pollsQuery = (botId: string) => queryOptions({ queryKey: gameKeys.polls(botId), queryFn: ({ signal }) => call('GET /bots/:botId/polls', { params: { botId } }, { signal }) });
export const pollQuery = (botId: string, pollId: string) =>
  queryOptions({ queryKey: gameKeys.poll(botId, pollId), queryFn: ({ signal }) => call('GET /bots/:botId/polls/:pollId', { params: { botId, pollId } }, { signal }) });
export const pollVotesQuery = (botId: string, pollId: string) =>
  queryOptions({ queryKey: gameKeys.votes(botId, pollId), queryFn: ({ signal }) => call('GET /bots/:botId/polls/:pollId/votes', { params: { botId, pollId }, query: { limit: 100 } }, { signal }) });

export type BingoSummary = RouteOutput<'GET /bots/:botId/bingo'>['items'][number];
export type BingoDetail = RouteOutput<'GET /bots/:botId/bingo/:gameId'>;
export type BingoDocument = BingoDetail['document'];

export const bingoGamesQuery = (botId: string) => queryOptions({ queryKey: gameKeys.bingo(botId), queryFn: ({ signal }) => call('GET /bots/:botId/bingo', { params: { botId } }, { signal }) });
export const bingoGameQuery = (botId: string, gameId: string) =>
  queryOptions({ queryKey: gameKeys.bingoGame(botId, gameId), queryFn: ({ signal }) => call('GET /bots/:botId/bingo/:gameId', { params: { botId, gameId } }, { signal }) });
