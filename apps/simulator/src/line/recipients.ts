import type { Channel, SimUser } from '../world/channel';

/** Non-friends can be pushed to for this long after they wrote in 1:1 chat (FACTS §3). */
const STRANGER_REACH_MS = 7 * 24 * 3_600_000;

export const USER_ID = /^U[0-9a-f]{32}$/;
const CHAT_ID = /^[UCR][0-9a-f]{32}$/;

export const isUserId = (id: unknown): id is string => typeof id === 'string' && USER_ID.test(id);
export const isChatId = (id: unknown): id is string => typeof id === 'string' && CHAT_ID.test(id);

/** Whether a push reaches this person: LINE drops it silently otherwise. */
export function reachesByPush(user: SimUser, now: number): boolean {
  if (user.blocked) return false;
  return user.friend || (user.lastWroteAt !== undefined && now - user.lastWroteAt <= STRANGER_REACH_MS);
}

/** Multicast and broadcast reach friends only. */
export const reachesByMulticast = (user: SimUser): boolean => user.friend && !user.blocked;

/** Whether the profile can be read: friends, and strangers who wrote; not those who block. */
export const showsProfile = (user: SimUser): boolean => !user.blocked && (user.friend || user.lastWroteAt !== undefined);

/** Where a push goes, and what it counts: people in it, without the bot. `undefined` for an ID nobody has. */
export function pushTarget(channel: Channel, to: string, now: number): { delivers: boolean; cost: number } | undefined {
  const group = channel.groups.get(to);
  if (group) return group.joined ? { delivers: true, cost: group.members.size } : undefined;
  const user = channel.users.get(to);
  if (!user) return undefined;
  const reached = reachesByPush(user, now);
  return { delivers: reached, cost: reached ? 1 : 0 };
}
