import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import { contactKeys } from './contactQueries';

export const sourcesQuery = (botId: string) =>
  queryOptions({ queryKey: contactKeys.sources(botId), queryFn: ({ signal }) => call('GET /bots/:botId/friend-sources', { params: { botId } }, { signal }) });
