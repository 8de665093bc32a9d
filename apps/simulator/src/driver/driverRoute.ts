import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebhookRecord } from '../webhooks/webhookRecord';

/** One call of the driver API. */
export interface DriverCall {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  request: IncomingMessage;
  response: ServerResponse;
}
/** An address of the driver API. */
export interface DriverRoute {
  method: string;
  path: string;
  /** The body of the answer, or nothing when it has been answered already. */
  answer(call: DriverCall): unknown;
}

export const on = (method: string, path: string, answer: DriverRoute['answer']): DriverRoute => ({ method, path, answer });

/** What caused a webhook answers with its id, and with its fate when asked to wait. */
export async function told(record: WebhookRecord, wait: boolean, more: object = {}): Promise<object> {
  if (wait) await record.settled;
  return { ...more, webhookEventId: record.webhookEventId, ...(wait && { webhook: record.status }) };
}
