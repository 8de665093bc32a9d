import type { PhoneAction } from '@chatloom/contract';
import type { Loose } from './loose';

/** What was tapped: a button of a message, or an area of the rich menu. */
export type TapTarget = { messageId: string; action: Loose } | { area: number; action: Loose };

/** The tap as the server takes it; `params` is what a date picker gave. */
export function tapAction(target: TapTarget, params?: Record<string, string>): PhoneAction {
  const picked = params === undefined ? {} : { params };
  if ('area' in target) return { type: 'tapMenu', area: target.area, ...picked };
  // The action came from the server as JSON; only our reading of it is loose.
  return { type: 'tap', messageId: target.messageId, action: target.action as Extract<PhoneAction, { type: 'tap' }>['action'], ...picked };
}
