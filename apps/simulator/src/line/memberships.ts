import type { Member, MembershipPlan } from '../world/memberships';
import type { Answer, Call, LineRoute } from './call';
import { invalidParameter, notFound } from './lineError';
import { isUserId } from './recipients';

const IDS_PER_PAGE = { standard: 300, max: 1_000 };
const DAY_MS = 86_400_000;
const ZONE_OFFSET_MS = 9 * 3_600_000;

/** Membership plans and who is in them (FACTS §3). */
export const membershipRoutes: LineRoute[] = [
  { method: 'GET', path: '/v2/bot/membership/list', endpoint: 'membershipList', answer: list },
  { method: 'GET', path: '/v2/bot/membership/subscription/:userId', endpoint: 'membershipSubscription', answer: subscription },
  { method: 'GET', path: '/v2/bot/membership/:membershipId/users/ids', endpoint: 'membershipUsers', answer: users },
];

function list({ channel }: Call): Answer {
  const { plans, members } = channel.memberships;
  if (plans.length === 0) throw notFound();
  const memberships = plans.map((plan) => ({ ...plan, memberCount: members.filter(({ membershipId }) => membershipId === plan.membershipId).length }));
  return { status: 200, body: { memberships } };
}

function subscription({ channel, params }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  const { plans, members } = channel.memberships;
  const subscriptions = members
    .filter(({ userId }) => userId === params.userId)
    .flatMap((member) => plans.filter(({ membershipId }) => membershipId === member.membershipId).map((plan) => ({ membership: planOf(plan), user: memberOf(member) })));
  if (subscriptions.length === 0) throw notFound();
  return { status: 200, body: { subscriptions } };
}

function users({ channel, params, query }: Call): Answer {
  const id = Number(params.membershipId);
  if (!Number.isInteger(id)) throw invalidParameter('membershipId');
  if (!channel.memberships.plans.some(({ membershipId }) => membershipId === id)) throw notFound();
  const limit = Number(query.get('limit') ?? IDS_PER_PAGE.standard);
  if (!Number.isInteger(limit) || limit < 1 || limit > IDS_PER_PAGE.max) throw invalidParameter('limit');
  const start = Number(query.get('start') ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('start');
  const ids = channel.memberships.members.filter(({ membershipId }) => membershipId === id).map(({ userId }) => userId);
  return { status: 200, body: { userIds: ids.slice(start, start + limit), ...(start + limit < ids.length && { next: String(start + limit) }) } };
}

function planOf({ membershipId, title, description, benefits, price, currency }: MembershipPlan): object {
  return { membershipId, title, description, benefits, price, currency };
}

function memberOf({ membershipNo, joinedAt, months }: Member): object {
  // Billed every thirty days here; LINE bills by calendar month.
  const nextBilling = joinedAt + months * 30 * DAY_MS;
  return {
    membershipNo,
    joinedTime: Math.floor(joinedAt / 1_000),
    nextBillingDate: new Date(nextBilling + ZONE_OFFSET_MS).toISOString().slice(0, 10),
    totalSubscriptionMonths: months,
  };
}
