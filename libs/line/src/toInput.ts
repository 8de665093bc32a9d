import { type InboundMessage, type Input, joiners, type Json, type JsonObject, leavers } from '@chatloom/engine';
import type { WebhookEvent } from './webhook';

/**
 * What a webhook event means to the engine. Messages, taps, follow and unfollow have inputs of their own; everything
 * else, also types LINE adds later and known types with a part missing, becomes `eventReceived` with the event as it came.
 */
export function toInput(event: WebhookEvent): Input {
  const input = inputOf(event);
  const from = speakerOf(event);
  return from === undefined ? input : { ...input, from };
}

/** In a group: who did it, where LINE says so. Of somebody who came or went alone, that person. */
function speakerOf({ source, raw }: WebhookEvent): string | undefined {
  if (!source || (source.groupId === undefined && source.roomId === undefined)) return undefined;
  if (source.userId !== undefined) return source.userId;
  const members = [...joiners(raw), ...leavers(raw)];
  return members.length === 1 ? members[0] : undefined;
}

function inputOf(event: WebhookEvent): Input {
  const { raw, timestamp: at } = event;
  switch (event.type) {
    case 'message':
      if (isObject(raw.message) && typeof raw.message.type === 'string' && typeof raw.message.id === 'string') {
        return { at, type: 'messageReceived', message: raw.message as unknown as InboundMessage };
      }
      break;
    case 'postback':
      if (isObject(raw.postback) && typeof raw.postback.data === 'string') {
        const params = textValues(raw.postback.params);
        return { at, type: 'postbackReceived', data: raw.postback.data, ...(params && { params }) };
      }
      break;
    case 'follow':
      return { at, type: 'friendAdded', isUnblocked: isObject(raw.follow) && raw.follow.isUnblocked === true };
    case 'unfollow':
      return { at, type: 'friendRemoved' };
  }
  return { at, type: 'eventReceived', event: raw };
}

function textValues(params: Json | undefined): Record<string, string> | undefined {
  if (!isObject(params)) return undefined;
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
