import { createContext, useContext } from 'react';

/** The bot a form is about, for fields that offer what the bot has (pictures, coupons); null where there is none. */
export const BotScope = createContext<string | null>(null);

/** The bot this part of the page is about. */
export function useBotScope(): string | null {
  return useContext(BotScope);
}
