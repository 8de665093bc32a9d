import { richMenuDocumentSchema, richMenuProblems, type RichMenuDocument } from '@chatloom/messages';
import { layoutsFor } from './layouts';
import { ACTION_KINDS, addArea, addTab, applyLayout, kindOf, newAction, newMenu, PALETTES, removeArea, removeTab, resizeMenu, STARTERS, withArea } from './menuModel';
import { contrastOf } from './contrast';

const BIG = { width: 2500, height: 1686 };
const fresh = (): RichMenuDocument =>
  newMenu(BIG, layoutsFor(BIG)[0]!, PALETTES[0], STARTERS.map(({ word, icon }) => ({ text: word, icon })), 'Menu', 'First');
const tabOf = (document: RichMenuDocument) => document.tabs[0]!;
const blocking = (document: RichMenuDocument) => new Set(richMenuProblems(document).filter(({ severity }) => severity === 'blocking').map(({ code }) => code));

it('begins as a menu that lacks nothing but the flows', () => {
  expect(blocking(fresh())).toEqual(new Set(['flowMissing']));
  const stored = { ...fresh(), tabs: fresh().tabs.map((tab) => ({ ...tab, picture: { ...tab.picture!, pictureId: '0192aaaa-0000-7000-8000-000000000001' } })) };
  expect(richMenuDocumentSchema.safeParse(stored).error).toBeUndefined();
});

it('moves a tile with its area', () => {
  const moved = { x: 10, y: 20, width: 400, height: 300 };
  const document = fresh();
  const tab = tabOf(withArea(document, tabOf(document).id, 0, (area) => ({ ...area, bounds: moved })));
  expect(tab.picture!.drawing!.tiles[0]).toMatchObject({ bounds: moved, text: 'book' });
});

it('adds and removes an area together with its tile', () => {
  const document = fresh();
  const less = removeArea(document, tabOf(document).id, 1);
  expect([tabOf(less).areas.length, tabOf(less).picture!.drawing!.tiles.map(({ text }) => text)]).toEqual([5, ['book', 'map', 'hours', 'coupon', 'ask']]);
  const again = addArea(less, tabOf(less).id);
  expect(tabOf(again).areas[5]!.bounds).toEqual(tabOf(again).picture!.drawing!.tiles[5]!.bounds);
  expect(richMenuProblems(again).filter(({ code }) => code === 'areasOverlap')).toEqual([]);
});

it('keeps actions and tiles by their number when the layout changes', () => {
  const document = fresh();
  const told = withArea(document, tabOf(document).id, 0, (area) => ({ ...area, action: { type: 'message', text: 'Hi' } }));
  const four = tabOf(applyLayout(told, tabOf(told).id, layoutsFor(BIG)[1]!));
  expect(four.areas).toHaveLength(4);
  expect(four.areas[0]!.action).toEqual({ type: 'message', text: 'Hi' });
  expect(four.picture!.drawing!.tiles.map(({ text }) => text)).toEqual(['book', 'menu', 'map', 'hours']);
});

it('stays whole in every other size', () => {
  const small = resizeMenu(fresh(), { width: 800, height: 540 });
  expect(blocking(small)).toEqual(new Set(['flowMissing']));
  expect(tabOf(small).areas.map(({ bounds }) => bounds)).toEqual(tabOf(small).picture!.drawing!.tiles.map(({ bounds }) => bounds));
  expect(Math.max(...tabOf(small).areas.map(({ bounds }) => bounds.x + bounds.width))).toBe(800);
});

it('adds a tab that looks alike, and never loses the last one', () => {
  const document = fresh();
  const two = addTab(document, tabOf(document), 'Second');
  expect(new Set(two.tabs.map(({ id }) => id)).size).toBe(2);
  expect(two.tabs[1]!.areas.map(({ bounds }) => bounds)).toEqual(tabOf(document).areas.map(({ bounds }) => bounds));
  const one = removeTab(two, tabOf(two).id);
  expect(removeTab(one, one.tabs[0]!.id)).toBe(one);
});

it('edits every kind of action under its own name', () => {
  expect(ACTION_KINDS.map((kind) => kindOf(newAction(kind, 'other')))).toEqual([...ACTION_KINDS]);
});

it('offers colours whose words can be read', () => {
  expect(PALETTES.filter(({ background, colour }) => contrastOf(background, colour) < 4.5)).toEqual([]);
});
