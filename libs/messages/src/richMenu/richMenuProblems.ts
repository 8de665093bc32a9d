import { countText } from '../counting';
import { validateAction } from '../validateAction';
import { overlaps, overrun } from './geometry';
import { RICH_MENU_LABEL_MAX_GRAPHEMES } from '../limits';
import { RICH_MENU_AREA_OVERRUN_PX, RICH_MENU_AREAS, RICH_MENU_CHAT_BAR_MAX_GRAPHEMES } from './limits';
import type { RichMenuArea, RichMenuDocument, RichMenuTab } from './richMenuDocument';
import { menuSizeFaults } from './richMenuImage';
import { toLineRichMenu } from './toLineRichMenu';

/** Something to be mended; `blocking` ones keep a menu from being published. `code` is an i18n key below `richMenus.problems`. */
export interface RichMenuProblem {
  code: string;
  severity: 'blocking' | 'warning' | 'advice';
  /** Into the document. */
  path: (string | number)[];
  tabId?: string;
  areaId?: string;
  params?: Record<string, string | number>;
  /** English, for API and command line. */
  message: string;
}

/** What the document does not know by itself. What is left out is not checked. */
export interface RichMenuContext {
  /** Flows an area may start. */
  flows?: readonly { id: string; isPublished: boolean }[];
  /** Stored pictures by id. */
  pictures?: ReadonlyMap<string, { width: number; height: number }>;
}

/** Everything that is wrong with a menu; the same in the studio and on the server. Never throws. */
export function richMenuProblems(document: RichMenuDocument, context: RichMenuContext = {}): RichMenuProblem[] {
  return [...chatBarProblems(document), ...sizeProblems(document), ...document.tabs.flatMap((tab, index) => tabProblems(document, tab, index, context))];
}

function chatBarProblems({ chatBarText }: RichMenuDocument): RichMenuProblem[] {
  const path = ['chatBarText'];
  if (chatBarText.trim() === '') return [{ code: 'chatBarMissing', severity: 'blocking', path, message: 'The bar below the chat needs a text.' }];
  const length = countText(chatBarText, 'graphemes');
  const max = RICH_MENU_CHAT_BAR_MAX_GRAPHEMES;
  return length > max ? [{ code: 'chatBarTooLong', severity: 'blocking', path, params: { length, max }, message: `The text of the bar has ${length} characters; LINE allows ${max}.` }] : [];
}

function sizeProblems({ size }: RichMenuDocument): RichMenuProblem[] {
  return menuSizeFaults(size).map((fault) => ({ ...fault, severity: 'blocking' as const, path: ['size'] }));
}

function tabProblems(document: RichMenuDocument, tab: RichMenuTab, index: number, context: RichMenuContext): RichMenuProblem[] {
  const path = ['tabs', index];
  const found: RichMenuProblem[] = [];
  const say = (problem: Omit<RichMenuProblem, 'tabId' | 'path'> & { path?: (string | number)[] }) => found.push({ tabId: tab.id, ...problem, path: [...path, ...(problem.path ?? [])] });
  if (document.tabs.findIndex((one) => one.id === tab.id) !== index) say({ code: 'tabTwice', severity: 'blocking', path: ['id'], message: 'Two tabs have the same id.' });

  const picture = tab.picture && context.pictures?.get(tab.picture.pictureId);
  if (!tab.picture) say({ code: 'pictureMissing', severity: 'blocking', path: ['picture'], message: 'The menu needs a picture: upload one, or draw it.' });
  else if (context.pictures && !picture) say({ code: 'pictureGone', severity: 'blocking', path: ['picture'], message: 'The picture does not exist any more.' });
  else if (picture && (picture.width !== document.size.width || picture.height !== document.size.height)) {
    const { width, height } = picture;
    const params = { width, height, menuWidth: document.size.width, menuHeight: document.size.height };
    say({ code: 'pictureOtherSize', severity: 'blocking', path: ['picture'], params, message: `The picture is ${width} × ${height}, the menu ${params.menuWidth} × ${params.menuHeight}.` });
  }

  if (tab.areas.length === 0) say({ code: 'noAreas', severity: 'warning', path: ['areas'], message: 'Nothing happens when the menu is tapped: it has no areas.' });
  if (tab.areas.length > RICH_MENU_AREAS) {
    const params = { count: tab.areas.length, max: RICH_MENU_AREAS };
    say({ code: 'tooManyAreas', severity: 'blocking', path: ['areas'], params, message: `There are ${params.count} areas; LINE allows ${params.max}.` });
  }
  tab.areas.forEach((area, place) => {
    const at = ['areas', place];
    const sayOf = (problem: Omit<RichMenuProblem, 'tabId' | 'areaId' | 'path'> & { path?: (string | number)[] }) => say({ areaId: area.id, ...problem, path: [...at, ...(problem.path ?? [])] });
    if (tab.areas.findIndex((one) => one.id === area.id) !== place) sayOf({ code: 'areaTwice', severity: 'blocking', path: ['id'], message: 'Two areas have the same id.' });
    if (area.bounds.width < 1 || area.bounds.height < 1) sayOf({ code: 'areaEmpty', severity: 'blocking', path: ['bounds'], message: 'The area has no width or no height.' });
    const by = overrun(area.bounds, document.size);
    if (by > RICH_MENU_AREA_OVERRUN_PX) sayOf({ code: 'areaOutside', severity: 'blocking', path: ['bounds'], params: { by }, message: `The area runs ${by} pixels over the edge of the picture.` });
    const over = tab.areas.findIndex((other, otherPlace) => otherPlace < place && overlaps(other.bounds, area.bounds));
    if (over >= 0) sayOf({ code: 'areasOverlap', severity: 'warning', path: ['bounds'], params: { a: over + 1, b: place + 1 }, message: `Areas ${over + 1} and ${place + 1} overlap; a tap there takes the first.` });
    for (const problem of actionProblems(document, tab, area, context)) sayOf(problem);
  });
  return found;
}

type ActionProblem = Pick<RichMenuProblem, 'code' | 'severity' | 'path' | 'params' | 'message'>;

function actionProblems(document: RichMenuDocument, tab: RichMenuTab, area: RichMenuArea, context: RichMenuContext): ActionProblem[] {
  const { action } = area;
  const found: ActionProblem[] = [];
  const labelLength = countText(area.label ?? '', 'graphemes');
  if (labelLength > RICH_MENU_LABEL_MAX_GRAPHEMES) {
    const params = { length: labelLength, max: RICH_MENU_LABEL_MAX_GRAPHEMES };
    found.push({ code: 'labelTooLong', severity: 'blocking', path: ['label'], params, message: `The label has ${params.length} characters; LINE allows ${params.max}.` });
  }
  if (action.type === 'startFlow') {
    const flow = context.flows?.find((one) => one.id === action.flowId);
    if (action.flowId === '') found.push({ code: 'flowMissing', severity: 'blocking', path: ['action', 'flowId'], message: 'Choose the flow this area starts.' });
    else if (context.flows && !flow) found.push({ code: 'flowGone', severity: 'blocking', path: ['action', 'flowId'], message: 'The flow this area starts does not exist any more.' });
    else if (flow && !flow.isPublished) found.push({ code: 'flowNotPublished', severity: 'warning', path: ['action', 'flowId'], message: 'The flow this area starts is not published: a tap does nothing yet.' });
    if (action.flowId === '') return found;
  }
  if (action.type === 'switchTab') {
    if (!document.tabs.some((one) => one.id === action.tabId)) found.push({ code: 'tabGone', severity: 'blocking', path: ['action', 'tabId'], message: 'Choose the tab this area shows.' });
    else if (action.tabId === tab.id) found.push({ code: 'tabIsSelf', severity: 'advice', path: ['action', 'tabId'], message: 'This area shows the tab it is on.' });
    return found;
  }
  // LINE's own rules, by the check that the simulator uses too.
  const line = toLineRichMenu({ ...document, tabs: [{ ...tab, areas: [{ ...area, label: undefined }] }] }, tab.id, { id: 'menu', name: '', tag: '', aliasOf: () => 'alias' });
  for (const fault of validateAction(line.areas[0]?.action, 'richMenu', 'action')) {
    found.push({ ...explain(fault.message), severity: 'blocking', path: fieldOf(fault.property) });
  }
  return found;
}

/** LINE names the desktop address `altUri.desktop`; the document has it as `desktopUri`. */
function fieldOf(property: string): string[] {
  const [, field] = property.split('.');
  return field === undefined ? ['action'] : ['action', field === 'altUri' ? 'desktopUri' : field];
}

/** LINE's words about an action in ours. */
function explain(said: string): Pick<RichMenuProblem, 'code' | 'params' | 'message'> {
  const max = /between \d+ and (\d+)/.exec(said)?.[1];
  if (said === 'May not be empty' || said === 'must be specified') return { code: 'actionIncomplete', message: 'This is still to be filled in.' };
  if (said.startsWith('invalid uri')) return { code: 'actionAddress', message: 'This is no complete address; it begins with https://, http://, line:// or tel:.' };
  if (max !== undefined) return { code: 'actionTooLong', params: { max: Number(max) }, message: `This is too long; LINE allows ${max} characters.` };
  return { code: 'actionRefused', params: { said }, message: `LINE refuses this: ${said}.` };
}
