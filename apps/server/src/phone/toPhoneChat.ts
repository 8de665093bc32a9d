import type { PhoneBubble, PhoneChat, PhonePerson } from '@chatloom/contract';
import { KEPT_BUBBLES } from './applyChange';
import type { SimBubble, SimChatView, SimUser } from './simulatorShapes';

export function toPhonePerson(user: SimUser): PhonePerson {
  return { userId: user.userId, displayName: user.displayName, language: user.language ?? null, isFriend: user.friend && !user.blocked, hasBlocked: user.blocked };
}

export function toPhoneBubble(bubble: SimBubble): PhoneBubble {
  const message = bubble.unsent ? { type: 'unsend' } : bubble.message;
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
    ...(bubble.webhook ? { webhook: toWebhook(bubble.webhook) } : {}),
  };
}

function toWebhook({ state, reason, statusCode }: NonNullable<SimBubble['webhook']>): PhoneBubble['webhook'] {
  const detail = [reason, statusCode].filter((part) => part !== undefined).join(' ');
  return { state: state === 'notSent' ? 'failed' : state, detail: detail === '' ? null : detail };
}

/** The chat window as the studio draws it, out of what the simulator and our own tables know. */
export function toPhoneChat(view: SimChatView, ours: Pick<PhoneChat, 'conversationId' | 'timers'>): PhoneChat {
  return {
    person: toPhonePerson(view.user),
    bubbles: view.bubbles.slice(-KEPT_BUBBLES).map(toPhoneBubble),
    loadingUntil: view.loadingUntil > 0 ? new Date(view.loadingUntil).toISOString() : null,
    ...ours,
  };
}
