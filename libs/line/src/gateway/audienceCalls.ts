import type { manageAudience } from '@line/bot-sdk';
import { done, type GatewayChannel, having, type LineCaller } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** At most so many user ids in one call (FACTS §12). */
export const AUDIENCE_IDS_PER_CALL = 10_000;

/** Audiences at LINE: lists of user ids a narrowcast may address. Only for accounts of Japan, Thailand and Taiwan. 60 calls a minute. */
export interface AudienceCalls {
  /** Makes an audience of at most `AUDIENCE_IDS_PER_CALL` ids; LINE works on it until its status is READY. */
  create(channel: GatewayChannel, request: { description: string; userIds: readonly string[] }): Promise<CallOutcome<manageAudience.CreateAudienceGroupResponse>>;
  /** Adds at most `AUDIENCE_IDS_PER_CALL` ids. */
  add(channel: GatewayChannel, audienceGroupId: number, userIds: readonly string[]): Promise<CallOutcome<true>>;
  get(channel: GatewayChannel, audienceGroupId: number): Promise<CallOutcome<manageAudience.GetAudienceDataResponse>>;
  /** One page (from 1) of up to 40, newest first. */
  list(channel: GatewayChannel, page: number): Promise<CallOutcome<manageAudience.GetAudienceGroupsResponse>>;
  delete(channel: GatewayChannel, audienceGroupId: number): Promise<CallOutcome<true>>;
}

const PAGE_SIZE = 40;

/** Builds the calls; see `AudienceCalls`. */
export function audienceCalls({ call }: LineCaller): AudienceCalls {
  const audiences = (userIds: readonly string[]) => userIds.map((id) => ({ id }));
  return {
    create: (channel, { description, userIds }) =>
      call(
        channel,
        { endpoint: 'audienceCreate', method: 'POST', path: '/v2/bot/audienceGroup/upload', json: { description, isIfaAudience: false, audiences: audiences(userIds) } },
        having<manageAudience.CreateAudienceGroupResponse>('audienceGroupId', 'number'),
      ),
    add: (channel, audienceGroupId, userIds) =>
      call(channel, { endpoint: 'audienceAdd', method: 'PUT', path: '/v2/bot/audienceGroup/upload', json: { audienceGroupId, audiences: audiences(userIds) } }, done),
    get: (channel, audienceGroupId) =>
      call(channel, { endpoint: 'audienceGet', method: 'GET', path: `/v2/bot/audienceGroup/${audienceGroupId}` }, having<manageAudience.GetAudienceDataResponse>('audienceGroup', 'object')),
    list: (channel, page) =>
      call(
        channel,
        { endpoint: 'audienceList', method: 'GET', path: `/v2/bot/audienceGroup/list?${new URLSearchParams({ page: String(page), size: String(PAGE_SIZE) }).toString()}` },
        having<manageAudience.GetAudienceGroupsResponse>('audienceGroups', 'object'),
      ),
    delete: (channel, audienceGroupId) => call(channel, { endpoint: 'audienceDelete', method: 'DELETE', path: `/v2/bot/audienceGroup/${audienceGroupId}` }, done),
  };
}
