/** What the simulator's driver API answers, as far as the phone reads it (apps/simulator/README.md). Times are epoch ms. */
export interface SimUser {
  userId: string;
  displayName: string;
  language?: string;
  friend: boolean;
  blocked: boolean;
}

export interface SimGroup {
  groupId: string;
  kind: 'group' | 'room';
  name: string;
  members: string[];
  joined: boolean;
}

export interface SimRichMenuView {
  source: 'user' | 'default' | 'none';
  outdated: boolean;
  menu?: {
    richMenuId: string;
    chatBarText: string;
    selected: boolean;
    size: { width: number; height: number };
    areas: { bounds: { x: number; y: number; width: number; height: number }; action: Record<string, unknown> }[];
  };
}

export interface SimBubble {
  id: string;
  side: 'bot' | 'user' | 'notice';
  at: number;
  userId?: string;
  message: { type: string; [field: string]: unknown };
  /** Of a coupon message: what is shown of the coupon. */
  coupon?: { title: string; description?: string; imageUrl?: string };
  quoteToken?: string;
  via?: 'reply' | 'push' | 'multicast' | 'narrowcast' | 'broadcast';
  cost?: number;
  notificationDisabled?: boolean;
  quickRepliesAlive?: boolean;
  read?: boolean;
  unsent?: boolean;
  edited?: boolean;
  webhook?: { webhookEventId: string; state: 'waiting' | 'delivered' | 'failed' | 'notSent'; reason?: string; statusCode?: number };
}

export interface SimChatView {
  /** Absent in the chat of a group. */
  user?: SimUser;
  bubbles: SimBubble[];
  loadingUntil: number;
  richMenu?: SimRichMenuView;
}

export type SimChatChange =
  | { type: 'added'; bubble: SimBubble }
  | { type: 'changed'; bubble: SimBubble }
  | { type: 'loading'; until: number }
  | { type: 'richMenu'; richMenu: SimRichMenuView }
  | { type: 'friend'; friend: boolean; blocked: boolean }
  | { type: 'cleared' }
  | { type: 'removed'; ids: string[] };

export interface SimChaos {
  slowMs: number;
  duplicate: number;
  delayMs: number;
  reorder: boolean | number;
  batch: number;
  unknownEvent: boolean;
  failNext?: { status: number; count: number };
}

export interface SimRequest {
  requestId: string;
  at: number;
  method: string;
  path: string;
  status: number;
  request: string;
  response: string;
  retryKey?: string;
  cost?: number;
}

export interface SimWebhook {
  webhookEventId: string;
  type: string;
  at: number;
  state: 'waiting' | 'delivered' | 'failed' | 'notSent';
  reason?: string;
  statusCode?: number;
  attempts: unknown[];
  event: Record<string, unknown>;
}
