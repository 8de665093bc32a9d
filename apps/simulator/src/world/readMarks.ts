import type { Channel } from './channel';

/** Opaque to bots; names the message up to which the bot has read. */
export const readToken = (chatId: string, messageId: string): string => Buffer.from(`${chatId} ${messageId}`).toString('base64url');

/** Marks what the person wrote up to the token's message as read; false for a token that was never given out. */
export function markRead(channel: Channel, token: string): boolean {
  const [chatId = '', messageId] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
  const chat = channel.chats.get(chatId);
  const last = chat?.bubbles.findIndex((bubble) => bubble.id === messageId) ?? -1;
  if (!chat || messageId === undefined) return false;
  for (const bubble of chat.bubbles.slice(0, last + 1)) {
    if (bubble.side === 'user' && !bubble.read) {
      bubble.read = true;
      chat.changed(bubble);
    }
  }
  return true;
}
