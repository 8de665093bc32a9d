import { done, type GatewayChannel, type LineCaller } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** Small signs in a chat that are no messages. They cost nothing and leave nothing behind. */
export interface ChatCalls {
  /**
   * Shows three moving dots in a 1:1 chat until the next message of the bot, or for so long. LINE accepts the call also when
   * nobody sees it, for instance because the chat is not open (FACTS §3).
   * @param seconds 5 to 60 in steps of five
   */
  showLoading(channel: GatewayChannel, userId: string, seconds: number): Promise<CallOutcome<true>>;
  /** Marks everything up to a message as read. Of use only while "Chat" is on for the account (FACTS §3). */
  markAsRead(channel: GatewayChannel, markAsReadToken: string): Promise<CallOutcome<true>>;
}

/** Builds the calls; see `ChatCalls`. */
export function chatCalls({ call }: Pick<LineCaller, 'call'>): ChatCalls {
  return {
    showLoading: (channel, chatId, loadingSeconds) =>
      call(channel, { endpoint: 'showLoading', method: 'POST', path: '/v2/bot/chat/loading/start', json: { chatId, loadingSeconds } }, done),
    markAsRead: (channel, markAsReadToken) => call(channel, { endpoint: 'markAsRead', method: 'POST', path: '/v2/bot/chat/markAsRead', json: { markAsReadToken } }, done),
  };
}
