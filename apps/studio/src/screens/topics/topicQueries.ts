import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';

/** Names of what the screens of topics keep in the query cache. */
export const topicKeys = {
  all: (botId: string) => [...keys.bot(botId), 'topics'] as const,
  issues: (botId: string, topicId: string) => [...keys.bot(botId), 'topics', topicId, 'issues'] as const,
};
export type Topic = RouteOutput<'GET /bots/:botId/topics'>['items'][number];
export type TopicIssue = RouteOutput<'GET /bots/:botId/topics/:topicId/issues'>['items'][number];

export const topicsQuery = (botId: string) => queryOptions({ queryKey: topicKeys.all(botId), queryFn: ({ signal }) => call('GET /bots/:botId/topics', { params: { botId } }, { signal }) });
export const topicIssuesQuery = (botId: string, topicId: string) =>
  queryOptions({ queryKey: topicKeys.issues(botId, topicId), queryFn: ({ signal }) => call('GET /bots/:botId/topics/:topicId/issues', { params: { botId, topicId }, query: { limit: 50 } }, { signal }) });
