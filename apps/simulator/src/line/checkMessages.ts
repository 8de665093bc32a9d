import { messagesErrorBody } from '@chatloom/messages';
import type { MessageObject } from '../world/bubble';
import { bodyErrors, type ErrorDetail, LineError } from './lineError';

/**
 * The messages of a send or of a validate call, once they pass every limit of FACTS §7-§8.
 *
 * @param envelope faults of the other fields of the same body, reported together with those of the messages
 * @throws LineError in LINE's words
 */
export function checkMessages(messages: unknown, lenient: boolean, envelope: ErrorDetail[] = []): MessageObject[] {
  const error = messagesErrorBody(messages, { lenient });
  if (error && envelope.length === 0) throw new LineError(400, error.message, error.details);
  if (error || envelope.length > 0) throw bodyErrors([...envelope, ...(error?.details ?? [])]);
  return messages as MessageObject[];
}
