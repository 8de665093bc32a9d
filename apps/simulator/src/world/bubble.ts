/** A LINE message object as sent by a bot or composed for a user. */
export type MessageObject = { type: string; [field: string]: unknown };

/** How the webhook of something a user did went. */
export interface WebhookStatus {
  webhookEventId: string;
  state: 'waiting' | 'delivered' | 'failed' | 'notSent';
  /** LINE's own words for failures (FACTS §4): could_not_connect, request_timeout, error_status_code, unclassified. */
  reason?: string;
  statusCode?: number;
}

/** One entry of a chat, by either side. */
export interface Bubble {
  id: string;
  side: 'bot' | 'user' | 'notice';
  /** Epoch ms by the simulator's clock. */
  at: number;
  /** Who said it, on the user side. */
  userId?: string;
  message: MessageObject;
  quoteToken?: string;
  /** The API call a bot's message came by. */
  via?: 'reply' | 'push' | 'multicast' | 'narrowcast' | 'broadcast';
  /** The message it quotes, when it has a `quoteToken` of this chat. */
  quotedMessageId?: string;
  /** Messages of the monthly quota the whole call cost in this chat. */
  cost?: number;
  requestId?: string;
  notificationDisabled?: boolean;
  /** Whether its quick replies can still be tapped; present on messages that have some. */
  quickRepliesAlive?: boolean;
  webhook?: WebhookStatus;
  /** The bot has marked it as read. */
  read?: boolean;
  /** Of a coupon message: what the person sees of the coupon. */
  coupon?: { title: string; description?: string; imageUrl?: string };
  /** The person took it back. */
  unsent?: boolean;
  edited?: boolean;
}

/** What a watcher of a chat is told. */
export type ChatChange =
  | { type: 'added'; bubble: Bubble }
  | { type: 'changed'; bubble: Bubble }
  | { type: 'loading'; until: number }
  /** What is shown below the messages changed; the driver's stream adds the menu itself as `richMenu`. */
  | { type: 'richMenu' }
  | { type: 'friend'; friend: boolean; blocked: boolean }
  | { type: 'cleared' }
  /** As if these had never been said. */
  | { type: 'removed'; ids: string[] };
