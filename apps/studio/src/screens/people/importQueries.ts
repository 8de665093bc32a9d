import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import { contactKeys } from './contactQueries';

export const importsQuery = (botId: string) =>
  queryOptions({ queryKey: contactKeys.imports(botId), queryFn: ({ signal }) => call('GET /bots/:botId/contact-imports', { params: { botId } }, { signal }) });
export const importQuery = (botId: string, importId: string) =>
  queryOptions({ queryKey: [...contactKeys.imports(botId), importId], queryFn: ({ signal }) => call('GET /bots/:botId/contact-imports/:importId', { params: { botId, importId } }, { signal }) });
export const importFaultsQuery = (botId: string, importId: string) =>
  queryOptions({
    queryKey: [...contactKeys.imports(botId), importId, 'faults'],
    queryFn: ({ signal }) => call('GET /bots/:botId/contact-imports/:importId/faults', { params: { botId, importId } }, { signal }),
  });
