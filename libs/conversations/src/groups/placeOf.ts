import type { GroupPlace } from '@chatloom/line';

/** The group or room behind a conversation's key (`g:<id>`, `r:<id>`); `null` for a 1:1 chat. */
export function placeOf(conversationKey: string): GroupPlace | null {
  const id = conversationKey.slice(2);
  if (conversationKey.startsWith('g:')) return { kind: 'group', id };
  return conversationKey.startsWith('r:') ? { kind: 'room', id } : null;
}
