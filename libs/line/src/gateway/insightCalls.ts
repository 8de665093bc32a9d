import type { insight } from '@line/bot-sdk';
import { type GatewayChannel, having, type LineCaller, pathSegment } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** First and last day of a period, each yyyyMMdd in UTC+9. */
export interface Period {
  from: string;
  to: string;
}

/** Statistics LINE keeps. Every call here may be made 60 times an hour (FACTS §2): keep what was answered. */
export interface InsightCalls {
  /** Messages delivered on a day by way of sending; `status` says whether LINE has counted yet. */
  deliveries(channel: GatewayChannel, date: string): Promise<CallOutcome<insight.GetNumberOfMessageDeliveriesResponse>>;
  /** Friends, reachable friends and blocks at the end of a day. */
  followers(channel: GatewayChannel, date: string): Promise<CallOutcome<insight.GetNumberOfFollowersResponse>>;
  /** Shares by gender, age and so on; `available: false` below 20 reachable friends. */
  demographics(channel: GatewayChannel): Promise<CallOutcome<insight.GetFriendsDemographicsResponse>>;
  /** Opens and clicks of one broadcast or narrowcast, counted for 14 days; numbers below 20 are null. */
  messageEvents(channel: GatewayChannel, requestId: string): Promise<CallOutcome<insight.GetMessageEventResponse>>;
  /** The same per aggregation unit, over at most 30 days. */
  unitEvents(channel: GatewayChannel, unit: string, period: Period): Promise<CallOutcome<insight.GetStatisticsPerUnitResponse>>;
  /** Shows and taps of a rich menu over at most 396 days; only the id when too few people tapped. */
  richMenuSummary(channel: GatewayChannel, richMenuId: string, period: Period): Promise<CallOutcome<insight.GetRichMenuInsightSummaryResponse>>;
  /** The same per day over at most 99 days. */
  richMenuDaily(channel: GatewayChannel, richMenuId: string, period: Period): Promise<CallOutcome<insight.GetRichMenuInsightDailyResponse>>;
}

/** Builds the calls; see `InsightCalls`. */
export function insightCalls({ call }: LineCaller): InsightCalls {
  const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  return {
    deliveries: (channel, date) =>
      call(
        channel,
        { endpoint: 'insightDeliveries', method: 'GET', path: `/v2/bot/insight/message/delivery?${query({ date })}` },
        having<insight.GetNumberOfMessageDeliveriesResponse>('status', 'string'),
      ),
    followers: (channel, date) =>
      call(channel, { endpoint: 'insightFollowers', method: 'GET', path: `/v2/bot/insight/followers?${query({ date })}` }, having<insight.GetNumberOfFollowersResponse>('status', 'string')),
    demographics: (channel) =>
      call(channel, { endpoint: 'insightDemographics', method: 'GET', path: '/v2/bot/insight/demographic' }, having<insight.GetFriendsDemographicsResponse>('available', 'boolean')),
    messageEvents: (channel, requestId) =>
      call(
        channel,
        { endpoint: 'insightMessageEvents', method: 'GET', path: `/v2/bot/insight/message/event?${query({ requestId })}` },
        having<insight.GetMessageEventResponse>('overview', 'object'),
      ),
    unitEvents: (channel, unit, { from, to }) =>
      call(
        channel,
        { endpoint: 'insightUnitEvents', method: 'GET', path: `/v2/bot/insight/message/event/aggregation?${query({ customAggregationUnit: unit, from, to })}` },
        having<insight.GetStatisticsPerUnitResponse>('overview', 'object'),
      ),
    richMenuSummary: (channel, richMenuId, { from, to }) =>
      call(
        channel,
        { endpoint: 'insightRichMenuSummary', method: 'GET', path: `/v2/bot/insight/richmenu/${pathSegment(richMenuId)}/summary?${query({ from, to })}` },
        having<insight.GetRichMenuInsightSummaryResponse>('richMenuId', 'string'),
      ),
    richMenuDaily: (channel, richMenuId, { from, to }) =>
      call(
        channel,
        { endpoint: 'insightRichMenuDaily', method: 'GET', path: `/v2/bot/insight/richmenu/${pathSegment(richMenuId)}/daily?${query({ from, to })}` },
        having<insight.GetRichMenuInsightDailyResponse>('richMenuId', 'string'),
      ),
  };
}
