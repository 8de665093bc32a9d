import type { WebhookStatus } from '../world/bubble';

/** One attempt to hand an event to the bot. */
export interface WebhookAttempt {
  at: number;
  isRedelivery: boolean;
  state: 'delivered' | 'failed';
  reason?: 'could_not_connect' | 'request_timeout' | 'error_status_code' | 'unclassified';
  detail?: string;
  statusCode?: number;
  /** How long the bot took, real ms. */
  tookMs: number;
}

/** An event of the delivery log. */
export interface WebhookRecord {
  webhookEventId: string;
  chatId?: string;
  type: string;
  /** When the event happened; epoch ms. */
  at: number;
  replyToken?: string;
  /** As it is sent, apart from `deliveryContext.isRedelivery`. */
  event: Record<string, unknown>;
  attempts: WebhookAttempt[];
  status: WebhookStatus;
  /** Told at each change of `status`. */
  onStatus?: (status: WebhookStatus) => void;
  /** Resolves after the first attempt, or at once when nothing is sent. */
  settled: Promise<void>;
  settle: () => void;
}

/** The log entry as the driver API shows it. */
export function toJson(record: WebhookRecord): object {
  const { webhookEventId, chatId, type, at, event, attempts, status } = record;
  return { webhookEventId, chatId, type, at, state: status.state, reason: status.reason, statusCode: status.statusCode, attempts, event };
}
