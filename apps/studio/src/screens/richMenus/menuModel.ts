import { scaleBounds, type RichMenuAction, type RichMenuArea, type RichMenuDocument, type RichMenuDrawing, type RichMenuIcon, type RichMenuTab, type RichMenuTile } from '@chatloom/messages';
import { freePlace, type Bounds, type Size } from './areaGeometry';
import { areasOfLayout, type Layout } from './layouts';

/** What a tap can do, as the form offers it. `phone` is a link to a number, `keyboard` a postback that opens the keyboard. */
export const ACTION_KINDS = ['startFlow', 'message', 'uri', 'phone', 'switchTab', 'keyboard', 'datetimepicker', 'clipboard', 'postback'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** The kind under which an action is edited. */
export function kindOf(action: RichMenuAction): ActionKind {
  if (action.type === 'uri' && action.uri.startsWith('tel:')) return 'phone';
  if (action.type === 'postback' && action.inputOption === 'openKeyboard') return 'keyboard';
  return action.type;
}

/** A fresh action of a kind, unfinished where only a person can know. */
export function newAction(kind: ActionKind, firstOtherTab = ''): RichMenuAction {
  switch (kind) {
    case 'startFlow':
      return { type: 'startFlow', flowId: '' };
    case 'message':
      return { type: 'message', text: '' };
    case 'uri':
      return { type: 'uri', uri: 'https://' };
    case 'phone':
      return { type: 'uri', uri: 'tel:' };
    case 'switchTab':
      return { type: 'switchTab', tabId: firstOtherTab };
    case 'keyboard':
      return { type: 'postback', data: 'keyboard', inputOption: 'openKeyboard', fillInText: '' };
    case 'datetimepicker':
      return { type: 'datetimepicker', data: 'date', mode: 'date' };
    case 'clipboard':
      return { type: 'clipboard', clipboardText: '' };
    case 'postback':
      return { type: 'postback', data: '' };
  }
}

/** A short id no other part has; only unique within its menu, so chance suffices. */
export const newPartId = (prefix: string): string => `${prefix}${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;

const newArea = (bounds: Bounds): RichMenuArea => ({ id: newPartId('a'), bounds, action: newAction('startFlow') });

/** Colours offered for a drawn menu: tile, text and icon, behind the tiles. Text contrasts at least 4.5 on each tile. */
export const PALETTES = [
  { id: 'green', background: '#0b7a3b', colour: '#ffffff', behind: '#e8f7ee' },
  { id: 'white', background: '#ffffff', colour: '#1b2228', behind: '#dde3e8' },
  { id: 'night', background: '#1b2229', colour: '#ffffff', behind: '#36414b' },
  { id: 'blue', background: '#1d5fbf', colour: '#ffffff', behind: '#eaf2fd' },
  { id: 'rose', background: '#b01e5b', colour: '#ffffff', behind: '#fbe9f1' },
  { id: 'cream', background: '#fff6e5', colour: '#6b3d00', behind: '#f0dfc0' },
] as const;
export type Palette = (typeof PALETTES)[number];

/** Words and icons a fresh menu begins with, in the order of its tiles; the words are keys below `richMenus:starter`. */
export const STARTERS: readonly { word: string; icon: RichMenuIcon }[] = [
  { word: 'book', icon: 'calendar' },
  { word: 'menu', icon: 'tools-kitchen-2' },
  { word: 'map', icon: 'map-pin' },
  { word: 'hours', icon: 'clock' },
  { word: 'coupon', icon: 'ticket' },
  { word: 'ask', icon: 'message' },
];

/** Tiles for places, in a palette, with words and icons in turn. */
export function tilesFor(places: readonly Bounds[], palette: Palette, words: readonly { text: string; icon?: RichMenuIcon }[]): RichMenuTile[] {
  return places.map((bounds, index) => ({ bounds, text: words[index]?.text ?? '', ...(words[index]?.icon && { icon: words[index].icon }), background: palette.background, colour: palette.colour }));
}

/** A drawing of tiles with the gaps and corners that look right at this size. */
export const newDrawing = (size: Size, tiles: RichMenuTile[], palette: Palette): RichMenuDrawing => ({
  background: palette.behind,
  gap: Math.round(size.width / 160),
  cornerRadius: Math.round(size.width / 60),
  tiles,
});

/** Replaces one tab. */
export const withTab = (document: RichMenuDocument, tabId: string, change: (tab: RichMenuTab) => RichMenuTab): RichMenuDocument => ({
  ...document,
  tabs: document.tabs.map((tab) => (tab.id === tabId ? change(tab) : tab)),
});

/** Replaces one area of a tab; a drawn tile that lay exactly on it goes along. */
export function withArea(document: RichMenuDocument, tabId: string, index: number, change: (area: RichMenuArea) => RichMenuArea): RichMenuDocument {
  return withTab(document, tabId, (tab) => {
    const before = tab.areas[index];
    if (!before) return tab;
    const after = change(before);
    return { ...tab, areas: tab.areas.map((area, at) => (at === index ? after : area)), picture: withTiles(tab.picture, (tile) => (sameBounds(tile.bounds, before.bounds) ? { ...tile, bounds: after.bounds } : tile)) };
  });
}

/** One more area; on a drawn picture one more tile below it. Without bounds it takes the largest free place. */
export function addArea(document: RichMenuDocument, tabId: string, bounds?: Bounds): RichMenuDocument {
  return withTab(document, tabId, (tab) => {
    const place = bounds ?? freePlace(document.size, tab.areas.map((area) => area.bounds));
    const drawing = tab.picture?.drawing;
    const like = drawing?.tiles[0];
    const tile: RichMenuTile = { bounds: place, text: '', background: like?.background ?? PALETTES[0].background, colour: like?.colour ?? PALETTES[0].colour };
    return {
      ...tab,
      areas: [...tab.areas, newArea(place)],
      picture: tab.picture && drawing ? { ...tab.picture, drawing: { ...drawing, tiles: [...drawing.tiles, tile] } } : tab.picture,
    };
  });
}

/** Without one area, and without the tile that lay exactly on it. */
export function removeArea(document: RichMenuDocument, tabId: string, index: number): RichMenuDocument {
  return withTab(document, tabId, (tab) => {
    const gone = tab.areas[index];
    const drawing = tab.picture?.drawing;
    return {
      ...tab,
      areas: tab.areas.filter((_, at) => at !== index),
      picture: gone && tab.picture && drawing ? { ...tab.picture, drawing: { ...drawing, tiles: drawing.tiles.filter((tile) => !sameBounds(tile.bounds, gone.bounds)) } } : tab.picture,
    };
  });
}

/** The areas of a layout instead of the present ones; actions, labels and tiles stay with their number. */
export function applyLayout(document: RichMenuDocument, tabId: string, layout: Layout): RichMenuDocument {
  const places = areasOfLayout(layout, document.size);
  return withTab(document, tabId, (tab) => {
    const drawing = tab.picture?.drawing;
    const like = drawing?.tiles[0];
    const tileOf = (index: number) => {
      const area = tab.areas[index];
      return area && drawing?.tiles.find((tile) => sameBounds(tile.bounds, area.bounds));
    };
    const tiles = places.map((bounds, index): RichMenuTile => ({ ...(tileOf(index) ?? { text: '', background: like?.background ?? PALETTES[0].background, colour: like?.colour ?? PALETTES[0].colour }), bounds }));
    return {
      ...tab,
      areas: places.map((bounds, index) => ({ ...(tab.areas[index] ?? newArea(bounds)), bounds })),
      picture: tab.picture && drawing ? { ...tab.picture, drawing: { ...drawing, tiles } } : tab.picture,
    };
  });
}

/** The same menu on pictures of another size: areas and tiles keep their part of it. */
export function resizeMenu(document: RichMenuDocument, to: Size): RichMenuDocument {
  const from = document.size;
  const scaled = <T extends { bounds: Bounds }>(part: T): T => ({ ...part, bounds: scaleBounds(part.bounds, from, to) });
  const scale = to.width / from.width;
  return {
    ...document,
    size: { width: to.width, height: to.height },
    tabs: document.tabs.map((tab) => ({
      ...tab,
      areas: tab.areas.map(scaled),
      picture:
        tab.picture?.drawing === undefined
          ? tab.picture
          : {
              ...tab.picture,
              drawing: {
                ...tab.picture.drawing,
                gap: Math.round(tab.picture.drawing.gap * scale),
                cornerRadius: Math.round(tab.picture.drawing.cornerRadius * scale),
                tiles: tab.picture.drawing.tiles.map((tile) => {
                  const { textSize, ...rest } = scaled(tile);
                  return textSize === undefined ? rest : { ...rest, textSize: Math.max(12, Math.min(400, Math.round(textSize * scale))) };
                }),
              },
            },
    })),
  };
}

/** One more tab: the same picture and places, with nothing happening yet. */
export function addTab(document: RichMenuDocument, like: RichMenuTab, name: string): RichMenuDocument {
  const tab: RichMenuTab = { ...like, id: newPartId('t'), name, areas: like.areas.map(({ bounds, action }) => ({ ...newArea(bounds), ...(action.type === 'switchTab' && { action }) })) };
  return { ...document, tabs: [...document.tabs, tab] };
}

/** Without a tab; the last one stays. Areas that led to it lead nowhere, which the list of problems says. */
export const removeTab = (document: RichMenuDocument, tabId: string): RichMenuDocument =>
  document.tabs.length === 1 ? document : { ...document, tabs: document.tabs.filter(({ id }) => id !== tabId) };

/** A fresh menu in a layout, drawn with tiles. The picture is drawn when it is saved. */
export function newMenu(size: Size, layout: Layout, palette: Palette, words: readonly { text: string; icon?: RichMenuIcon }[], chatBarText: string, tabName: string): RichMenuDocument {
  const places = areasOfLayout(layout, size);
  return {
    formatVersion: 1,
    size: { width: size.width, height: size.height },
    chatBarText,
    selected: true,
    tabs: [{ id: newPartId('t'), name: tabName, picture: { pictureId: '', drawing: newDrawing(size, tilesFor(places, palette, words), palette) }, areas: places.map(newArea) }],
  };
}

function withTiles(picture: RichMenuTab['picture'], change: (tile: RichMenuTile) => RichMenuTile): RichMenuTab['picture'] {
  return picture?.drawing ? { ...picture, drawing: { ...picture.drawing, tiles: picture.drawing.tiles.map(change) } } : picture;
}

const sameBounds = (a: Bounds, b: Bounds) => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
