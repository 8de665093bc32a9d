import type { PhoneBubble, PhoneChat, PhoneGroup, PhonePerson, PhoneRichMenu } from '@chatloom/contract';
import { KEPT_BUBBLES } from './applyChange';
import type { SimBubble, SimChatView, SimGroup, SimRichMenuView, SimUser } from './simulatorShapes';

export function toPhonePerson(user: SimUser): PhonePerson {
  return { userId: user.userId, displayName: user.displayName, language: user.language ?? null, isFriend: user.friend && !user.blocked, hasBlocked: user.blocked };
}

export function toPhoneGroup({ groupId, kind, name, members, joined }: SimGroup): PhoneGroup {
  return { groupId, kind, name, members, hasBot: joined };
}

/** `null` when nothing is shown below the chat. */
export function toPhoneRichMenu(view: SimRichMenuView | undefined): PhoneRichMenu | null {
  if (!view?.menu || view.source === 'none') return null;
  const { richMenuId, chatBarText, selected, size, areas } = view.menu;
  return { richMenuId, chatBarText, selected, ...size, areas: areas.map(({ bounds, action }) => ({ ...bounds, action: action as PhoneRichMenu['areas'][number]['action'] })), source: view.source };
}

/** Finds the bubble a message quotes: a bot by the token of it, a person by its id (FACTS §7). */
function quotedBubble({ side, message }: SimBubble, bubbles: readonly SimBubble[]): string | undefined {
  const token = message['quoteToken'];
  const id = message['quotedMessageId'];
  if (side === 'bot' && typeof token === 'string') return bubbles.find((bubble) => bubble.quoteToken === token)?.id ?? 'gone';
  if (typeof id === 'string') return bubbles.find((bubble) => bubble.id === id)?.id ?? 'gone';
  return undefined;
}

export function toPhoneBubble(bubble: SimBubble, bubbles: readonly SimBubble[] = []): PhoneBubble {
  const message = bubble.unsent ? { type: 'unsend' } : bubble.coupon ? { ...bubble.message, coupon: bubble.coupon } : bubble.message;
  const quotes = bubble.unsent ? undefined : quotedBubble(bubble, bubbles);
  return {
    id: bubble.id,
    at: new Date(bubble.at).toISOString(),
    from: bubble.unsent || bubble.side === 'notice' ? 'event' : bubble.side === 'bot' ? 'bot' : 'person',
    message: message as PhoneBubble['message'],
    ...(bubble.via ? { by: bubble.via === 'reply' || bubble.via === 'push' ? bubble.via : 'other' } : {}),
    cost: bubble.cost ?? 0,
    isRead: bubble.read ?? false,
    hasLiveQuickReply: bubble.quickRepliesAlive ?? false,
    isSilent: bubble.notificationDisabled ?? false,
    isEdited: bubble.edited ?? false,
    ...(bubble.userId === undefined ? {} : { userId: bubble.userId }),
    ...(quotes === undefined ? {} : { quotes }),
    ...(bubble.webhook ? { webhook: toWebhook(bubble.webhook) } : {}),
  };
}

function toWebhook({ state, reason, statusCode }: NonNullable<SimBubble['webhook']>): PhoneBubble['webhook'] {
  const detail = [reason, statusCode].filter((part) => part !== undefined).join(' ');
  return { state: state === 'notSent' ? 'failed' : state, detail: detail === '' ? null : detail };
}

/** The chat window as the studio draws it, out of what the simulator and our own tables know. */
export function toPhoneChat(view: SimChatView, ours: Pick<PhoneChat, 'person' | 'group' | 'conversationId' | 'timers'>): PhoneChat {
  const bubbles = view.bubbles.slice(-KEPT_BUBBLES);
  return {
    ...ours,
    // Newer than what was known when the window opened: friendship changes in the chat itself.
    person: view.user ? toPhonePerson(view.user) : ours.person,
    bubbles: bubbles.map((bubble) => toPhoneBubble(bubble, view.bubbles)),
    loadingUntil: view.loadingUntil > 0 ? new Date(view.loadingUntil).toISOString() : null,
    richMenu: toPhoneRichMenu(view.richMenu),
    isMenuOutdated: view.richMenu?.outdated ?? false,
  };
}
