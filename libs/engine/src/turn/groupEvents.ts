import type { Json, JsonObject } from '../types';

/** LINE ids of the members a `memberLeft` event names (FACTS §5); empty for other events. */
export function leavers(event: JsonObject & { type: string }): string[] {
  return event.type === 'memberLeft' ? userIds(objectOf(event.left).members) : [];
}

/** LINE ids of the members a `memberJoined` event names (FACTS §5); empty for other events. */
export function joiners(event: JsonObject & { type: string }): string[] {
  return event.type === 'memberJoined' ? userIds(objectOf(event.joined).members) : [];
}

/** The message an `unsend` event takes back (FACTS §5); undefined for other events. */
export function unsentMessageId(event: JsonObject & { type: string }): string | undefined {
  if (event.type !== 'unsend') return undefined;
  const { messageId } = objectOf(event.unsend);
  return typeof messageId === 'string' ? messageId : undefined;
}

/** Did an `accountLink` event join the accounts (FACTS §5)? Undefined for other events. */
export function linkResult(event: JsonObject & { type: string }): boolean | undefined {
  return event.type === 'accountLink' ? objectOf(event.link).result === 'ok' : undefined;
}

function userIds(members: Json | undefined): string[] {
  if (!Array.isArray(members)) return [];
  return members.flatMap((member) => {
    const { userId } = objectOf(member);
    return typeof userId === 'string' && userId !== '' ? [userId] : [];
  });
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
