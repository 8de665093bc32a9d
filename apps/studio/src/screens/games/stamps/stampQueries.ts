import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../../api/call';
import { keys } from '../../../api/queries';

/** Names of what the screens of stamp cards keep in the query cache. */
export const stampKeys = {
  list: (botId: string) => [...keys.bot(botId), 'stampCards'] as const,
  one: (botId: string, cardId: string) => [...keys.bot(botId), 'stampCards', cardId] as const,
  people: (botId: string, cardId: string) => [...keys.bot(botId), 'stampCards', cardId, 'people'] as const,
  code: (botId: string, cardId: string, placeId: string) => [...keys.bot(botId), 'stampCards', cardId, 'code', placeId] as const,
};

export type StampCardSummary = RouteOutput<'GET /bots/:botId/stamp-cards'>['items'][number];
export type StampCardDetail = RouteOutput<'GET /bots/:botId/stamp-cards/:cardId'>;
export type StampCardDocument = StampCardDetail['document'];
export type StampPlace = StampCardDetail['places'][number];

export const stampCardsQuery = (botId: string) => queryOptions({ queryKey: stampKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/stamp-cards', { params: { botId } }, { signal }) });
export const stampCardQuery = (botId: string, cardId: string) =>
  queryOptions({ queryKey: stampKeys.one(botId, cardId), queryFn: ({ signal }) => call('GET /bots/:botId/stamp-cards/:cardId', { params: { botId, cardId } }, { signal }) });
export const placeCodeQuery = (botId: string, cardId: string, placeId: string) =>
  queryOptions({ queryKey: stampKeys.code(botId, cardId, placeId), queryFn: ({ signal }) => call('GET /bots/:botId/stamp-cards/:cardId/places/:placeId/code', { params: { botId, cardId, placeId } }, { signal }) });
