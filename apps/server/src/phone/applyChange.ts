import type { SimChatChange, SimChatView } from './simulatorShapes';

/** Bubbles the phone keeps; the simulator keeps more. */
export const KEPT_BUBBLES = 200;

/** A chat after a change the simulator told of. */
export function applyChange(chat: SimChatView, change: SimChatChange): SimChatView {
  switch (change.type) {
    case 'added':
      return { ...chat, bubbles: [...chat.bubbles, change.bubble].slice(-KEPT_BUBBLES), loadingUntil: change.bubble.side === 'bot' ? 0 : chat.loadingUntil };
    case 'changed':
      return { ...chat, bubbles: chat.bubbles.map((bubble) => (bubble.id === change.bubble.id ? change.bubble : bubble)) };
    case 'loading':
      return { ...chat, loadingUntil: change.until };
    case 'richMenu':
      return { ...chat, richMenu: change.richMenu };
    case 'friend':
      return chat.user ? { ...chat, user: { ...chat.user, friend: change.friend, blocked: change.blocked } } : chat;
    case 'removed':
      return { ...chat, bubbles: chat.bubbles.filter((bubble) => !change.ids.includes(bubble.id)), loadingUntil: 0 };
    case 'cleared':
      return { ...chat, bubbles: [], loadingUntil: 0 };
    default:
      // A newer simulator tells of something this version does not show.
      return chat;
  }
}
