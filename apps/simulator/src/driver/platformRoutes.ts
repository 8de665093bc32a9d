import { randomUUID } from 'node:crypto';
import { linkAccount } from '../line/accountLink';
import type { InsightKind } from '../line/insight';
import type { Channel, SimUser } from '../world/channel';
import type { World } from '../world/world';
import { raise } from '../webhooks/raise';
import { DriverError, missing } from './driverError';
import { type DriverRoute, on, told } from './driverRoute';
import { accountLinkSchema, beaconSchema, insightSchema, keySchema, membershipSchema, plansSchema, videoSchema } from './platformSchemas';

type Params = Record<string, string>;

/** What happens at LINE around a chat: beacons, videos, memberships, account links; and what its console would set. */
export function platformRoutes(world: World, channelOf: (params: Params) => Channel, userOf: (params: Params) => { channel: Channel; user: SimUser }): DriverRoute[] {
  const one = '/sim/v1/channels/:id';
  const user = `${one}/users/:userId`;
  const happen = (channel: Channel, person: SimUser, type: string, payload: Record<string, unknown>) =>
    raise({ world, channel, chatId: person.userId, user: person }, type, payload);
  return [
    on('POST', `${user}/beacon`, ({ params, body }) => {
      const { wait, ...beacon } = beaconSchema.parse(body);
      const { channel, user: person } = userOf(params);
      return told(happen(channel, person, 'beacon', { beacon }), wait);
    }),
    on('POST', `${user}/video-complete`, ({ params, body }) => {
      const { messageId, wait } = videoSchema.parse(body);
      const { channel, user: person } = userOf(params);
      const bubble = channel.chat(person.userId).find(messageId);
      if (bubble?.message.type !== 'video') throw missing('video');
      channel.sends.watched(bubble.requestId, person.userId);
      const { trackingId } = bubble.message;
      // Only videos with a tracking id tell the bot.
      return typeof trackingId === 'string' ? told(happen(channel, person, 'videoPlayComplete', { videoPlayComplete: { trackingId } }), wait) : {};
    }),
    on('POST', `${user}/account-link`, ({ params, body }) => {
      const { wait, ...request } = accountLinkSchema.parse(body);
      const { channel, user: person } = userOf(params);
      const outcome = linkAccount(world, channel, { ...request, asked: person.userId });
      if ('record' in outcome) return told(outcome.record, wait, { result: outcome.result });
      throw new DriverError(409, outcome.result, outcome.result === 'badNonce' ? 'A nonce has 10 to 255 characters.' : 'The link token is unknown, used, expired, or of somebody else.');
    }),
    on('POST', `${user}/membership`, ({ params, body }) => {
      const { wait, ...membership } = membershipSchema.parse(body);
      const { channel, user: person } = userOf(params);
      if (!channel.memberships.plans.some(({ membershipId }) => membershipId === membership.membershipId)) throw missing('membership plan');
      if (!channel.memberships.change(membership.type, person.userId, membership.membershipId, world.now())) {
        throw new DriverError(409, 'conflict', membership.type === 'joined' ? 'In this plan already.' : 'Not in this plan.');
      }
      return told(happen(channel, person, 'membership', { membership }), wait);
    }),
    on('PUT', `${one}/memberships`, ({ params, body }) => {
      const channel = channelOf(params);
      channel.memberships.plans = plansSchema.parse(body).plans;
      world.touch();
      return { plans: channel.memberships.plans };
    }),
    on('PUT', `${one}/insight`, ({ params, body }) => {
      const { insight } = channelOf(params);
      for (const [kind, numbers] of Object.entries(insightSchema.parse(body))) insight.set(kind as InsightKind, numbers as Record<string, unknown>);
      world.touch();
      return Object.fromEntries(insight);
    }),
    on('POST', `${one}/keys`, ({ params, body }) => {
      const { jwk } = keySchema.parse(body);
      const channel = channelOf(params);
      const kid = jwk.kid ?? randomUUID();
      const others = channel.settings.publicKeys.filter((key) => key.kid !== kid);
      channel.settings = { ...channel.settings, publicKeys: [...others, { ...jwk, kid }] };
      world.touch();
      return { kid };
    }),
  ];
}
