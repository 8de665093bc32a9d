import {
  ALT_TEXT_MAX_UTF16,
  BUTTONS_ACTIONS,
  BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  MESSAGE_ACTION_TEXT_MAX_GRAPHEMES,
  POSTBACK_DATA_MAX_UTF16,
  POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES,
  QUICK_REPLY_ITEMS,
  QUICK_REPLY_LABEL_MAX_GRAPHEMES,
  TEMPLATE_LABEL_MAX_GRAPHEMES,
  TEXT_MAX_UTF16,
} from './limits';

/**
 * Is this one of the everyday messages, and certainly fine? Text with quick replies and short buttons are most of
 * what bots send; the schemas take some 10 µs a button, which at thousands of messages a second is a whole core.
 * `false` only means that the schemas must look. Their agreement is held by a property test.
 */
export function isPlainlyValid(message: unknown): boolean {
  if (!isRecord(message) || !hasOnly(message, MESSAGE_KEYS) || !quickRepliesFine(message.quickReply)) return false;
  if (message.type === 'text') return message.template === undefined && message.altText === undefined && fine(message.text, TEXT_MAX_UTF16);
  if (message.type !== 'template' || message.text !== undefined) return false;
  const { template } = message;
  return (
    fine(message.altText, ALT_TEXT_MAX_UTF16) &&
    isRecord(template) &&
    template.type === 'buttons' &&
    hasOnly(template, BUTTONS_KEYS) &&
    fine(template.text, BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES) &&
    listFine(template.actions, BUTTONS_ACTIONS, (action) => actionFine(action, TEMPLATE_LABEL_MAX_GRAPHEMES))
  );
}

const MESSAGE_KEYS = new Set(['type', 'text', 'quickReply', 'altText', 'template']);
const BUTTONS_KEYS = new Set(['type', 'text', 'actions']);
const ITEM_KEYS = new Set(['type', 'action']);
const POSTBACK_KEYS = new Set(['type', 'label', 'data', 'displayText']);
const MESSAGE_ACTION_KEYS = new Set(['type', 'label', 'text']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Record<string, unknown>, keys: ReadonlySet<string>): boolean {
  for (const key in value) if (!keys.has(key)) return false;
  return true;
}

/** A text is never longer in graphemes than in UTF-16 units, so this cheap length is enough for both. */
function fine(text: unknown, max: number): boolean {
  return typeof text === 'string' && text.length <= max && text.trim() !== '';
}

function listFine(list: unknown, max: number, itemFine: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length >= 1 && list.length <= max && list.every(itemFine);
}

function quickRepliesFine(quickReply: unknown): boolean {
  if (quickReply === undefined) return true;
  if (!isRecord(quickReply)) return false;
  for (const key in quickReply) if (key !== 'items') return false;
  return listFine(
    quickReply.items,
    QUICK_REPLY_ITEMS,
    (item) => isRecord(item) && item.type === 'action' && hasOnly(item, ITEM_KEYS) && actionFine(item.action, QUICK_REPLY_LABEL_MAX_GRAPHEMES),
  );
}

function actionFine(action: unknown, labelMax: number): boolean {
  if (!isRecord(action) || !fine(action.label, labelMax)) return false;
  if (action.type === 'message') return hasOnly(action, MESSAGE_ACTION_KEYS) && fine(action.text, MESSAGE_ACTION_TEXT_MAX_GRAPHEMES);
  if (action.type !== 'postback' || !hasOnly(action, POSTBACK_KEYS) || !fine(action.data, POSTBACK_DATA_MAX_UTF16)) return false;
  return action.displayText === undefined || fine(action.displayText, POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES);
}
