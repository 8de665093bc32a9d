import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call';

/** Names of everything kept in the query cache; narrower keys begin with wider ones. */
export const keys = {
  session: ['session'] as const,
  sessions: ['sessions'] as const,
  tokens: ['tokens'] as const,
  templates: ['templates'] as const,
  bots: ['bots'] as const,
  bot: (botId: string) => ['bots', botId] as const,
  channels: (botId: string) => ['bots', botId, 'channels'] as const,
  channelQuota: (botId: string, channelId: string) => ['bots', botId, 'channels', channelId, 'quota'] as const,
  channelCheck: (botId: string, channelId: string) => ['bots', botId, 'channels', channelId, 'check'] as const,
  flows: (botId: string) => ['bots', botId, 'flows'] as const,
  archivedFlows: (botId: string) => ['bots', botId, 'flows', 'archived'] as const,
  flow: (botId: string, flowId: string) => ['bots', botId, 'flows', flowId] as const,
  versions: (botId: string, flowId: string) => ['bots', botId, 'flows', flowId, 'versions'] as const,
  contacts: (botId: string, search: string) => ['bots', botId, 'contacts', 'list', search] as const,
  contact: (botId: string, contactId: string) => ['bots', botId, 'contacts', contactId] as const,
  groups: (botId: string) => ['bots', botId, 'groups', 'list'] as const,
  group: (botId: string, channelId: string, lineId: string) => ['bots', botId, 'groups', channelId, lineId] as const,
  turns: (botId: string, conversationId: string) => ['bots', botId, 'turns', conversationId] as const,
};

/** Who is signed in. */
export const sessionQuery = () => queryOptions({ queryKey: keys.session, queryFn: ({ signal }) => call('GET /session', {}, { signal }), staleTime: Infinity });
export const sessionsQuery = () => queryOptions({ queryKey: keys.sessions, queryFn: ({ signal }) => call('GET /sessions', {}, { signal }) });
export const tokensQuery = () => queryOptions({ queryKey: keys.tokens, queryFn: ({ signal }) => call('GET /tokens', {}, { signal }) });
export const templatesQuery = () => queryOptions({ queryKey: keys.templates, queryFn: ({ signal }) => call('GET /templates', {}, { signal }), staleTime: Infinity });
export const botsQuery = () => queryOptions({ queryKey: keys.bots, queryFn: ({ signal }) => call('GET /bots', {}, { signal }) });
export const botQuery = (botId: string) => queryOptions({ queryKey: keys.bot(botId), queryFn: ({ signal }) => call('GET /bots/:botId', { params: { botId } }, { signal }) });
export const channelsQuery = (botId: string) =>
  queryOptions({ queryKey: keys.channels(botId), queryFn: ({ signal }) => call('GET /bots/:botId/channels', { params: { botId } }, { signal }) });
export const channelQuotaQuery = (botId: string, channelId: string) =>
  queryOptions({
    queryKey: keys.channelQuota(botId, channelId),
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/quota', { params: { botId, channelId } }, { signal }),
  });
/** Asks LINE; kept for five minutes, because each look is three calls to LINE. */
export const channelCheckQuery = (botId: string, channelId: string) =>
  queryOptions({
    queryKey: keys.channelCheck(botId, channelId),
    queryFn: ({ signal }) => call('POST /bots/:botId/channels/:channelId/check', { params: { botId, channelId } }, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
export const flowsQuery = (botId: string) =>
  queryOptions({ queryKey: keys.flows(botId), queryFn: ({ signal }) => call('GET /bots/:botId/flows', { params: { botId } }, { signal }) });
/** The server answers only archived flows, or live ones and archived ones together; keep the archived. */
export const archivedFlowsQuery = (botId: string) =>
  queryOptions({
    queryKey: keys.archivedFlows(botId),
    queryFn: async ({ signal }) => {
      const { items } = await call('GET /bots/:botId/flows', { params: { botId }, query: { archived: 'true' } }, { signal });
      return { items: items.filter((flow) => flow.archivedAt !== null) };
    },
  });
export const flowQuery = (botId: string, flowId: string) =>
  queryOptions({ queryKey: keys.flow(botId, flowId), queryFn: ({ signal }) => call('GET /bots/:botId/flows/:flowId', { params: { botId, flowId } }, { signal }) });
export const versionsQuery = (botId: string, flowId: string) =>
  queryOptions({ queryKey: keys.versions(botId, flowId), queryFn: ({ signal }) => call('GET /bots/:botId/flows/:flowId/versions', { params: { botId, flowId } }, { signal }) });
export const contactsQuery = (botId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: keys.contacts(botId, search),
    queryFn: ({ pageParam, signal }) =>
      call('GET /bots/:botId/contacts', { params: { botId }, query: { search: search || undefined, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const contactQuery = (botId: string, contactId: string) =>
  queryOptions({ queryKey: keys.contact(botId, contactId), queryFn: ({ signal }) => call('GET /bots/:botId/contacts/:contactId', { params: { botId, contactId } }, { signal }) });
export const groupsQuery = (botId: string) =>
  queryOptions({ queryKey: keys.groups(botId), queryFn: ({ signal }) => call('GET /bots/:botId/groups', { params: { botId } }, { signal }) });
export const groupQuery = (botId: string, channelId: string, lineId: string) =>
  queryOptions({ queryKey: keys.group(botId, channelId, lineId), queryFn: ({ signal }) => call('GET /bots/:botId/groups/:channelId/:lineId', { params: { botId, channelId, lineId } }, { signal }) });
export const turnsQuery = (botId: string, conversationId: string) =>
  infiniteQueryOptions({
    queryKey: keys.turns(botId, conversationId),
    queryFn: ({ pageParam, signal }) =>
      call('GET /bots/:botId/conversations/:conversationId/turns', { params: { botId, conversationId }, query: { cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
