import type { PhoneWire } from '@chatloom/contract';
import type { SimRequest, SimWebhook } from './simulatorShapes';

/** A call of LINE's API as the inspector shows it. */
export function toWireRequest({ requestId, at, cost = 0, retryKey, method, path, status, request, response }: SimRequest): PhoneWire['requests'][number] {
  return { id: requestId, at: new Date(at).toISOString(), method, path, status, request, response, cost, ...(retryKey === undefined ? {} : { retryKey }) };
}

/** A webhook event as the inspector shows it. */
export function toWireWebhook({ webhookEventId, at, type, state, reason, statusCode, attempts, event }: SimWebhook): PhoneWire['webhooks'][number] {
  const detail = [reason, statusCode].filter((part) => part !== undefined).join(' ');
  return {
    id: webhookEventId,
    at: new Date(at).toISOString(),
    type,
    state: state === 'notSent' ? 'failed' : state,
    detail: detail === '' ? null : detail,
    attempts: attempts.length,
    event: event as PhoneWire['webhooks'][number]['event'],
  };
}
