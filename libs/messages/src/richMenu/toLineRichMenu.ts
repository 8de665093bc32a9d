import { countGraphemes, firstGraphemes } from '../countGraphemes';
import { RICH_MENU_NAME_MAX_GRAPHEMES } from './limits';
import type { RichMenuAction, RichMenuDocument } from './richMenuDocument';

/** A rich menu object as LINE's API takes it (FACTS §9 "object"). */
export interface LineRichMenuObject {
  size: { width: number; height: number };
  selected: boolean;
  name: string;
  chatBarText: string;
  areas: { bounds: { x: number; y: number; width: number; height: number }; action: { type: string; label?: string; [field: string]: unknown } }[];
}

/** Postback data of an area that starts a flow: the flow's id follows. The engine reads it (`readMenuTap` there). */
export const MENU_FLOW_PREFIX = 'm|f|';
/** Postback data LINE sends when somebody changed tabs: the menu's and the tab's id follow. */
export const MENU_TAB_PREFIX = 'm|t|';

/**
 * One tab of a document as LINE takes it.
 * @param menu its id, LINE's alias of each tab, and the name the menu gets at LINE (`tag` at its end is never cut off)
 * @throws Error when there is no such tab
 */
export function toLineRichMenu(document: RichMenuDocument, tabId: string, menu: { id: string; name: string; tag: string; aliasOf(tabId: string): string }): LineRichMenuObject {
  const tab = document.tabs.find((one) => one.id === tabId);
  if (!tab) throw new Error(`There is no tab ${tabId}.`);
  return {
    size: { width: document.size.width, height: document.size.height },
    selected: document.selected,
    name: nameAtLine(document.tabs.length > 1 ? `${menu.name} / ${tab.name}` : menu.name, menu.tag),
    chatBarText: document.chatBarText,
    areas: tab.areas.map(({ bounds, label, action }) => ({ bounds: { ...bounds }, action: { ...toLineAction(action, menu), ...(label?.trim() ? { label } : {}) } })),
  };
}

function nameAtLine(name: string, tag: string): string {
  const room = RICH_MENU_NAME_MAX_GRAPHEMES - countGraphemes(tag) - 1;
  return `${countGraphemes(name) > room ? firstGraphemes(name, room) : name} ${tag}`;
}

function toLineAction(action: RichMenuAction, menu: { id: string; aliasOf(tabId: string): string }): { type: string; [field: string]: unknown } {
  switch (action.type) {
    case 'startFlow':
      return { type: 'postback', data: MENU_FLOW_PREFIX + action.flowId, ...given('displayText', action.displayText) };
    case 'switchTab':
      return { type: 'richmenuswitch', richMenuAliasId: menu.aliasOf(action.tabId), data: `${MENU_TAB_PREFIX}${menu.id}|${action.tabId}` };
    case 'message':
      return { type: 'message', text: action.text };
    case 'uri':
      return { type: 'uri', uri: action.uri, ...(action.desktopUri ? { altUri: { desktop: action.desktopUri } } : {}) };
    case 'postback':
      return { type: 'postback', data: action.data, ...given('displayText', action.displayText), ...given('inputOption', action.inputOption), ...given('fillInText', action.fillInText) };
    case 'datetimepicker':
      return { type: 'datetimepicker', data: action.data, mode: action.mode, ...given('initial', action.initial), ...given('min', action.min), ...given('max', action.max) };
    case 'clipboard':
      return { type: 'clipboard', clipboardText: action.clipboardText };
  }
}

/** Fields left empty in a form are left out: LINE refuses some of them empty. */
function given(field: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === '' ? {} : { [field]: value };
}
