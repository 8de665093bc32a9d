import type { LineMessage } from '../types';

/** A LINE action object as it stands in a message (FACTS §7 "Actions"). */
export interface ButtonAction {
  type: string;
  label?: string;
  [field: string]: unknown;
}

/** Something that can be tapped. */
export interface Button {
  /** What is written on it; for an image without a label what it says or opens. */
  label: string;
  action: ButtonAction;
  /** Quick replies vanish with the next message, other buttons stay. */
  isQuickReply: boolean;
}

const ACTION_TYPES = new Set(['postback', 'message', 'uri', 'datetimepicker', 'clipboard', 'camera', 'cameraRoll', 'location']);

/** Every button of a message in reading order, wherever it stands: templates, Flex boxes, image maps, quick replies. */
export function buttonsOf(message: LineMessage): Button[] {
  const { quickReply, ...body } = message;
  // A location message has the type of an action, but is none.
  const inside = Object.values(body).flatMap((value) => actionsIn(value));
  return [...inside.map((action) => toButton(action, false)), ...actionsIn(quickReply).map((action) => toButton(action, true))];
}

function actionsIn(value: unknown): ButtonAction[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: unknown };
  const isAction = typeof type === 'string' && ACTION_TYPES.has(type) && !('contents' in value);
  return isAction ? [value as ButtonAction] : Object.values(value).flatMap(actionsIn);
}

function toButton(action: ButtonAction, isQuickReply: boolean): Button {
  const label = action.label ?? action.text ?? action.uri ?? action.displayText ?? action.data ?? action.type;
  return { label: String(label), action, isQuickReply };
}
