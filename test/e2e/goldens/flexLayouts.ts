import { solidPicture } from './solidPicture';
import type { Box } from './measure';

/** A Flex container, the rule of LINE it shows, and what must therefore be measured. */
export interface FlexLayout {
  name: string;
  /** LINE's rule in our words. */
  rule: string;
  /** Where the rule is written down; pixel numbers are those of FACTS §8, last row. */
  source: string;
  contents: object;
  /** Sides of components, by JSON pointer, in CSS pixels relative to the message. */
  boxes?: Record<string, Partial<Box>>;
  /** Computed style of a component. */
  styles?: Record<string, Record<string, string>>;
  /** Heights that are whole lines of this many pixels, at least so many of them. */
  lines?: Record<string, { heightPx: number; atLeast: number }>;
  /** Which component is seen in the middle of another. */
  onTop?: Record<string, string>;
  /** Anything a number cannot say; gets all measured boxes. */
  holds?: { needs: string[]; check: (box: Record<string, Box>) => boolean };
}

type Part = Record<string, unknown>;
const box = (layout: 'horizontal' | 'vertical' | 'baseline', contents: Part[], more: Part = {}): Part => ({ type: 'box', layout, contents, ...more });
const text = (words: string, more: Part = {}): Part => ({ type: 'text', text: words, ...more });
const image = (more: Part = {}, size: [number, number] = [100, 100]): Part => ({ type: 'image', url: solidPicture(...size), ...more });
const button = (label: string, more: Part = {}): Part => ({ type: 'button', action: { type: 'message', label, text: label }, ...more });
const bubble = (contents: Part[], more: Part = {}): Part => ({ type: 'bubble', body: box('vertical', contents), ...more });

/** Inside of a mega bubble: 300 wide, body padding 20 (top 19). */
const LEFT = 20;
const TOP = 19;
const INSIDE = 260;
/** One line of md letters (16) at 1.4. */
const LINE = 22.4;
const at = (...indexes: number[]) => `/body${indexes.map((index) => `/contents/${index}`).join('')}`;

const LAYOUT = 'FACTS §8, D:flex-message-layout';
const PIXELS = 'FACTS §8, last row (an independent renderer; LINE gives no numbers)';
const CJK = '本日のおすすめは旬の魚の塩焼きと季節の野菜の天ぷら、それに炊きたてのご飯とお味噌汁です。ご予約はお早めにお願いいたします。今日的推薦是鹽烤當季鮮魚與時蔬天婦羅，附白飯與味噌湯，歡迎提早訂位。';
const THAI = 'เมนูแนะนำวันนี้คือปลาย่างเกลือกับผักเทมปุระตามฤดูกาลเสิร์ฟพร้อมข้าวสวยร้อนๆและซุปมิโซะกรุณาจองล่วงหน้าเพื่อให้เราเตรียมโต๊ะที่ดีที่สุดสำหรับคุณ';

const SIZES = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 500 };
const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };

export const FLEX_LAYOUTS: FlexLayout[] = [
  ...Object.entries(SIZES).map(([size, width]): FlexLayout => ({
    name: `bubble-${size}`, rule: `A bubble of size ${size} is ${width} px wide at most.`, source: PIXELS,
    contents: bubble([text(size)], { size }), boxes: { '/': { width } },
  })),
  { name: 'bubble-default-size', rule: 'A bubble that says nothing is mega.', source: 'FACTS §8 bubble.size', contents: bubble([text('mega')]), boxes: { '/': { width: 300 } } },

  // ---- shares
  {
    name: 'horizontal-shares-equally', rule: 'In a horizontal box components share the width equally when they say nothing: default flex is 1.', source: LAYOUT,
    contents: bubble([box('horizontal', [text('A'), text('Somewhat longer words')])]),
    boxes: { [at(0, 0)]: { x: LEFT, width: 130 }, [at(0, 1)]: { x: LEFT + 130, width: 130 } },
  },
  {
    name: 'horizontal-weights', rule: 'flex 2 and 3 share the width 2 : 3, whatever is inside: horizontal X is `X 0 0`.', source: LAYOUT,
    contents: bubble([box('horizontal', [text('Two', { flex: 2 }), text('Three of five parts', { flex: 3 })])]),
    boxes: { [at(0, 0)]: { width: 104 }, [at(0, 1)]: { x: LEFT + 104, width: 156 } },
  },
  {
    name: 'horizontal-flex-0', rule: 'flex 0 takes just what it needs; the rest goes to those with a share.', source: LAYOUT,
    contents: bubble([box('horizontal', [image({ size: 'xxs', flex: 0 }), text('The rest')])]),
    boxes: { [at(0, 0)]: { width: 40 }, [at(0, 1)]: { x: LEFT + 40, width: 220 } },
  },
  {
    name: 'vertical-stacks', rule: 'In a vertical box components are as high as they are: default flex is 0.', source: LAYOUT,
    contents: bubble([box('vertical', [text('One'), text('Two')], { height: '200px' })]),
    boxes: { [at(0)]: { height: 200 }, [at(0, 0)]: { y: TOP, height: LINE }, [at(0, 1)]: { y: TOP + LINE, height: LINE } },
  },
  {
    name: 'vertical-one-grows', rule: 'In a vertical box flex 1 takes the height that is left.', source: LAYOUT,
    contents: bubble([box('vertical', [text('Grows', { flex: 1 }), text('Stays')], { height: '200px' })]),
    boxes: { [at(0, 0)]: { height: 200 - LINE }, [at(0, 1)]: { y: TOP + 200 - LINE } },
  },
  {
    name: 'vertical-weights', rule: 'Vertical X is `X 0 auto`: the height left over is shared, on top of what each needs.', source: LAYOUT,
    contents: bubble([box('vertical', [text('One', { flex: 1 }), text('Two', { flex: 2 })], { height: '200px' })]),
    boxes: { [at(0, 0)]: { height: LINE + 155.2 / 3 }, [at(0, 1)]: { height: LINE + (155.2 * 2) / 3 } },
  },
  {
    name: 'box-of-given-width', rule: 'A box of given width beside others has flex 0.', source: LAYOUT,
    contents: bubble([box('horizontal', [box('vertical', [text('50')], { width: '50px', backgroundColor: '#FFE7B8' }), text('The rest')])]),
    boxes: { [at(0, 0)]: { width: 50 }, [at(0, 1)]: { x: LEFT + 50, width: 210 } },
  },
  {
    name: 'box-of-given-share', rule: 'A width in percent is of the parent.', source: LAYOUT,
    contents: bubble([box('horizontal', [box('vertical', [text('30 %')], { width: '30%', backgroundColor: '#FFE7B8' }), text('The rest')])]),
    boxes: { [at(0, 0)]: { width: 78 }, [at(0, 1)]: { width: 182 } },
  },
  {
    name: 'nested-boxes', rule: 'Each box shares its own room: half of a half is a quarter.', source: LAYOUT,
    contents: bubble([box('horizontal', [box('horizontal', [box('vertical', [text('a')], { backgroundColor: '#D9F2E2' }), box('vertical', [text('b')], { backgroundColor: '#FFE7B8' })]), text('half')])]),
    boxes: { [at(0, 0)]: { width: 130 }, [at(0, 0, 0)]: { width: 65 }, [at(0, 0, 1)]: { x: LEFT + 65, width: 65 } },
  },
  {
    name: 'filler', rule: 'A filler takes the room between its brothers.', source: 'FACTS §8 box.layout (filler, deprecated)',
    contents: bubble([box('horizontal', [box('vertical', [], { width: '30px', height: '10px', backgroundColor: '#17C950' }), { type: 'filler' }, box('vertical', [], { width: '30px', height: '10px', backgroundColor: '#17C950' })])]),
    boxes: { [at(0, 1)]: { x: LEFT + 30, width: 200 }, [at(0, 2)]: { x: LEFT + 230 } },
  },
  {
    name: 'largest-size', rule: 'maxWidth and maxHeight bound a box.', source: 'LINE OpenAPI FlexBox',
    contents: bubble([box('vertical', [text(CJK, { wrap: true })], { maxWidth: '100px', maxHeight: '60px' })]),
    boxes: { [at(0)]: { width: 100, height: 60 } },
  },

  // ---- room between and around
  {
    name: 'margin-words', rule: 'margin none, xs, sm, md, lg, xl, xxl is 0, 2, 4, 8, 12, 16, 20 px before a component.', source: PIXELS,
    contents: bubble([text('first'), ...Object.keys(SPACES).map((margin) => text(margin, { margin }))]),
    boxes: Object.fromEntries(Object.values(SPACES).map((_, index, all) => [at(index + 1), { y: TOP + (index + 1) * LINE + all.slice(0, index + 1).reduce((sum, space) => sum + space, 0) }])),
  },
  {
    name: 'spacing', rule: 'spacing stands between components, not before the first or after the last.', source: LAYOUT,
    contents: bubble([box('horizontal', [text('A'), text('B')], { spacing: 'md' })]),
    boxes: { [at(0, 0)]: { x: LEFT, width: 126 }, [at(0, 1)]: { x: LEFT + 134, width: 126 } },
  },
  {
    name: 'margin-beats-spacing', rule: "A component's own margin takes the place of the parent's spacing.", source: LAYOUT,
    contents: bubble([box('vertical', [text('A'), text('none', { margin: 'none' }), text('30px', { margin: '30px' }), text('spacing')], { spacing: 'xl' })]),
    boxes: { [at(0, 1)]: { y: TOP + LINE }, [at(0, 2)]: { y: TOP + 2 * LINE + 30 }, [at(0, 3)]: { y: TOP + 3 * LINE + 46 } },
  },
  {
    name: 'padding-sides', rule: 'A padding of one side beats paddingAll.', source: LAYOUT,
    contents: bubble([box('vertical', [text('inside')], { paddingAll: '10px', paddingTop: 'xxl', paddingStart: '3px', backgroundColor: '#EEF1F4' })]),
    boxes: { [at(0)]: { height: LINE + 30 }, [at(0, 0)]: { x: LEFT + 3, y: TOP + 20, width: INSIDE - 13 } },
  },
  {
    name: 'padding-percent', rule: 'Padding may be percent, of the width of the parent.', source: LAYOUT,
    contents: bubble([box('vertical', [text('inside')], { paddingAll: '10%', backgroundColor: '#EEF1F4' })]),
    boxes: { [at(0, 0)]: { x: LEFT + 26, y: TOP + 26, width: INSIDE - 52 } },
  },
  {
    name: 'block-paddings', rule: 'Header and body keep 20 px (body 19 above), a footer 10 px.', source: PIXELS,
    contents: bubble([text('body')], { header: box('vertical', [text('header')]), footer: box('vertical', [text('footer')]) }),
    boxes: {
      '/header/contents/0': { x: 20, y: 20 },
      [at(0)]: { x: 20, y: 20 + LINE + 20 + TOP },
      '/footer/contents/0': { x: 10, y: 20 + LINE + 20 + TOP + LINE + 20 + 10 },
      '/': { height: 2 * 20 + TOP + 20 + 2 * 10 + 3 * LINE },
    },
  },
  {
    name: 'own-block-padding', rule: 'A block that gives its padding has that one.', source: LAYOUT,
    contents: { type: 'bubble', body: box('vertical', [text('edge')], { paddingAll: '0px' }) },
    boxes: { [at(0)]: { x: 0, y: 0, width: 300 } },
  },
  {
    name: 'separator-across', rule: 'In a vertical box a separator lies across, with its margin before it.', source: LAYOUT,
    contents: bubble([text('above'), { type: 'separator', margin: 'lg', color: '#17C950' }, text('below', { margin: 'lg' })]),
    boxes: { [at(1)]: { x: LEFT, y: TOP + LINE + 12, width: INSIDE, height: 1 }, [at(2)]: { y: TOP + LINE + 25 } },
  },
  {
    name: 'separator-upright', rule: 'In a horizontal box a separator stands upright, as high as the box.', source: LAYOUT,
    contents: bubble([box('horizontal', [text('left'), { type: 'separator' }, image({ size: 'xs' })])]),
    boxes: { [at(0, 1)]: { width: 1, height: 60 }, [at(0, 0)]: { width: 129.5 } },
  },

  // ---- pictures
  {
    name: 'hero-cover', rule: 'A full picture of ratio 20:13 is as wide as the bubble, cut to fill.', source: 'FACTS §8 image',
    contents: bubble([text('body')], { hero: image({ size: 'full', aspectRatio: '20:13', aspectMode: 'cover' }) }),
    boxes: { '/hero': { x: 0, y: 0, width: 300, height: 195 } }, styles: { '/hero/url': { 'object-fit': 'cover' } },
  },
  {
    name: 'picture-defaults', rule: 'A picture that says nothing is md (100 px), square, in the middle, and shown whole.', source: 'FACTS §8 image',
    contents: bubble([image({}, [100, 40])]),
    boxes: { [`${at(0)}/url`]: { x: 100, width: 100, height: 100 } }, styles: { [`${at(0)}/url`]: { 'object-fit': 'contain' } },
  },
  {
    name: 'picture-ratio', rule: 'The height follows from width and ratio.', source: 'FACTS §8 image',
    contents: bubble([image({ size: 'xl', aspectRatio: '2:1', align: 'start' })]), boxes: { [`${at(0)}/url`]: { x: LEFT, width: 140, height: 70 } },
  },
  {
    name: 'picture-too-high', rule: 'A ratio higher than three widths is none: the picture stays square.', source: 'FACTS §8 image (h ≤ 3w)',
    contents: bubble([image({ size: 'sm', aspectRatio: '1:4' })]), boxes: { [`${at(0)}/url`]: { width: 80, height: 80 } },
  },
  {
    name: 'picture-sizes', rule: 'Sizes are words, pixels or percent of the parent.', source: 'FACTS §8 image, PIXELS',
    contents: bubble([image({ size: 'xxs' }), image({ size: '50px' }), image({ size: '50%' }), image({ size: '5xl' })]),
    boxes: { [`${at(0)}/url`]: { width: 40 }, [`${at(1)}/url`]: { width: 50 }, [`${at(2)}/url`]: { width: 130 }, [`${at(3)}/url`]: { width: 220 } },
  },
  {
    name: 'picture-beside-words', rule: 'A picture beside higher brothers keeps its ratio and stands at the top.', source: LAYOUT,
    contents: bubble([box('horizontal', [image({ size: 'xs', flex: 1 }), text(CJK, { wrap: true, flex: 2 })])]),
    boxes: { [`${at(0, 0)}/url`]: { y: TOP, width: 60, height: 60 } },
  },
  {
    name: 'picture-at-the-bottom', rule: 'gravity bottom puts it at the lower edge of a horizontal box.', source: LAYOUT,
    contents: bubble([box('horizontal', [image({ size: 'xs', gravity: 'bottom' }), box('vertical', [], { height: '100px', backgroundColor: '#EEF1F4' })])]),
    boxes: { [`${at(0, 0)}/url`]: { y: TOP + 40 } },
  },

  // ---- words
  {
    name: 'words-cut', rule: 'Without wrap a text is one line, cut where the room ends.', source: 'FACTS §8 text (wrap)',
    contents: bubble([text(CJK)]), boxes: { [at(0)]: { width: INSIDE, height: LINE } }, styles: { [at(0)]: { 'text-overflow': 'ellipsis', 'white-space-collapse': 'collapse' } },
  },
  {
    name: 'words-wrap-cjk', rule: 'With wrap Chinese and Japanese break anywhere and stay inside.', source: 'FACTS §8 text (wrap)',
    contents: bubble([text(CJK, { wrap: true })]), boxes: { [at(0)]: { x: LEFT, width: INSIDE } }, lines: { [at(0)]: { heightPx: LINE, atLeast: 5 } },
  },
  {
    name: 'words-wrap-thai', rule: 'With wrap Thai, which has no spaces, breaks and stays inside.', source: 'FACTS §8 text (wrap)',
    contents: bubble([text(THAI, { wrap: true })]), boxes: { [at(0)]: { x: LEFT, width: INSIDE } }, lines: { [at(0)]: { heightPx: LINE, atLeast: 3 } },
  },
  {
    name: 'words-wrap-one-word', rule: 'A word longer than the line is broken inside.', source: 'FACTS §8 text (wrap)',
    contents: bubble([text('W'.repeat(80), { wrap: true })]), boxes: { [at(0)]: { width: INSIDE } }, lines: { [at(0)]: { heightPx: LINE, atLeast: 3 } },
  },
  {
    name: 'two-lines', rule: 'maxLines 2 shows two lines and no more.', source: 'FACTS §8 text (maxLines)',
    contents: bubble([text(CJK, { wrap: true, maxLines: 2 })]), boxes: { [at(0)]: { height: 2 * LINE } },
  },
  {
    name: 'all-lines', rule: 'maxLines 0 shows all.', source: 'FACTS §8 text (maxLines)',
    contents: bubble([text(CJK, { wrap: true, maxLines: 0 })]), lines: { [at(0)]: { heightPx: LINE, atLeast: 5 } },
  },
  {
    name: 'line-spacing', rule: 'lineSpacing adds so many pixels between lines.', source: 'FACTS §8 text (lineSpacing)',
    contents: bubble([text(CJK, { wrap: true, maxLines: 2, lineSpacing: '20px' })]), boxes: { [at(0)]: { height: 2 * (LINE + 20) } },
  },
  {
    name: 'letter-sizes', rule: 'Letters of xxs, sm, lg, xxl, 5xl are 11, 14, 19, 29, 74 px.', source: PIXELS,
    contents: bubble(['xxs', 'sm', 'lg', 'xxl', '5xl'].map((size) => text('Aあ', { size }))),
    styles: Object.fromEntries([11, 14, 19, 29, 74].map((px, index) => [at(index), { 'font-size': `${px}px` }])),
  },
  {
    name: 'words-decorated', rule: 'Weight, style, decoration, colour and alignment are as asked.', source: 'FACTS §8 text',
    contents: bubble([text('x', { weight: 'bold', style: 'italic', decoration: 'underline', color: '#1DB446', align: 'end' })]),
    styles: { [at(0)]: { 'font-weight': '700', 'font-style': 'italic', 'text-decoration-line': 'underline', color: 'rgb(29, 180, 70)', 'text-align': 'end' } },
  },
  {
    name: 'spans', rule: 'Spans take the place of the text, each with its own look.', source: 'FACTS §8 span (contents wins)',
    contents: bubble([text('not shown', { wrap: true, contents: [{ type: 'span', text: 'Brown ', color: '#905c44' }, { type: 'span', text: 'Cafe', weight: 'bold' }] })]),
    boxes: { [at(0)]: { height: LINE } }, styles: { [`${at(0)} span:last-child`]: { 'font-weight': '700' }, [`${at(0)} span:first-child`]: { color: 'rgb(144, 92, 68)' } },
  },
  {
    name: 'gravity', rule: 'Beside a higher brother a text stands at the top, in the middle or at the bottom.', source: LAYOUT,
    contents: bubble([box('horizontal', [text('top'), text('center', { gravity: 'center' }), text('bottom', { gravity: 'bottom' }), image({ size: 'xs' })])]),
    boxes: { [at(0, 0)]: { y: TOP }, [at(0, 1)]: { y: TOP + (60 - LINE) / 2 }, [at(0, 2)]: { y: TOP + 60 - LINE } },
  },
  {
    name: 'baseline', rule: 'In a baseline box letters of all sizes stand on one line.', source: 'FACTS §8 box.layout',
    contents: bubble([box('baseline', [text('Big', { size: 'xxl' }), text('small', { size: 'xs' })])]),
    holds: { needs: [at(0, 0), at(0, 1)], check: (boxes) => boxes[at(0, 1)]!.y > boxes[at(0, 0)]!.y && boxes[at(0, 1)]!.y + boxes[at(0, 1)]!.height < boxes[at(0, 0)]!.y + boxes[at(0, 0)]!.height },
  },
  {
    name: 'icon', rule: 'An icon never grows and is as high as letters of its size.', source: 'FACTS §8 icon (flex fixed 0)',
    contents: bubble([box('baseline', [{ type: 'icon', url: solidPicture(20, 20), size: 'lg', flex: 5 }, text('words', { margin: 'md' })])]),
    boxes: { [at(0, 0)]: { x: LEFT, width: 19, height: 19 }, [at(0, 1)]: { x: LEFT + 27, width: INSIDE - 27 } },
  },

  // ---- places
  {
    name: 'absolute', rule: 'An absolute component stands by its offsets in its parent and takes no room.', source: 'FACTS §8 position',
    contents: bubble([box('vertical', [text('below'), box('vertical', [], { position: 'absolute', offsetTop: '10px', offsetStart: '15px', width: '40px', height: '30px', backgroundColor: '#B42318' })], { height: '80px', backgroundColor: '#EEF1F4' })]),
    boxes: { [at(0, 0)]: { y: TOP, height: LINE }, [at(0, 1)]: { x: LEFT + 15, y: TOP + 10, width: 40, height: 30 } },
  },
  {
    name: 'absolute-corner', rule: 'offsetBottom and offsetEnd count from the other corner.', source: 'FACTS §8 position',
    contents: bubble([box('vertical', [text('below'), box('vertical', [], { position: 'absolute', offsetBottom: 'md', offsetEnd: 'xxl', width: '40px', height: '30px', backgroundColor: '#B42318' })], { height: '80px', backgroundColor: '#EEF1F4' })]),
    boxes: { [at(0, 1)]: { x: LEFT + INSIDE - 60, y: TOP + 42 } },
  },
  {
    name: 'absolute-percent', rule: 'Offsets in percent are of the width sideways and of the height up and down.', source: 'LINE OpenAPI FlexOffset',
    contents: bubble([box('vertical', [text('below'), box('vertical', [], { position: 'absolute', offsetTop: '50%', offsetStart: '10%', width: '40px', height: '30px', backgroundColor: '#B42318' })], { height: '80px', backgroundColor: '#EEF1F4' })]),
    boxes: { [at(0, 1)]: { x: LEFT + 26, y: TOP + 40 } },
  },
  {
    name: 'moved-a-little', rule: 'Offsets of a relative component move it; its brothers stay where they were.', source: 'FACTS §8 position',
    contents: bubble([text('stays'), text('moved', { offsetTop: '5px', offsetStart: '7px' }), text('stays too')]),
    boxes: { [at(1)]: { x: LEFT + 7, y: TOP + LINE + 5 }, [at(2)]: { x: LEFT, y: TOP + 2 * LINE } },
  },
  {
    name: 'later-paints-over', rule: 'Later components paint over earlier ones, whatever they are.', source: 'FACTS §8 position',
    contents: bubble([text('first'), box('vertical', [image({ position: 'absolute', offsetTop: '0px', offsetStart: '0px', size: 'full', aspectMode: 'cover', aspectRatio: '2:1' }), text('over the picture')], { height: '60px' }), button('Button', { style: 'primary' }), box('vertical', [], { position: 'absolute', offsetBottom: '20px', offsetStart: '20px', width: '260px', height: '52px', backgroundColor: '#00000080' })]),
    boxes: { [`${at(1, 0)}/url`]: { x: LEFT, y: TOP + LINE, width: INSIDE, height: 130 } },
    onTop: { [at(1, 1)]: at(1, 1), [at(2)]: at(3) },
  },
  {
    name: 'spread', rule: 'justifyContent spreads what does not fill the box.', source: 'LINE OpenAPI FlexBox',
    contents: bubble([box('horizontal', [1, 2, 3].map(() => box('vertical', [], { width: '30px', height: '20px', backgroundColor: '#17C950' })), { justifyContent: 'space-between' })]),
    boxes: { [at(0, 0)]: { x: LEFT }, [at(0, 1)]: { x: LEFT + 115 }, [at(0, 2)]: { x: LEFT + 230 } },
  },
  {
    name: 'in-the-middle', rule: 'alignItems center puts children of a vertical box in the middle.', source: 'LINE OpenAPI FlexBox',
    contents: bubble([box('vertical', [box('vertical', [], { width: '100px', height: '20px', backgroundColor: '#17C950' })], { alignItems: 'center' })]),
    boxes: { [at(0, 0)]: { x: LEFT + 80, width: 100 } },
  },

  // ---- looks
  {
    name: 'corners-and-borders', rule: 'cornerRadius and borderWidth take words or pixels.', source: 'FACTS §8 borderWidth, cornerRadius',
    contents: bubble([
      box('vertical', [text('md, bold')], { cornerRadius: 'md', borderWidth: 'bold', borderColor: '#1DB446' }),
      box('vertical', [text('30px, 2px')], { cornerRadius: '30px', borderWidth: '2px', borderColor: '#B42318', margin: 'md' }),
    ]),
    boxes: { [at(0, 0)]: { x: LEFT + 3 } },
    styles: { [at(0)]: { 'border-top-left-radius': '8px', 'border-top-width': '3px', 'border-top-color': 'rgb(29, 180, 70)' }, [at(1)]: { 'border-top-left-radius': '30px', 'border-top-width': '2px' } },
  },
  {
    name: 'gradient', rule: 'A gradient runs at its angle from start over centre to end.', source: 'FACTS §8 linearGradient',
    contents: bubble([box('vertical', [], { height: '60px', background: { type: 'linearGradient', angle: '90deg', startColor: '#FF0000', centerColor: '#00FF00', centerPosition: '30%', endColor: '#0000FF' } })]),
    styles: { [at(0)]: { 'background-image': 'linear-gradient(90deg, rgb(255, 0, 0), rgb(0, 255, 0) 30%, rgb(0, 0, 255))' } },
  },
  {
    name: 'colour-with-alpha', rule: 'Colours have six or eight digits; #444 is none.', source: 'FACTS §8 colours',
    contents: bubble([box('vertical', [text('x')], { backgroundColor: '#FF000080' }), box('vertical', [text('x')], { backgroundColor: '#444' })]),
    styles: { [at(0)]: { 'background-color': 'rgba(255, 0, 0, 0.5)' }, [at(1)]: { 'background-color': 'rgba(0, 0, 0, 0)' } },
  },
  {
    name: 'buttons', rule: 'Buttons are 52 px high, sm 40; primary is filled green, secondary grey, a link only words; too long ones are cut.', source: PIXELS,
    contents: bubble([button('Link'), button('Primary', { style: 'primary' }), button('Secondary', { style: 'secondary', height: 'sm' }), button('A label of forty characters, to the last')]),
    boxes: { [at(0)]: { width: INSIDE, height: 52 }, [at(2)]: { height: 40 }, [at(3)]: { width: INSIDE, height: 52 } },
    styles: { [at(0)]: { color: 'rgb(66, 101, 154)' }, [at(1)]: { 'background-color': 'rgb(23, 201, 80)' }, [at(2)]: { 'background-color': 'rgb(220, 223, 229)' } },
  },
  {
    name: 'block-styles', rule: 'A block can have a colour and a line above it.', source: 'FACTS §8 styles per block',
    contents: bubble([text('body')], { footer: box('vertical', [text('footer')]), styles: { body: { backgroundColor: '#EEF1F4' }, footer: { separator: true, separatorColor: '#17C950' } } }),
    boxes: { '/footer': { y: TOP + LINE + 20 + 1 } },
  },
  {
    name: 'right-to-left', rule: 'direction rtl begins at the right.', source: 'FACTS §8 direction',
    contents: { ...bubble([box('horizontal', [text('first', { flex: 1 }), text('second', { flex: 3, margin: 'xxl' })])]), direction: 'rtl' },
    boxes: { [at(0, 0)]: { x: LEFT + INSIDE - 60, width: 60 }, [at(0, 1)]: { x: LEFT, width: 180 } },
  },

  // ---- carousels
  {
    name: 'carousel-heights', rule: 'Bubbles of a carousel are as high as the highest, and their footers stand on one line.', source: 'Issue of the phone: equal heights; who grows is our reading',
    contents: {
      type: 'carousel',
      contents: [
        { ...bubble([text('Short')], { size: 'micro', footer: box('vertical', [button('A')]) }) },
        { ...bubble([text(CJK, { wrap: true })], { size: 'micro', footer: box('vertical', [button('B')]) }) },
      ],
    },
    holds: {
      needs: ['/contents/0', '/contents/1', '/contents/0/footer', '/contents/1/footer', '/contents/0/body'],
      check: (boxes) =>
        Math.abs(boxes['/contents/0']!.height - boxes['/contents/1']!.height) < 0.6 &&
        Math.abs(boxes['/contents/0/footer']!.y - boxes['/contents/1/footer']!.y) < 0.6 &&
        Math.abs(boxes['/contents/0/body']!.height + boxes['/contents/0/footer']!.height - boxes['/contents/0']!.height) < 0.6,
    },
  },
  {
    name: 'carousel-row', rule: 'Bubbles stand in a row, each of its own width.', source: 'FACTS §8 carousel',
    contents: { type: 'carousel', contents: [bubble([text('1')], { size: 'nano' }), bubble([text('2')], { size: 'nano' }), bubble([text('3')], { size: 'nano' })] },
    holds: { needs: ['/contents/0', '/contents/1', '/contents/2'], check: (boxes) => [0, 1, 2].every((index) => Math.abs(boxes[`/contents/${index}`]!.x - index * 128) < 0.6 && boxes[`/contents/${index}`]!.width === 120) },
  },
];
