import type { Send } from '../world/sends';
import { lineDate } from '../world/usage';
import { type Answer, type Call, type LineRoute } from './call';
import { invalidParameter, LineError, notFound } from './lineError';
import { reachesByMulticast } from './recipients';

/** Numbers of fewer people than this are not told (FACTS §12). */
const PRIVACY_LEAST = 20;
/** LINE counts since then; earlier days are `out_of_service`. */
const COUNTED_SINCE = '20161101';
const STATISTICS_MS = 14 * 86_400_000;
const UNIT_SPAN_DAYS = 30;
const MENU_SUMMARY_DAYS = 396;
const MENU_DAILY_DAYS = 99;
const MENU_MEMORY_DAYS = 3 * 366;
const UNITS_PER_PAGE = 100;

/** Statistics (FACTS §12, insight.yml), counted from what the people of the simulator did; the driver can lay other numbers over. */
export const insightRoutes: LineRoute[] = [
  insight('/v2/bot/insight/demographic', 'insightDemographic', 'demographic', demographic),
  insight('/v2/bot/insight/message/delivery', 'insightDelivery', 'delivery', deliveries),
  insight('/v2/bot/insight/followers', 'insightFollowers', 'followers', followers),
  insight('/v2/bot/insight/message/event', 'insightEvent', 'messageEvent', messageEvent),
  insight('/v2/bot/insight/message/event/aggregation', 'insightAggregation', 'aggregation', aggregation),
  insight('/v2/bot/insight/richmenu/:richMenuId/summary', 'insightMenuSummary', 'richMenuSummary', menuSummary),
  insight('/v2/bot/insight/richmenu/:richMenuId/daily', 'insightMenuDaily', 'richMenuDaily', menuDaily),
  { method: 'GET', path: '/v2/bot/message/aggregation/info', endpoint: 'aggregationInfo', answer: unitCount },
  { method: 'GET', path: '/v2/bot/message/aggregation/list', endpoint: 'aggregationList', answer: unitNames },
];

/** Which answers the driver may lay numbers over. */
export const INSIGHT_KINDS = ['demographic', 'delivery', 'followers', 'messageEvent', 'aggregation', 'richMenuSummary', 'richMenuDaily'] as const;
export type InsightKind = (typeof INSIGHT_KINDS)[number];

function insight(path: string, endpoint: LineRoute['endpoint'], kind: InsightKind, count: (call: Call) => object): LineRoute {
  return { method: 'GET', path, endpoint, answer: (call) => ({ status: 200, body: { ...count(call), ...call.channel.insight.get(kind) } }) };
}

function demographic({ channel, world }: Call): object {
  const people = [...channel.users.values()].filter(reachesByMulticast);
  if (people.length < PRIVACY_LEAST) return { available: false };
  const now = world.now();
  const shares = <Name extends string>(name: Name, of: (user: (typeof people)[number]) => string): Record<Name, string | number>[] => {
    const counted = new Map<string, number>();
    for (const user of people) counted.set(of(user), (counted.get(of(user)) ?? 0) + 1);
    return [...counted].map(([value, count]) => ({ [name]: value, percentage: Math.round((count * 1_000) / people.length) / 10 }) as Record<Name, string | number>);
  };
  return {
    available: true,
    genders: shares('gender', (user) => user.attributes?.gender ?? 'unknown'),
    ages: shares('age', (user) => ageBand(user.attributes?.age)),
    areas: shares('area', (user) => user.attributes?.area ?? 'unknown'),
    appTypes: shares('appType', (user) => user.attributes?.appType ?? 'others'),
    subscriptionPeriods: shares('subscriptionPeriod', (user) => friendshipBand(user.friendSince, now)),
  };
}

function ageBand(age: number | undefined): string {
  if (age === undefined) return 'unknown';
  if (age < 15) return 'from0to14';
  if (age >= 70) return 'from70';
  const from = Math.floor(age / 5) * 5;
  return `from${from}to${from + 4}`;
}

function friendshipBand(since: number | undefined, now: number): string {
  if (since === undefined) return 'unknown';
  const days = (now - since) / 86_400_000;
  const band = [7, 30, 90, 180, 365].find((limit) => days < limit);
  return band === undefined ? 'over365days' : `within${band}days`;
}

function deliveries(call: Call): object {
  const date = dayOf(call, 'date');
  const state = readiness(call, date);
  if (state !== 'ready') return { status: state };
  const count = (kind: 'reply' | 'push' | 'multicast' | 'broadcast' | 'narrowcast'): number => call.channel.usage.deliveries(kind, date);
  return {
    status: state,
    apiBroadcast: count('broadcast'),
    apiPush: count('push'),
    apiMulticast: count('multicast'),
    apiNarrowcast: count('narrowcast'),
    apiReply: count('reply'),
  };
}

/** Yesterday's by default. Earlier days are told with today's numbers: the simulator keeps no history of friends. */
function followers(call: Call): object {
  const { channel, query, world } = call;
  const date = query.has('date') ? dayOf(call, 'date') : lineDate(world.now() - 86_400_000);
  const state = readiness(call, date);
  if (state !== 'ready') return { status: state };
  const people = [...channel.users.values()].filter(({ friend }) => friend);
  return {
    status: state,
    followers: people.length,
    targetedReaches: people.filter((user) => reachesByMulticast(user) && user.attributes !== undefined).length,
    blocks: people.filter(({ blocked }) => blocked).length,
  };
}

function messageEvent({ channel, query, world }: Call): object {
  const requestId = query.get('requestId') ?? '';
  if (requestId === '') throw invalidParameter('requestId');
  const send = channel.sends.get(requestId);
  // An unknown request is answered like one nobody has opened.
  if (!send || (send.via !== 'broadcast' && send.via !== 'narrowcast')) {
    return { overview: { requestId, uniqueImpression: null, uniqueClick: null, uniqueMediaPlayed: null, uniqueMediaPlayed100Percent: null }, messages: [], clicks: [] };
  }
  const { overview, messages, clicks } = eventsOf([send], send.at + STATISTICS_MS, world.now());
  return { overview: { requestId, timestamp: Math.floor(send.at / 1_000), delivered: send.reached.size, ...overview }, messages, clicks };
}

function aggregation(call: Call): object {
  const unit = call.query.get('customAggregationUnit') ?? '';
  if (!/^[a-zA-Z0-9_]{1,30}$/.test(unit)) throw invalidParameter('customAggregationUnit');
  const [from, to] = spanOf(call, UNIT_SPAN_DAYS);
  const { overview, messages, clicks } = eventsOf(call.channel.sends.ofUnit(unit, from, to), Infinity, call.world.now());
  return { overview, messages: messages.map((message) => ({ ...message, uniqueImpression: overview.uniqueImpression })), clicks };
}

/** Counts of people, without those of fewer than twenty; `until` is when collecting ends. */
function eventsOf(sends: Send[], until: number, now: number) {
  const people = (ids: string[]): number | null => privately(new Set(ids).size);
  const clicks = sends.flatMap((send) => send.clicks).filter(({ at }) => at <= Math.min(until, now));
  const seen = sends.flatMap((send) => [...send.seen]);
  const played = sends.flatMap((send) => send.played);
  const watched = people(played);
  const overview = {
    uniqueImpression: people(seen),
    uniqueClick: people(clicks.map(({ userId }) => userId)),
    uniqueMediaPlayed: watched,
    uniqueMediaPlayed100Percent: watched,
  };
  const count = Math.max(0, ...sends.map((send) => send.messages));
  const messages = Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    impression: privately(seen.length),
    // Only whole viewings are known here; every one of them passed the quarters too.
    ...Object.fromEntries(['mediaPlayed', 'mediaPlayed25Percent', 'mediaPlayed50Percent', 'mediaPlayed75Percent', 'mediaPlayed100Percent'].map((name) => [name, privately(played.length)])),
    uniqueMediaPlayed: watched,
    ...Object.fromEntries([25, 50, 75, 100].map((part) => [`uniqueMediaPlayed${part}Percent`, watched])),
  }));
  const urls = [...new Set(clicks.map(({ url }) => url))];
  return {
    overview,
    messages,
    clicks: urls.map((url, index) => {
      const ofUrl = clicks.filter((click) => click.url === url);
      const unique = people(ofUrl.map(({ userId }) => userId));
      return { seq: index + 1, url, click: privately(ofUrl.length), uniqueClick: unique, uniqueClickOfRequest: unique };
    }),
  };
}

const privately = (count: number): number | null => (count < PRIVACY_LEAST ? null : count);

function menuSummary(call: Call): object {
  const counted = menuCounts(call, MENU_SUMMARY_DAYS);
  if (!counted.told) return { richMenuId: counted.richMenuId };
  const { looks, taps, from, to } = counted;
  return {
    richMenuId: counted.richMenuId,
    metricsFrom: from,
    metricsTo: to,
    impression: { metrics: metrics(looks) },
    clicks: taps.map(({ bounds, visits }) => ({ bounds, metrics: metrics(visits) })),
  };
}

function menuDaily(call: Call): object {
  const counted = menuCounts(call, MENU_DAILY_DAYS);
  if (!counted.told) return { richMenuId: counted.richMenuId };
  const { looks, taps, from, to } = counted;
  const days = [...new Set([...looks, ...taps.flatMap(({ visits }) => visits)].map(({ date }) => date))].sort();
  const daily = (visits: { date: string; userId: string }[]): object[] => days.map((date) => ({ date, ...metrics(visits.filter((visit) => visit.date === date)) }));
  return {
    richMenuId: counted.richMenuId,
    metricsFrom: from,
    metricsTo: to,
    impression: { metrics: daily(looks) },
    clicks: taps.map(({ bounds, visits }) => ({ bounds, metrics: daily(visits) })),
  };
}

/** Looks and taps of a menu; `told` only when enough different people tapped. */
function menuCounts(call: Call, spanDays: number) {
  const richMenuId = call.params.richMenuId!;
  const [from, to] = spanOf(call, spanDays);
  if (daysBetween(from, lineDate(call.world.now())) > MENU_MEMORY_DAYS) throw invalidParameter('from');
  const menu = call.channel.richMenus.menus.get(richMenuId);
  if (!menu) throw notFound();
  const visits = call.channel.menuVisits.between(richMenuId, from, to);
  const tapped = visits.filter(({ area }) => area !== undefined);
  return {
    richMenuId,
    from,
    to,
    told: new Set(tapped.map(({ userId }) => userId)).size >= PRIVACY_LEAST,
    looks: visits.filter(({ area }) => area === undefined),
    taps: menu.areas.map(({ bounds }, index) => ({ bounds, visits: tapped.filter(({ area }) => area === index) })),
  };
}

const metrics = (visits: { userId: string }[]): { count: number; uniqueUsers: number } => ({ count: visits.length, uniqueUsers: new Set(visits.map(({ userId }) => userId)).size });

function unitCount({ channel, world }: Call): Answer {
  return { status: 200, body: { numOfCustomAggregationUnits: channel.sends.units(world.now()).length } };
}

function unitNames({ channel, query, world }: Call): Answer {
  const limit = Number(query.get('limit') ?? UNITS_PER_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > UNITS_PER_PAGE) throw invalidParameter('limit');
  const start = Number(query.get('start') ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('start');
  const units = channel.sends.units(world.now());
  const more = start + limit < units.length;
  return { status: 200, body: { customAggregationUnits: units.slice(start, start + limit), ...(more && { next: String(start + limit) }) } };
}

function dayOf({ query }: Call, name: string): string {
  const date = query.get(name) ?? '';
  if (!/^\d{8}$/.test(date) || Number.isNaN(dayNumber(date))) throw invalidParameter(name);
  return date;
}

/** Both days of a period, in order and not too far apart. */
function spanOf(call: Call, maxDays: number): [from: string, to: string] {
  const [from, to] = [dayOf(call, 'from'), dayOf(call, 'to')];
  if (to < from || daysBetween(from, to) > maxDays) throw new LineError(400, `The period must be ${maxDays} days or shorter`);
  return [from, to];
}

const dayNumber = (date: string): number => Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`) / 86_400_000;

const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** A day is counted on the next one, UTC+9. */
function readiness({ world }: Call, date: string): 'ready' | 'unready' | 'out_of_service' {
  if (date < COUNTED_SINCE) return 'out_of_service';
  return date >= lineDate(world.now()) ? 'unready' : 'ready';
}

