import { readMenuTap } from '@chatloom/engine';
import fc from 'fast-check';
import {
  gridBounds, overlaps, overrun, pictureFaults, readPictureHeader, RICH_MENU_ICONS, RICH_MENU_SIZES, type RichMenuAction, type RichMenuDocument, richMenuDocumentSchema, richMenuProblems,
  scaleBounds, snapBounds, snapLines, toLineRichMenu,
} from './index';
import { validateAction } from '../validateAction';

const PICTURE = '019aa000-0000-7000-8000-000000000001';
const size = { width: 2500, height: 1686 };

/** A menu that is fine, with one area per action, side by side. */
function menuWith(actions: RichMenuAction[], change: Partial<RichMenuDocument> = {}): RichMenuDocument {
  const cells = gridBounds(size, [Math.max(1, actions.length)]);
  return {
    formatVersion: 1, size, chatBarText: 'Menu', selected: true,
    tabs: [{ id: 'main', name: 'Main', picture: { pictureId: PICTURE }, areas: actions.map((action, index) => ({ id: `a${index}`, bounds: cells[index]!, action })) }],
    ...change,
  };
}
const context = { flows: [{ id: 'hello', isPublished: true }, { id: 'draft', isPublished: false }], pictures: new Map([[PICTURE, size]]) };
const codes = (document: RichMenuDocument) => richMenuProblems(document, context).map((problem) => problem.code);
const message = { type: 'message', text: 'Hi' } as const;

describe('a menu that is ready', () => {
  const actions: RichMenuAction[] = [
    { type: 'startFlow', flowId: 'hello' }, message, { type: 'uri', uri: 'https://example.com', desktopUri: 'https://example.com/pc' },
    { type: 'postback', data: 'x', inputOption: 'openKeyboard', fillInText: 'Name: ' }, { type: 'datetimepicker', data: 'when', mode: 'date', min: '2026-01-01' }, { type: 'clipboard', clipboardText: 'CODE' },
  ];
  it('has no problems, in every size LINE offers', () => {
    expect(codes(menuWith(actions))).toEqual([]);
    for (const offered of RICH_MENU_SIZES) expect(richMenuProblems(menuWith([], { size: offered })).map((one) => one.code)).toEqual(['noAreas']);
  });
  it('is what LINE takes, action by action', () => {
    const line = toLineRichMenu(menuWith(actions), 'main', { id: 'm', name: 'Lunch', tag: '#1', aliasOf: String });
    expect(line).toMatchObject({ size, selected: true, name: 'Lunch #1', chatBarText: 'Menu' });
    expect(line.areas.flatMap((area, index) => validateAction(area.action, 'richMenu', `areas[${index}].action`))).toEqual([]);
    expect(line.areas[2]!.action).toEqual({ type: 'uri', uri: 'https://example.com', altUri: { desktop: 'https://example.com/pc' } });
  });
  it('keeps its tag however long its name is', () => {
    const line = toLineRichMenu(menuWith([message]), 'main', { id: 'm', name: '👨‍👩‍👧‍👦'.repeat(400), tag: '#cl-1', aliasOf: String });
    expect([...new Intl.Segmenter().segment(line.name)]).toHaveLength(300);
    expect(line.name.endsWith(' #cl-1')).toBe(true);
  });
});

describe('areas of our own', () => {
  const tabs = menuWith([{ type: 'switchTab', tabId: 'more' }, { type: 'startFlow', flowId: 'hello', displayText: 'Hello!' }]);
  tabs.tabs.push({ id: 'more', name: 'More', picture: { pictureId: PICTURE }, areas: [{ id: 'back', bounds: { x: 0, y: 0, width: 100, height: 100 }, action: { type: 'switchTab', tabId: 'main' } }] });
  const line = toLineRichMenu(tabs, 'main', { id: 'menu-1', name: 'Lunch', tag: '#1', aliasOf: (tabId) => `cl-${tabId}` });

  it('switch tabs by alias and start flows by a postback', () => {
    expect(line.name).toBe('Lunch / Main #1');
    expect(line.areas.map((area) => area.action)).toEqual([
      { type: 'richmenuswitch', richMenuAliasId: 'cl-more', data: 'm|t|menu-1|more' },
      { type: 'postback', data: 'm|f|hello', displayText: 'Hello!' },
    ]);
  });
  it('are understood by the engine', () => {
    expect(line.areas.map((area) => readMenuTap(String(area.action.data)))).toEqual([{ type: 'tabSwitched', menuId: 'menu-1', tabId: 'more' }, { type: 'startFlow', flowId: 'hello' }]);
    expect(['m|f|', 'm|x', 'hello', ''].map(readMenuTap)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a menu that is not ready says why', () => {
  const at = (bounds: { x: number; y: number; width: number; height: number }) => {
    const document = menuWith([message]);
    document.tabs[0]!.areas[0]!.bounds = bounds;
    return document;
  };
  it.each<[string, RichMenuDocument, string[]]>([
    ['no words on the bar', menuWith([message], { chatBarText: ' ' }), ['chatBarMissing']],
    ['14 family emoji on the bar are fine', menuWith([message], { chatBarText: '👨‍👩‍👧‍👦'.repeat(14) }), []],
    ['15 letters on the bar', menuWith([message], { chatBarText: 'a'.repeat(15) }), ['chatBarTooLong']],
    ['too high for its width', menuWith([message], { size: { width: 2500, height: 1725 } }), ['pictureRatio', 'pictureOtherSize']],
    ['one pixel over the edge, as in LINE\'s samples', at({ x: 1250, y: 0, width: 1251, height: 843 }), []],
    ['two pixels over the edge', at({ x: 1250, y: 0, width: 1252, height: 843 }), ['areaOutside']],
    ['an area without height', at({ x: 0, y: 0, width: 10, height: 0 }), ['areaEmpty']],
    ['20 areas', menuWith(Array.from({ length: 20 }, () => message)), []],
    ['21 areas', menuWith(Array.from({ length: 21 }, () => message)), ['tooManyAreas']],
    ['a flow that is gone', menuWith([{ type: 'startFlow', flowId: 'gone' }]), ['flowGone']],
    ['a flow nobody chose', menuWith([{ type: 'startFlow', flowId: '' }]), ['flowMissing']],
    ['a flow that is not published', menuWith([{ type: 'startFlow', flowId: 'draft' }]), ['flowNotPublished']],
    ['a tab that is gone', menuWith([{ type: 'switchTab', tabId: 'gone' }]), ['tabGone']],
    ['no address', menuWith([{ type: 'uri', uri: '' }]), ['actionIncomplete']],
    ['no such scheme', menuWith([{ type: 'uri', uri: 'ftp://example.com' }]), ['actionAddress']],
    ['300 characters of postback', menuWith([{ type: 'postback', data: 'a'.repeat(300) }]), []],
    ['301 characters of postback', menuWith([{ type: 'postback', data: 'a'.repeat(301) }]), ['actionTooLong']],
    ['a fill-in text without keyboard', menuWith([{ type: 'postback', data: 'a', fillInText: 'Name' }]), ['actionRefused']],
  ])('%s', (_name, document, expected) => expect(codes(document)).toEqual(expected));

  it('names overlapping areas, the place of the fault, and a picture that is missing or of another size', () => {
    const document = menuWith([message, message]);
    document.tabs[0]!.areas[1]!.bounds = { x: 0, y: 0, width: 50, height: 50 };
    document.tabs[0]!.areas[1]!.label = 'a'.repeat(21);
    expect(richMenuProblems(document, context)).toEqual([
      expect.objectContaining({ code: 'areasOverlap', severity: 'warning', params: { a: 1, b: 2 }, tabId: 'main', areaId: 'a1' }),
      expect.objectContaining({ code: 'labelTooLong', path: ['tabs', 0, 'areas', 1, 'label'] }),
    ]);
    expect(codes(menuWith([message], { tabs: [{ ...menuWith([message]).tabs[0]!, picture: null }] }))).toEqual(['pictureMissing']);
    expect(codes(menuWith([message], { size: { width: 2500, height: 843 } }))).toEqual(['pictureOtherSize', 'areaOutside']);
  });
});

describe('pictures', () => {
  const png = (width: number, height: number, bytes = 64) => {
    const file = Buffer.alloc(bytes);
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(file);
    file.writeUInt32BE(width, 16);
    file.writeUInt32BE(height, 20);
    return file;
  };
  const MEGABYTE = 1024 * 1024;
  it.each<[string, Buffer, string[]]>([
    ['the widest', png(2500, 1686), []],
    ['one pixel too wide', png(2501, 1686), ['pictureWidth']],
    ['the narrowest', png(800, 540), []],
    ['one pixel too narrow', png(799, 540), ['pictureWidth']],
    ['the lowest', png(800, 250), []],
    ['one pixel too low', png(800, 249), ['pictureHeight']],
    ['ratio 1.45', png(1450, 1000), []],
    ['ratio 1.44', png(1440, 1000), ['pictureRatio']],
    ['1 MB', png(2500, 1686, MEGABYTE), []],
    ['one byte more', png(2500, 1686, MEGABYTE + 1), ['pictureTooHeavy']],
    ['no picture', Buffer.from('GIF89a and more bytes than a header has'), ['pictureNotReadable']],
  ])('%s', (_name, bytes, expected) => expect(pictureFaults(bytes).map((fault) => fault.code)).toEqual(expected));

  it('of 1.2 MB and of ratio 1.44 are told in plain words', () => {
    expect(pictureFaults(png(2500, 1686, Math.round(1.2 * MEGABYTE)))[0]!.message).toBe('The picture has 1.2 MB; LINE takes 1 MB at most. Save it as JPEG with a lower quality, or smaller.');
    expect(pictureFaults(png(1440, 1000))[0]!.message).toBe(
      'The picture is too high for its width: 1440 × 1000 is 1.44 to 1, and LINE wants at least 1.45 to 1. Cut it to a height of 993 pixels or less.',
    );
  });
  it('are known by their content; no bytes make it fail', () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 17, 8, 0x03, 0x4b, 0x09, 0xc4, 3]);
    expect(readPictureHeader(jpeg)).toEqual({ contentType: 'image/jpeg', width: 2500, height: 843 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void readPictureHeader(Uint8Array.from([0xff, 0xd8, ...bytes]))));
  });
});

describe('geometry', () => {
  const sizes = fc.constantFrom(...RICH_MENU_SIZES);
  const rows = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  it('cuts any grid without gap or overlap, and keeps it so in another size', () => {
    fc.assert(
      fc.property(sizes, sizes, rows, (from, to, cells) => {
        const bounds = gridBounds(from, cells).map((one) => scaleBounds(one, from, to));
        expect(bounds.reduce((sum, one) => sum + one.width * one.height, 0)).toBe(to.width * to.height);
        expect(bounds.some((one, index) => bounds.slice(0, index).some((other) => overlaps(one, other)) || overrun(one, to) > 0)).toBe(false);
      }),
    );
  });
  it('snaps edges to lines nearby and leaves the others', () => {
    const lines = snapLines(size, { columns: 3, rows: 2 }, [{ x: 100, y: 0, width: 50, height: 50 }]);
    expect(snapBounds({ x: 12, y: 400, width: 815, height: 450 }, lines, 20, size)).toEqual({ x: 0, y: 400, width: 833, height: 443 });
    expect(snapBounds({ x: 155, y: 0, width: 900, height: 100 }, lines, 20, size)).toMatchObject({ x: 150, width: 905 });
  });
  it('never snaps out of the picture', () => {
    const whole = fc.integer({ min: -500, max: 3000 });
    fc.assert(
      fc.property(whole, whole, whole, whole, (x, y, width, height) => {
        const snapped = snapBounds({ x, y, width, height }, snapLines(size, { columns: 12, rows: 8 }), 30, size);
        expect(overrun(snapped, size)).toBe(0);
        expect(Math.min(snapped.width, snapped.height)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the document', () => {
  it('reads back as it was written, and refuses what it does not know', () => {
    const document = menuWith([message]);
    expect(richMenuDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(richMenuDocumentSchema.safeParse({ ...document, tabs: [] }).success).toBe(false);
    expect(richMenuDocumentSchema.safeParse({ ...document, colour: 'red' }).success).toBe(false);
  });
  it('offers each icon once', () => expect(new Set(RICH_MENU_ICONS).size).toBe(RICH_MENU_ICONS.length));
});
