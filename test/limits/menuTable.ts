import type { RichMenuDocument } from '@chatloom/messages';
import { address, letters, seen, times, units } from './measures';

/** A limit of rich menus (FACTS §9; labels and actions §7): as a document of ours, and as LINE's object. */
export interface MenuLimit {
  name: string;
  inside: unknown;
  outside: unknown;
  /** Absent where the document has nothing to get wrong. */
  document?(value: any): RichMenuDocument;
  menu(value: any): object;
}

const bounds = { x: 0, y: 0, width: 100, height: 100 };
const PICTURE_ID = '01890000-0000-7000-8000-000000000001';
const area = (more: object = {}) => ({ bounds, action: { type: 'message', text: 'Hi' }, ...more });
const menu = (more: object = {}) => ({ size: { width: 2500, height: 843 }, selected: false, name: 'Menu', chatBarText: 'Menu', areas: [area()], ...more });
const document = (more: object = {}, areas: object[] = [area()]): RichMenuDocument =>
  ({
    formatVersion: 1,
    size: { width: 2500, height: 843 },
    chatBarText: 'Menu',
    selected: false,
    tabs: [{ id: 'one', name: 'One', picture: { pictureId: PICTURE_ID }, areas: areas.map((each, index) => ({ id: `a${index}`, ...each })) }],
    ...more,
  }) as RichMenuDocument;
/** The same more on the only area of both. */
const onArea = (more: (value: any) => object): Pick<MenuLimit, 'document' | 'menu'> => ({
  document: (value) => document({}, [area(more(value))]),
  menu: (value) => menu({ areas: [area(more(value))] }),
});
const onAction = (action: (value: any) => object): Pick<MenuLimit, 'document' | 'menu'> => onArea((value) => ({ action: action(value) }));
const ofSize = (size: (value: any) => object): Pick<MenuLimit, 'document' | 'menu'> => ({ document: (value) => document({ size: size(value) }), menu: (value) => menu({ size: size(value) }) });

export const MENU_LIMITS: MenuLimit[] = [
  // Our documents have no name of LINE's: it is made, and cut where it is too long.
  { name: 'name: 300 graphemes', inside: seen(300), outside: seen(301), menu: (name) => menu({ name }) },
  { name: 'chatBarText: 14 graphemes', inside: seen(14), outside: seen(15), document: (chatBarText) => document({ chatBarText }), menu: (chatBarText) => menu({ chatBarText }) },
  { name: 'chatBarText: needed', inside: 'a', outside: ' ', document: (chatBarText) => document({ chatBarText }), menu: (chatBarText) => menu({ chatBarText }) },
  { name: 'areas: 20', inside: 20, outside: 21, document: (count) => document({}, times(count, () => area())), menu: (count) => menu({ areas: times(count, () => area()) }) },
  { name: 'width: at least 800', inside: 800, outside: 799, ...ofSize((width) => ({ width, height: 400 })) },
  { name: 'width: at most 2,500', inside: 2500, outside: 2501, ...ofSize((width) => ({ width, height: 843 })) },
  { name: 'height: at least 250', inside: 250, outside: 249, ...ofSize((height) => ({ width: 800, height })) },
  { name: 'at least 1.45 times as wide as high', inside: 1000, outside: 1001, ...ofSize((height) => ({ width: 1450, height })) },
  { name: 'label: 20 graphemes', inside: seen(20), outside: seen(21), ...onLabel() },
  { name: 'message.text: 300 graphemes', inside: seen(300), outside: seen(301), ...onAction((text) => ({ type: 'message', text })) },
  { name: 'postback.data: 300 units', inside: units(300), outside: units(301), ...onAction((data) => ({ type: 'postback', data })) },
  { name: 'postback.displayText: 300 graphemes', inside: seen(300), outside: seen(301), ...onAction((displayText) => ({ type: 'postback', data: 'x', displayText })) },
  { name: 'postback.fillInText: only with the keyboard', inside: 'openKeyboard', outside: 'openRichMenu', ...onAction((inputOption) => ({ type: 'postback', data: 'x', inputOption, fillInText: 'Hi' })) },
  { name: 'uri: 1,000 characters', inside: address(1000), outside: address(1001), ...onAction((uri) => ({ type: 'uri', uri })) },
  { name: 'uri: http, https, line or tel', inside: 'line://home', outside: 'ftp://example.com', ...onAction((uri) => ({ type: 'uri', uri })) },
  { name: 'datetimepicker: the end after the beginning', inside: '2027-02-02', outside: '2027-01-31', ...onAction((max) => ({ type: 'datetimepicker', data: 'x', mode: 'date', min: '2027-02-01', max })) },
  { name: 'clipboardText: 1,000 units', inside: units(1000), outside: units(1001), ...onAction((clipboardText) => ({ type: 'clipboard', clipboardText })) },
  // Aliases are made by us; what LINE is asked for keeps to its shape.
  { name: 'richMenuAliasId: 32 characters', inside: letters(32), outside: letters(33), menu: (richMenuAliasId) => menu({ areas: [area({ action: { type: 'richmenuswitch', richMenuAliasId, data: 'x' } })] }) },
  { name: 'richMenuAliasId: small letters, digits, _ and -', inside: 'tab-2_b', outside: 'Tab2', menu: (richMenuAliasId) => menu({ areas: [area({ action: { type: 'richmenuswitch', richMenuAliasId, data: 'x' } })] }) },
  { name: 'no camera in a menu', inside: 'message', outside: 'camera', menu: (type) => menu({ areas: [area({ action: { type, label: 'a', text: 'a' } })] }) },
];

/** LINE has the label inside of the action, our document beside it. */
function onLabel(): Pick<MenuLimit, 'document' | 'menu'> {
  return {
    document: (label) => document({}, [area({ label })]),
    menu: (label) => menu({ areas: [area({ action: { type: 'message', text: 'Hi', label } })] }),
  };
}

/** The pictures of FACTS §9 "image": width, height and bytes of a PNG. */
export const PICTURE_LIMITS: { name: string; inside: [width: number, height: number, bytes: number]; outside: [width: number, height: number, bytes: number] }[] = [
  { name: 'at least 800 wide', inside: [800, 300, 1000], outside: [799, 300, 1000] },
  { name: 'at most 2,500 wide', inside: [2500, 843, 1000], outside: [2501, 843, 1000] },
  { name: 'at least 250 high', inside: [800, 250, 1000], outside: [800, 249, 1000] },
  { name: 'at least 1.45 times as wide as high', inside: [1450, 1000, 1000], outside: [1440, 1000, 1000] },
  { name: 'at most 1 MB', inside: [2500, 843, 1024 * 1024], outside: [2500, 843, 1024 * 1024 + 1] },
];
