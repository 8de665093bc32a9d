import type { MessageObject } from '../world/bubble';
import { readQuoteToken } from '../world/quoteTokens';
import { bodyErrors } from './lineError';

/**
 * Quotes are for replies and pushes, within one chat (FACTS §7). The wording of LINE's refusal is not published.
 *
 * @param chatId where the messages go; nothing for sends to many
 */
export function checkQuotes(messages: MessageObject[], chatId: string | undefined): void {
  const faults = messages.flatMap(({ quoteToken }, index) => {
    if (quoteToken === undefined) return [];
    if (chatId !== undefined && typeof quoteToken === 'string' && readQuoteToken(chatId, quoteToken) !== undefined) return [];
    return [{ message: chatId === undefined ? 'Must not be specified' : 'invalid quoteToken', property: `messages[${index}].quoteToken` }];
  });
  if (faults.length > 0) throw bodyErrors(faults);
}
