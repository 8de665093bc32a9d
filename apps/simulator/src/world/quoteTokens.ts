import { createHmac, randomBytes } from 'node:crypto';

/** Tokens never end (FACTS §7), so they are not stored: they name their message, and are signed against made-up ones. */
const KEY = 'quote tokens of the simulator';

/** A fresh token for a message: opaque to bots, about as long as LINE's, another one each time. */
export function quoteTokenOf(chatId: string, messageId: string): string {
  const named = Buffer.from(`${chatId} ${messageId} ${randomBytes(9).toString('base64url')}`).toString('base64url');
  return `${named}.${signature(named)}`;
}

/** The message a token quotes; nothing when the token is none, or is for another chat. */
export function readQuoteToken(chatId: string, token: string): string | undefined {
  const [named = '', signed] = token.split('.');
  const [chat, messageId] = Buffer.from(named, 'base64url').toString('utf8').split(' ');
  return chat === chatId && messageId !== undefined && signed === signature(named) ? messageId : undefined;
}

const signature = (named: string): string => createHmac('sha256', KEY).update(named).digest('base64url');
