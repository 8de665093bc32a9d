import type { SimGroup, SimUser } from '../world/channel';
import { type Answer, type Call, done, type LineRoute } from './call';
import { invalidParameter, noAccess, notFound } from './lineError';

const MEMBERS_PER_PAGE = 100;

/** Groups and rooms the bot is in (FACTS §3 "Users, bot, groups"). */
export const groupRoutes: LineRoute[] = [
  { method: 'GET', path: '/v2/bot/group/:groupId/summary', endpoint: 'groupSummary', answer: summary },
  ...(['group', 'room'] as const).flatMap((kind): LineRoute[] => {
    const base = `/v2/bot/${kind}/:${kind}Id`;
    return [
      { method: 'GET', path: `${base}/members/count`, endpoint: `${kind}Count`, answer: (call) => ok({ count: existing(call, kind).members.size }) },
      { method: 'GET', path: `${base}/members/ids`, endpoint: `${kind}Members`, answer: (call) => memberIds(call, kind) },
      { method: 'GET', path: `${base}/member/:userId`, endpoint: `${kind}Member`, answer: (call) => member(call, kind) },
      { method: 'POST', path: `${base}/leave`, endpoint: `${kind}Leave`, answer: (call) => leave(call, kind) },
    ];
  }),
];

const ok = (body: object): Answer => ({ status: 200, body });

function summary(call: Call): Answer {
  const group = existing(call, 'group');
  return ok({ groupId: group.id, groupName: group.name });
}

function memberIds(call: Call, kind: SimGroup['kind']): Answer {
  if (!call.channel.settings.verified) throw noAccess();
  const members = [...existing(call, kind).members];
  const start = Number(call.query.get('start') ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('start');
  const memberIds = members.slice(start, start + MEMBERS_PER_PAGE);
  return ok(start + MEMBERS_PER_PAGE < members.length ? { memberIds, next: String(start + MEMBERS_PER_PAGE) } : { memberIds });
}

/** Also of people who are no friends of the bot, or block it. */
function member(call: Call, kind: SimGroup['kind']): Answer {
  const userId = call.params.userId!;
  const user: SimUser | undefined = existing(call, kind).members.has(userId) ? call.channel.users.get(userId) : undefined;
  if (!user) throw notFound();
  const { displayName, pictureUrl } = user;
  return ok({ displayName, userId, ...(pictureUrl !== undefined && { pictureUrl }) });
}

/** A room can be left twice, a group cannot. */
function leave(call: Call, kind: SimGroup['kind']): Answer {
  const group = call.channel.groups.get(call.params[`${kind}Id`]!);
  if (kind === 'group' && !group?.joined) throw notFound();
  if (group) group.joined = false;
  call.world.touch();
  return done();
}

function existing({ channel, params }: Call, kind: SimGroup['kind']): SimGroup {
  const group = channel.groups.get(params[`${kind}Id`]!);
  if (!group || group.kind !== kind || !group.joined) throw notFound();
  return group;
}
