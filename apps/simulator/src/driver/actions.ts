import type { MessageObject } from '../world/bubble';

/** A LINE action object (FACTS §7 "Actions"). */
export type LineAction = { type: string; [field: string]: unknown };

/** The actions of a message in reading order: what `actionIndex` counts. Quick replies are apart. */
export function actionsOf(message: MessageObject): LineAction[] {
  const found: LineAction[] = [];
  const { quickReply: _apart, ...rest } = message;
  collect(rest, found);
  return found;
}

/** The actions of a message's quick replies. */
export function quickRepliesOf(message: MessageObject): LineAction[] {
  const { items } = (message.quickReply ?? {}) as { items?: { action?: LineAction }[] };
  return (items ?? []).flatMap((item) => (item.action ? [item.action] : []));
}

// Templates, Flex and imagemaps hold actions under these keys, in the order they are drawn.
function collect(value: unknown, found: LineAction[]): void {
  if (Array.isArray(value)) return value.forEach((inner) => collect(inner, found));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'action' || key === 'defaultAction') add(inner, found);
    else if (key === 'actions' && Array.isArray(inner)) inner.forEach((action) => add(action, found));
    else collect(inner, found);
  }
}

function add(action: unknown, found: LineAction[]): void {
  if (typeof action === 'object' && action !== null && typeof (action as LineAction).type === 'string') found.push(action as LineAction);
}

/** Quick replies that stay until data is sent (FACTS §7). */
export const STAYING_QUICK_REPLIES = new Set(['camera', 'cameraRoll', 'datetimepicker', 'location']);

const PICKER_SHAPES: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/,
};

/**
 * Why a date picker would not give this value, or nothing. The forms of one mode sort like the times they mean;
 * `min` and `max` of a datetime may be written with `t`.
 */
export function pickerFault(action: LineAction, params: Record<string, string> | undefined): string | undefined {
  const mode = String(action.mode);
  const shape = PICKER_SHAPES[mode];
  if (!shape) return `The picker has the unknown mode "${mode}".`;
  const value = params?.[mode];
  if (value === undefined || !shape.test(value)) return `params.${mode} must look like ${String(shape)}.`;
  const min = bound(action.min);
  const max = bound(action.max);
  if (min !== undefined && value < min) return `params.${mode} is before the picker's earliest, ${min}.`;
  if (max !== undefined && value > max) return `params.${mode} is after the picker's latest, ${max}.`;
  return undefined;
}

const bound = (value: unknown): string | undefined => (typeof value === 'string' ? value.replace('t', 'T') : undefined);
