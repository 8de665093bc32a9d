import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api/call';
import { keys } from '../api/queries';

const namesQuery = (botId: string) =>
  queryOptions({
    queryKey: [...keys.bot(botId), 'contactNames'],
    queryFn: async ({ signal }) => {
      const [fields, tags] = await Promise.all([call('GET /bots/:botId/fields', { params: { botId } }, { signal }), call('GET /bots/:botId/tags', { params: { botId } }, { signal })]);
      return { fields: fields.items.map(({ key, label }) => ({ key, label })), tags: tags.items.map(({ name }) => name) };
    },
    staleTime: 60_000,
  });

/** Names of the bot's contact fields and tags, for choosing; empty until they are known. */
export function useContactNames(botId: string): { fields: string[]; tags: string[] } {
  const { data } = useQuery(namesQuery(botId));
  return useMemo(() => ({ fields: data?.fields.map(({ key }) => key) ?? [], tags: data?.tags ?? [] }), [data]);
}
