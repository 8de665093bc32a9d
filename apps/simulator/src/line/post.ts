import type { Bubble, MessageObject } from '../world/bubble';
import type { Channel } from '../world/channel';
import { quoteTokenOf, readQuoteToken } from '../world/quoteTokens';
import type { SentMessageInfo } from '../world/retryKeys';
import type { World } from '../world/world';

/** Message types that can be quoted (FACTS §7). */
const QUOTABLE = new Set(['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex']);

/** What all bubbles of one send share. */
export interface Post {
  world: World;
  channel: Channel;
  requestId: string;
  messages: MessageObject[];
  via: NonNullable<Bubble['via']>;
  /** Of the quota, for the whole send in this chat. */
  cost: number;
  notificationDisabled: boolean;
  /** False when LINE drops the messages silently: they get their ids all the same. */
  delivers: boolean;
}

/** Puts the messages of a send into a chat. */
export function post({ world, channel, requestId, messages, via, cost, notificationDisabled, delivers }: Post, chatId: string): SentMessageInfo[] {
  const chat = channel.chat(chatId);
  const at = world.now();
  return messages.map((message, index) => {
    const sent = sentInfo(chatId, world.messageIds.next(), message);
    if (delivers) {
      const quotedMessageId = typeof message.quoteToken === 'string' ? readQuoteToken(chatId, message.quoteToken) : undefined;
      chat.add({
        ...sent,
        side: 'bot',
        at,
        message,
        via,
        // The call is paid once per recipient, not per bubble.
        cost: index === 0 ? cost : 0,
        requestId,
        ...couponOf(channel, message),
        ...(quotedMessageId !== undefined && { quotedMessageId }),
        ...(notificationDisabled && { notificationDisabled: true }),
      });
    }
    return sent;
  });
}

/** A coupon message names the coupon only by its id; the chat shows its title and picture. */
function couponOf(channel: Channel, message: MessageObject): Pick<Bubble, 'coupon'> {
  const request = message.type === 'coupon' ? channel.coupons.get(String(message.couponId))?.request : undefined;
  if (!request) return {};
  const { title, description, imageUrl } = request;
  return { coupon: { title, ...(description !== undefined && { description }), ...(imageUrl !== undefined && { imageUrl }) } };
}

/** What a send answers for one message. */
export function sentInfo(chatId: string, id: string, message: MessageObject): SentMessageInfo {
  return QUOTABLE.has(message.type) ? { id, quoteToken: quoteTokenOf(chatId, id) } : { id };
}
