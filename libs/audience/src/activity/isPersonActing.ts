/** Webhook events that a person causes by doing something (FACTS §5); being near a beacon is not doing something. */
const ACTIVE_EVENTS: ReadonlySet<string> = new Set(['unsend', 'videoPlayComplete', 'accountLink']);

/**
 * Is the person there? They wrote, tapped, added the account, watched a video …; to block it is none of these.
 * @param eventType of an `eventReceived`
 */
export function isPersonActing(inputType: string, eventType: string | null): boolean {
  if (inputType === 'eventReceived') return eventType !== null && ACTIVE_EVENTS.has(eventType);
  return inputType === 'messageReceived' || inputType === 'postbackReceived' || inputType === 'friendAdded';
}
