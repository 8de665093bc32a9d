/** What the simulator's driver API answers, as far as the phone reads it (apps/simulator/README.md). Times are epoch ms. */
export interface SimUser {
  userId: string;
  displayName: string;
  language?: string;
  friend: boolean;
  blocked: boolean;
}

export interface SimBubble {
  id: string;
  side: 'bot' | 'user' | 'notice';
  at: number;
  message: { type: string; [field: string]: unknown };
  via?: 'reply' | 'push' | 'multicast' | 'broadcast';
  cost?: number;
  notificationDisabled?: boolean;
  quickRepliesAlive?: boolean;
  read?: boolean;
  unsent?: boolean;
  webhook?: { webhookEventId: string; state: 'waiting' | 'delivered' | 'failed' | 'notSent'; reason?: string; statusCode?: number };
}

export interface SimChatView {
  user: SimUser;
  bubbles: SimBubble[];
  loadingUntil: number;
}

export type SimChatChange =
  | { type: 'added'; bubble: SimBubble }
  | { type: 'changed'; bubble: SimBubble }
  | { type: 'loading'; until: number }
  | { type: 'friend'; friend: boolean; blocked: boolean }
  | { type: 'cleared' };

export interface SimChaos {
  slowMs: number;
  duplicate: number;
  failNext?: { status: number; count: number };
}
