import type { ContactFilter, ContactSort } from '@chatloom/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import { keys } from '../../api/queries';

/** Rows of one page of the list of people. */
const PAGE_ROWS = 100;

/** Names of everything about contacts in the query cache. */
export const contactKeys = {
  /** Everything that changes with any person: lists, counts, single people. */
  all: (botId: string) => ['bots', botId, 'contacts'] as const,
  rows: (botId: string) => ['bots', botId, 'contacts', 'rows'] as const,
  count: (botId: string) => ['bots', botId, 'contacts', 'count'] as const,
  changes: (botId: string, contactId: string) => [...keys.contact(botId, contactId), 'changes'] as const,
  views: (botId: string) => ['bots', botId, 'contactViews'] as const,
  tags: (botId: string) => ['bots', botId, 'tags'] as const,
  fields: (botId: string) => ['bots', botId, 'fields'] as const,
  sources: (botId: string) => ['bots', botId, 'friendSources'] as const,
  imports: (botId: string) => ['bots', botId, 'contactImports'] as const,
};

export const contactRowsQuery = (botId: string, filter: ContactFilter, sort: ContactSort) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.rows(botId), filter, sort],
    queryFn: ({ pageParam, signal }) => call('POST /bots/:botId/contacts/search', { params: { botId }, body: { ...filter, sort, limit: PAGE_ROWS, ...(pageParam !== null && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // While somebody types, the former list stands until the next one is there.
    placeholderData: keepPreviousData,
  });
export const contactCountQuery = (botId: string, filter: ContactFilter) =>
  queryOptions({
    queryKey: [...contactKeys.count(botId), filter],
    queryFn: ({ signal }) => call('POST /bots/:botId/contacts/count', { params: { botId }, body: filter }, { signal }),
    placeholderData: keepPreviousData,
  });
export const contactViewsQuery = (botId: string) =>
  queryOptions({ queryKey: contactKeys.views(botId), queryFn: ({ signal }) => call('GET /bots/:botId/contact-views', { params: { botId } }, { signal }) });
export const tagsQuery = (botId: string) => queryOptions({ queryKey: contactKeys.tags(botId), queryFn: ({ signal }) => call('GET /bots/:botId/tags', { params: { botId } }, { signal }) });
export const tagUseQuery = (botId: string, tag: string) =>
  queryOptions({ queryKey: [...contactKeys.tags(botId), tag, 'use'], queryFn: ({ signal }) => call('GET /bots/:botId/tags/:tag/use', { params: { botId, tag } }, { signal }), staleTime: 0 });
export const fieldsQuery = (botId: string) => queryOptions({ queryKey: contactKeys.fields(botId), queryFn: ({ signal }) => call('GET /bots/:botId/fields', { params: { botId } }, { signal }) });
export const fieldUseQuery = (botId: string, field: string) =>
  queryOptions({ queryKey: [...contactKeys.fields(botId), field, 'use'], queryFn: ({ signal }) => call('GET /bots/:botId/fields/:field/use', { params: { botId, field } }, { signal }), staleTime: 0 });
export const consentChangesQuery = (botId: string, contactId: string) =>
  infiniteQueryOptions({
    // Below the person, so that it is asked for again when the person changes.
    queryKey: [...keys.contact(botId, contactId), 'consentChanges'],
    queryFn: ({ pageParam, signal }) => call('GET /bots/:botId/contacts/:contactId/consent-changes', { params: { botId, contactId }, query: { limit: 20, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const fieldChangesQuery = (botId: string, contactId: string, field: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.changes(botId, contactId), field],
    queryFn: ({ pageParam, signal }) =>
      call('GET /bots/:botId/contacts/:contactId/field-changes', { params: { botId, contactId }, query: { field, limit: 20, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const contactFactsQuery = (botId: string, contactId: string) =>
  queryOptions({ queryKey: [...keys.contact(botId, contactId), 'facts'], queryFn: ({ signal }) => call('GET /bots/:botId/contacts/:contactId/facts', { params: { botId, contactId } }, { signal }) });
export const contactSegmentsQuery = (botId: string, contactId: string) =>
  queryOptions({ queryKey: [...keys.contact(botId, contactId), 'segments'], queryFn: ({ signal }) => call('GET /bots/:botId/contacts/:contactId/segments', { params: { botId, contactId } }, { signal }) });
/** What was said in both directions, newest first; a page is some turns with everything said meanwhile. */
export const contactMessagesQuery = (botId: string, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.contact(botId, contactId), 'messages'],
    queryFn: ({ pageParam, signal }) => call('GET /bots/:botId/contacts/:contactId/messages', { params: { botId, contactId }, query: { cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const turnQuery = (botId: string, conversationId: string, turnId: string) =>
  queryOptions({
    queryKey: [...keys.turns(botId, conversationId), turnId],
    queryFn: ({ signal }) => call('GET /bots/:botId/conversations/:conversationId/turns/:turnId', { params: { botId, conversationId, turnId } }, { signal }),
    staleTime: Infinity,
  });
