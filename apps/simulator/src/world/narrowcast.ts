import type { MessageObject } from './bubble';

/** A narrowcast on its way (FACTS §12). */
export interface Narrowcast {
  requestId: string;
  phase: 'waiting' | 'sending' | 'succeeded' | 'failed';
  /** Epoch ms. */
  acceptedAt: number;
  completedAt?: number;
  /** LINE's numbers for failures, 1 to 5. */
  errorCode?: number;
  failedDescription?: string;
  /** Quota set aside while it runs (FACTS §12: for the whole target reach). */
  reserved: number;
  targets: string[];
  request: {
    messages: MessageObject[];
    recipient?: unknown;
    demographic?: unknown;
    limit: { max?: number; upToRemainingQuota?: boolean; forbidPartialDelivery?: boolean };
    notificationDisabled: boolean;
  };
}
