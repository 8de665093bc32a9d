import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type RouteInput, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';

export type CampaignSummary = RouteOutput<'GET /bots/:botId/campaigns'>['items'][number];
export type CampaignDetail = RouteOutput<'GET /bots/:botId/campaigns/:campaignId'>;
export type CampaignDesign = CampaignDetail['design'];
export type CampaignProblem = CampaignDetail['problems'][number];
export type CampaignState = CampaignSummary['state'];
export type CampaignRun = CampaignDetail['runs'][number];
export type CampaignCounts = CampaignRun['counts'];
export type CampaignPrice = RouteOutput<'POST /bots/:botId/campaigns/:campaignId/price'>;
export type CampaignProgress = RouteOutput<'GET /bots/:botId/campaigns/:campaignId/progress'>;
export type CampaignReport = RouteOutput<'GET /bots/:botId/campaigns/:campaignId/report'>;
export type CampaignRecipient = RouteOutput<'GET /bots/:botId/campaigns/:campaignId/recipients'>['items'][number];
export type CalendarEntry = RouteOutput<'GET /bots/:botId/campaign-calendar'>['items'][number];
export type PlannedThing = RouteOutput<'GET /bots/:botId/planned'>['items'][number];
/** A line of the calendar: a campaign, or something else that has its time. */
export type CalendarLine = { at: string } & ({ send: CalendarEntry; planned?: undefined } | { send?: undefined; planned: PlannedThing });
type RecipientFilter = Pick<NonNullable<RouteInput<'GET /bots/:botId/campaigns/:campaignId/recipients'>['query']>, 'runId' | 'state' | 'variant' | 'search'>;

/** Names of what the screens of campaigns keep in the query cache. */
export const campaignKeys = {
  all: (botId: string) => [...keys.bot(botId), 'campaigns'] as const,
  list: (botId: string, search: string, state: string) => [...campaignKeys.all(botId), 'list', search, state] as const,
  calendar: (botId: string, from: string, to: string) => [...campaignKeys.all(botId), 'calendar', from, to] as const,
  planned: (botId: string, from: string, to: string) => [...campaignKeys.all(botId), 'planned', from, to] as const,
  one: (botId: string, campaignId: string) => [...campaignKeys.all(botId), 'one', campaignId] as const,
  progress: (botId: string, campaignId: string) => [...campaignKeys.one(botId, campaignId), 'progress'] as const,
  price: (botId: string, campaignId: string, revision: number) => [...campaignKeys.one(botId, campaignId), 'price', revision] as const,
  preview: (botId: string, campaignId: string, revision: number, variant: string, contactId: string) => [...campaignKeys.one(botId, campaignId), 'preview', revision, variant, contactId] as const,
  reserve: (botId: string, channelId: string) => [...campaignKeys.all(botId), 'reserve', channelId] as const,
  report: (botId: string, campaignId: string, runId: string) => [...campaignKeys.one(botId, campaignId), 'report', runId] as const,
  recipients: (botId: string, campaignId: string, filter: RecipientFilter) => [...campaignKeys.one(botId, campaignId), 'recipients', filter] as const,
};

export const campaignsQuery = (botId: string, search: string, state: CampaignState | '') =>
  infiniteQueryOptions({
    queryKey: campaignKeys.list(botId, search, state),
    queryFn: ({ pageParam, signal }) =>
      call('GET /bots/:botId/campaigns', { params: { botId }, query: { search: search || undefined, state: state || undefined, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const campaignQuery = (botId: string, campaignId: string) =>
  queryOptions({ queryKey: campaignKeys.one(botId, campaignId), queryFn: ({ signal }) => call('GET /bots/:botId/campaigns/:campaignId', { params: { botId, campaignId } }, { signal }) });
export const calendarQuery = (botId: string, from: string, to: string) =>
  queryOptions({ queryKey: campaignKeys.calendar(botId, from, to), queryFn: ({ signal }) => call('GET /bots/:botId/campaign-calendar', { params: { botId }, query: { from, to } }, { signal }) });
export const plannedQuery = (botId: string, from: string, to: string) =>
  queryOptions({ queryKey: campaignKeys.planned(botId, from, to), queryFn: ({ signal }) => call('GET /bots/:botId/planned', { params: { botId }, query: { from, to } }, { signal }) });
export const progressQuery = (botId: string, campaignId: string) =>
  queryOptions({ queryKey: campaignKeys.progress(botId, campaignId), queryFn: ({ signal }) => call('GET /bots/:botId/campaigns/:campaignId/progress', { params: { botId, campaignId } }, { signal }) });
/** What the saved design costs; a new revision is a new question. */
export const priceQuery = (botId: string, campaignId: string, revision: number) =>
  queryOptions({
    queryKey: campaignKeys.price(botId, campaignId, revision),
    queryFn: ({ signal }) => call('POST /bots/:botId/campaigns/:campaignId/price', { params: { botId, campaignId }, body: {} }, { signal }),
  });
export const reportQuery = (botId: string, campaignId: string, runId: string) =>
  queryOptions({
    queryKey: campaignKeys.report(botId, campaignId, runId),
    queryFn: ({ signal }) => call('GET /bots/:botId/campaigns/:campaignId/report', { params: { botId, campaignId }, query: { runId } }, { signal }),
  });
export const recipientsQuery = (botId: string, campaignId: string, filter: RecipientFilter) =>
  infiniteQueryOptions({
    queryKey: campaignKeys.recipients(botId, campaignId, filter),
    queryFn: ({ pageParam, signal }) =>
      call('GET /bots/:botId/campaigns/:campaignId/recipients', { params: { botId, campaignId }, query: { ...filter, search: filter.search || undefined, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
export const reserveQuery = (botId: string, channelId: string) =>
  queryOptions({ queryKey: campaignKeys.reserve(botId, channelId), queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/send-reserve', { params: { botId, channelId } }, { signal }) });
/** The saved messages as somebody would get them. */
export const previewQuery = (botId: string, campaignId: string, revision: number, variant: string, contactId: string) =>
  queryOptions({
    queryKey: campaignKeys.preview(botId, campaignId, revision, variant, contactId),
    queryFn: ({ signal }) => call('POST /bots/:botId/campaigns/:campaignId/preview', { params: { botId, campaignId }, body: { variant, contactId } }, { signal }),
  });
