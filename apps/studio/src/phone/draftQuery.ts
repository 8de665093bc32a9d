import { queryOptions } from '@tanstack/react-query';
import { call } from '../api';

/**
 * The saved draft of a flow, as the phone's conversation runs it. Kept apart from the editor's copy of the flow, so that
 * reading it again after each turn never touches what is being edited.
 */
export const draftQuery = (botId: string, flowId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'phone', 'drafts', flowId],
    queryFn: async ({ signal }) => (await call('GET /bots/:botId/flows/:flowId', { params: { botId, flowId } }, { signal })).document,
    // A flow that is gone only means that its steps are shown by their ids.
    retry: false,
  });
