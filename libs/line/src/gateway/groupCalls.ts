import type { messagingApi } from '@line/bot-sdk';
import { done, type GatewayChannel, having, type LineCaller, pathSegment } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** A group, or a room of the old kind, which is a group without name and picture (FACTS §13). */
export interface GroupPlace {
  kind: 'group' | 'room';
  /** LINE's id. */
  id: string;
}

/** What LINE tells about groups the bot is a member of. `notFound` everywhere: the bot is not, or no longer, in it. */
export interface GroupCalls {
  /** Name and picture; groups only. */
  summary(channel: GatewayChannel, groupId: string): Promise<CallOutcome<messagingApi.GroupSummaryResponse>>;
  /** How many people there are, the bot not counted. */
  memberCount(channel: GatewayChannel, place: GroupPlace): Promise<CallOutcome<number>>;
  /** Works for people who are no friends of the account too. */
  memberProfile(channel: GatewayChannel, place: GroupPlace, userId: string): Promise<CallOutcome<messagingApi.GroupUserProfileResponse>>;
  /** At most 100 per page; verified and premium accounts only, others get `unauthorized` (403). */
  memberIds(channel: GatewayChannel, place: GroupPlace, start?: string): Promise<CallOutcome<messagingApi.MembersIdsResponse>>;
  /** The bot goes. A group it is not in gives `notFound`, a room `ok`. */
  leave(channel: GatewayChannel, place: GroupPlace): Promise<CallOutcome<true>>;
}

/** Builds the calls; see `GroupCalls`. */
export function groupCalls({ call }: Pick<LineCaller, 'call'>): GroupCalls {
  const base = ({ kind, id }: GroupPlace) => `/v2/bot/${kind}/${pathSegment(id)}`;
  return {
    summary: (channel, groupId) =>
      call(channel, { endpoint: 'groupSummary', method: 'GET', path: `${base({ kind: 'group', id: groupId })}/summary` }, having<messagingApi.GroupSummaryResponse>('groupName', 'string')),
    memberCount: (channel, place) =>
      call(channel, { endpoint: `${place.kind}MemberCount`, method: 'GET', path: `${base(place)}/members/count` }, ({ count }) => (typeof count === 'number' ? count : undefined)),
    memberProfile: (channel, place, userId) =>
      call(
        channel,
        { endpoint: `${place.kind}MemberProfile`, method: 'GET', path: `${base(place)}/member/${pathSegment(userId)}` },
        having<messagingApi.GroupUserProfileResponse>('displayName', 'string'),
      ),
    memberIds: (channel, place, start) =>
      call(
        channel,
        { endpoint: `${place.kind}MemberIds`, method: 'GET', path: `${base(place)}/members/ids${start === undefined ? '' : `?start=${encodeURIComponent(start)}`}` },
        having<messagingApi.MembersIdsResponse>('memberIds', 'object'),
      ),
    leave: (channel, place) => call(channel, { endpoint: `${place.kind}Leave`, method: 'POST', path: `${base(place)}/leave` }, done),
  };
}
