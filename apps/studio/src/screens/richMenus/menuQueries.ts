import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';

/** Names of what the screens of rich menus keep in the query cache. */
export const menuKeys = {
  all: (botId: string) => [...keys.bot(botId), 'richMenus'] as const,
  one: (botId: string, menuId: string) => [...keys.bot(botId), 'richMenus', menuId] as const,
  rules: (botId: string) => [...keys.bot(botId), 'richMenus', 'rules'] as const,
  ofContact: (botId: string, contactId: string) => [...keys.bot(botId), 'richMenus', 'contact', contactId] as const,
  atLine: (botId: string, channelId: string) => [...keys.bot(botId), 'richMenus', 'atLine', channelId] as const,
  statistics: (botId: string, menuId: string, channelId: string, days: number) => [...keys.bot(botId), 'richMenus', menuId, 'statistics', channelId, days] as const,
};

export type MenuSummary = RouteOutput<'GET /bots/:botId/rich-menus'>['items'][number];
export type MenuDetail = RouteOutput<'GET /bots/:botId/rich-menus/:menuId'>;
export type MenuRules = RouteOutput<'GET /bots/:botId/rich-menu-rules'>;
export type Publication = MenuSummary['publications'][number];
export type ContactMenu = RouteOutput<'GET /bots/:botId/contacts/:contactId/rich-menu'>;

export const menusQuery = (botId: string) =>
  queryOptions({ queryKey: menuKeys.all(botId), queryFn: ({ signal }) => call('GET /bots/:botId/rich-menus', { params: { botId } }, { signal }) });
export const menuQuery = (botId: string, menuId: string) =>
  queryOptions({ queryKey: menuKeys.one(botId, menuId), queryFn: ({ signal }) => call('GET /bots/:botId/rich-menus/:menuId', { params: { botId, menuId } }, { signal }) });
export const menuRulesQuery = (botId: string) =>
  queryOptions({ queryKey: menuKeys.rules(botId), queryFn: ({ signal }) => call('GET /bots/:botId/rich-menu-rules', { params: { botId } }, { signal }) });
export const contactMenuQuery = (botId: string, contactId: string) =>
  queryOptions({ queryKey: menuKeys.ofContact(botId, contactId), queryFn: ({ signal }) => call('GET /bots/:botId/contacts/:contactId/rich-menu', { params: { botId, contactId } }, { signal }) });
/** Asks LINE. */
export const menusAtLineQuery = (botId: string, channelId: string) =>
  queryOptions({
    queryKey: menuKeys.atLine(botId, channelId),
    queryFn: ({ signal }) => call('GET /bots/:botId/channels/:channelId/rich-menus', { params: { botId, channelId } }, { signal }),
    staleTime: 60_000,
  });
/** Asks LINE for the last days, today not included: LINE counts a day when it is over. */
export const menuStatisticsQuery = (botId: string, menuId: string, channelId: string, days: number) =>
  queryOptions({
    queryKey: menuKeys.statistics(botId, menuId, channelId, days),
    queryFn: ({ signal }) => {
      const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
      return call('GET /bots/:botId/rich-menus/:menuId/statistics', { params: { botId, menuId }, query: { channelId, from: day(days), to: day(1) } }, { signal });
    },
    staleTime: 10 * 60_000,
  });
