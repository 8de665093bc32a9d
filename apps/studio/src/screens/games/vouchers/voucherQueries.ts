import { queryOptions } from '@tanstack/react-query';
import { call, type RouteOutput } from '../../../api/call';
import { keys } from '../../../api/queries';

/** Names of what the screens of vouchers and of the places that redeem them keep in the query cache. */
export const voucherKeys = {
  list: (botId: string) => [...keys.bot(botId), 'vouchers'] as const,
  one: (botId: string, voucherId: string) => [...keys.bot(botId), 'vouchers', voucherId] as const,
  issued: (botId: string, voucherId: string, state: string) => [...keys.bot(botId), 'vouchers', voucherId, 'issued', state] as const,
  redeemed: (botId: string) => [...keys.bot(botId), 'voucherCounter'] as const,
  shops: (botId: string) => [...keys.bot(botId), 'shops'] as const,
};

export type VoucherSummary = RouteOutput<'GET /bots/:botId/vouchers'>['items'][number];
export type VoucherDetail = RouteOutput<'GET /bots/:botId/vouchers/:voucherId'>;
export type VoucherDocument = VoucherDetail['document'];
export type Shop = RouteOutput<'GET /bots/:botId/shops'>['items'][number];

export const vouchersQuery = (botId: string) => queryOptions({ queryKey: voucherKeys.list(botId), queryFn: ({ signal }) => call('GET /bots/:botId/vouchers', { params: { botId } }, { signal }) });
export const voucherQuery = (botId: string, voucherId: string) =>
  queryOptions({ queryKey: voucherKeys.one(botId, voucherId), queryFn: ({ signal }) => call('GET /bots/:botId/vouchers/:voucherId', { params: { botId, voucherId } }, { signal }) });
export const redeemedQuery = (botId: string) => queryOptions({ queryKey: voucherKeys.redeemed(botId), queryFn: ({ signal }) => call('GET /bots/:botId/voucher-counter/redeemed', { params: { botId } }, { signal }) });
export const shopsQuery = (botId: string) => queryOptions({ queryKey: voucherKeys.shops(botId), queryFn: ({ signal }) => call('GET /bots/:botId/shops', { params: { botId } }, { signal }) });
