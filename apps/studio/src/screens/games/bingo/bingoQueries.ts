import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../../api/call';
import { keys } from '../../../api/queries';

/** Names of what the screens of bingo keep in the query cache. */
export const bingoKeys = {
  list: (botId: string) => [...keys.bot(botId), 'bingo'] as const,
  one: (botId: string, gameId: string) => [...keys.bot(botId), 'bingo', gameId] as const,
  /** As they stood after so many calls. */
  players: (botId: string, gameId: string, players: number, round: number, calls: number) => [...keys.bot(botId), 'bingo', gameId, 'players', players, round, calls] as const,
};

export type BingoSummary = RouteOutput<'GET /bots/:botId/bingo'>['items'][number];
export type BingoDetail = RouteOutput<'GET /bots/:botId/bingo/:gameId'>;
export type BingoDocument = BingoDetail['document'];

export const bingoGamesQuery = (botId: string) => queryOptions({ queryKey: bingoKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/bingo', { params: { botId } }, { signal }) });
export const bingoGameQuery = (botId: string, gameId: string) =>
  queryOptions({ queryKey: bingoKeys.one(botId, gameId), queryFn: ({ signal }) => call('GET /bots/:botId/bingo/:gameId', { params: { botId, gameId } }, { signal }) });
