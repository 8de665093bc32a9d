import type { WebhookTarget } from '../driver/WebhookClient';

/** A bot under measurement: a process, and where its webhooks go. */
export interface Contestant {
  name: string;
  pid: number;
  targets: WebhookTarget[];
  stop(): Promise<void>;
}
