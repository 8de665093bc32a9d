/** What a tap on a rich menu asks of the engine. Changing tabs moves no conversation; LINE tells it all the same. */
export type MenuTap = { type: 'startFlow'; flowId: string } | { type: 'tabSwitched'; menuId: string; tabId: string };

// As `toLineRichMenu` of libs/messages writes them; a spec beside it holds the two together.
const FLOW = 'm|f|';
const TAB = 'm|t|';

/** Reads the postback data of our rich menus; nothing for any other postback. */
export function readMenuTap(data: string): MenuTap | undefined {
  if (data.startsWith(TAB)) {
    const [menuId = '', tabId = ''] = data.slice(TAB.length).split('|');
    return { type: 'tabSwitched', menuId, tabId };
  }
  return data.startsWith(FLOW) && data.length > FLOW.length ? { type: 'startFlow', flowId: data.slice(FLOW.length) } : undefined;
}
