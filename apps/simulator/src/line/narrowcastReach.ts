import type { Channel, SimUser } from '../world/channel';
import { audienceStatus } from './audiences';
import { type ErrorDetail } from './lineError';
import { reachesByMulticast } from './recipients';

/** FACTS §12. */
const RECIPIENT_OBJECTS = 10;
const DEMOGRAPHIC_FILTERS = 10;
const REDELIVERY_AGE_MAX_MS = 14 * 86_400_000;
const DAY_MS = 86_400_000;

type Node = { type?: unknown; and?: unknown; or?: unknown; not?: unknown; [field: string]: unknown };

/** A tree of recipients or demographic filters that may be asked who belongs to it. */
export interface ReachTree {
  faults: ErrorDetail[];
  /** How many leaves there are. */
  leaves: Node[];
}

/** Checks the shape of `recipient`: exactly one of and, or, not per operator; audiences ready, redeliveries possible. */
export function checkRecipient(channel: Channel, recipient: unknown, now: number): ErrorDetail[] {
  const { faults, leaves } = walk(recipient, 'recipient');
  if (leaves.length > RECIPIENT_OBJECTS) faults.push({ message: `Size must be between 1 and ${RECIPIENT_OBJECTS}`, property: 'recipient' });
  for (const leaf of leaves) {
    if (leaf.type === 'audience') {
      const audience = channel.audiences.groups.get(Number(leaf.audienceGroupId));
      const ready = audience && audienceStatus(audience, now, channel.settings.asyncMs, channel.settings.lenient) === 'READY';
      if (!ready) faults.push({ message: 'audience group is not found or not ready', property: 'recipient' });
    } else if (leaf.type === 'redelivery') {
      const earlier = channel.narrowcasts.get(String(leaf.requestId));
      const possible = earlier?.phase === 'succeeded' && now - earlier.acceptedAt < REDELIVERY_AGE_MAX_MS;
      if (!possible) faults.push({ message: 'the request cannot be redelivered', property: 'recipient' });
    } else faults.push({ message: 'Must be one of the following values: [operator, audience, redelivery]', property: 'recipient.type' });
  }
  return faults;
}

const DEMOGRAPHICS = ['gender', 'age', 'appType', 'area', 'subscriptionPeriod'];

/** Checks the shape of `filter.demographic`. */
export function checkDemographic(demographic: unknown): ErrorDetail[] {
  const { faults, leaves } = walk(demographic, 'filter.demographic');
  if (leaves.length > DEMOGRAPHIC_FILTERS) faults.push({ message: `Size must be between 1 and ${DEMOGRAPHIC_FILTERS}`, property: 'filter.demographic' });
  for (const leaf of leaves) {
    if (!DEMOGRAPHICS.includes(String(leaf.type))) {
      faults.push({ message: `Must be one of the following values: [operator, ${DEMOGRAPHICS.join(', ')}]`, property: 'filter.demographic.type' });
    }
  }
  return faults;
}

function walk(node: unknown, property: string): ReachTree {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return { faults: [{ message: 'must be specified', property }], leaves: [] };
  const one = node as Node;
  if (one.type !== 'operator') return { faults: [], leaves: [one] };
  const given = (['and', 'or', 'not'] as const).filter((operator) => one[operator] !== undefined);
  const inner = given.length === 1 ? (given[0] === 'not' ? [one.not] : (one[given[0]!] as unknown)) : undefined;
  if (!Array.isArray(inner) || inner.length === 0) return { faults: [{ message: 'exactly one of and, or, not must be specified, and not be empty', property }], leaves: [] };
  const parts = inner.map((part) => walk(part, property));
  return { faults: parts.flatMap(({ faults }) => faults), leaves: parts.flatMap(({ leaves }) => leaves) };
}

/** Everybody the narrowcast is for: friends in the audiences, with the attributes. */
export function reachOf(channel: Channel, recipient: unknown, demographic: unknown, now: number): string[] {
  return [...channel.users.values()]
    .filter(reachesByMulticast)
    .filter((user) => recipient === undefined || holds(recipient as Node, (leaf) => belongs(channel, leaf, user)))
    .filter((user) => demographic === undefined || holds(demographic as Node, (leaf) => fits(leaf, user, now)))
    .map((user) => user.userId);
}

/** The audiences of a recipient tree that were not uploaded: those need fifty people each (FACTS §12). */
export function followedAudiences(channel: Channel, recipient: unknown): string[][] {
  return walk(recipient, '')
    .leaves.map((leaf) => channel.audiences.groups.get(Number(leaf.audienceGroupId)))
    .flatMap((audience) => (audience && audience.type !== 'UPLOAD' ? [audience.members] : []));
}

function holds(node: Node, leafHolds: (leaf: Node) => boolean): boolean {
  if (node.type !== 'operator') return leafHolds(node);
  if (node.and !== undefined) return (node.and as Node[]).every((part) => holds(part, leafHolds));
  if (node.or !== undefined) return (node.or as Node[]).some((part) => holds(part, leafHolds));
  return !holds(node.not as Node, leafHolds);
}

function belongs(channel: Channel, leaf: Node, user: SimUser): boolean {
  if (leaf.type === 'audience') return channel.audiences.groups.get(Number(leaf.audienceGroupId))?.members.includes(user.userId) ?? false;
  return channel.narrowcasts.get(String(leaf.requestId))?.targets.includes(user.userId) ?? false;
}

/** Attributes nobody knows of a person do not fit any filter. */
function fits(leaf: Node, user: SimUser, now: number): boolean {
  const { gender, age, appType, area } = user.attributes ?? {};
  switch (leaf.type) {
    case 'gender':
      return oneOf(leaf, gender);
    case 'appType':
      return oneOf(leaf, appType);
    case 'area':
      return oneOf(leaf, area);
    case 'age':
      return age !== undefined && within(leaf, age, 'age_');
    default:
      return user.friendSince !== undefined && within(leaf, (now - user.friendSince) / DAY_MS, 'day_');
  }
}

const oneOf = (leaf: Node, value: string | undefined): boolean => value !== undefined && Array.isArray(leaf.oneOf) && leaf.oneOf.includes(value);

/** `gte` and `lt` are written `age_20`, `day_30`. */
function within(leaf: Node, value: number, prefix: string): boolean {
  const bound = (written: unknown): number | undefined => (typeof written === 'string' && written.startsWith(prefix) ? Number(written.slice(prefix.length)) : undefined);
  const [from, below] = [bound(leaf.gte), bound(leaf.lt)];
  return (from === undefined || value >= from) && (below === undefined || value < below);
}
