const KEY = 'chatloom.lastBot';

/** The bot looked at last on this computer. */
export const lastBotId = (): string | null => localStorage.getItem(KEY);
export const rememberBot = (botId: string): void => localStorage.setItem(KEY, botId);
