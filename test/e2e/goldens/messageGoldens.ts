import type { Box } from './measure';
import { solidPicture } from './solidPicture';

/** One message of a type, and where its parts must stand: CSS selector → sides in pixels relative to the message. */
export interface MessageGolden {
  name: string;
  message: object;
  /** Said by the person instead of the bot. */
  mine?: boolean;
  boxes: Record<string, Partial<Box>>;
  styles?: Record<string, Record<string, string>>;
  /** Words that must stand in the message, in this order. */
  words?: string[];
  /** Elements that must be there so many times. */
  counts?: Record<string, number>;
}

const ANN = `U${'a'.repeat(32)}`;
const BOB = `U${'b'.repeat(32)}`;
const say = (label: string) => ({ type: 'message', label, text: label });
const wide = solidPicture(200, 100);
const square = solidPicture(100, 100, [200, 140, 90]);
const EMOJI = { productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' };
/** A line of 14 px letters at 1.5, and the bubble around it. */
const LINE = 21;
const BUBBLE = LINE + 16;
const THEIRS = { 'background-color': 'rgb(255, 255, 255)' };
const MINE = { 'background-color': 'rgb(124, 217, 88)' };

export const MESSAGE_GOLDENS: MessageGolden[] = [
  { name: 'text', message: { type: 'text', text: 'Welcome!' }, boxes: { '.text': { x: 0, y: 0, height: BUBBLE } }, styles: { '.text': { ...THEIRS, 'border-top-left-radius': '16px' } }, words: ['Welcome!'] },
  { name: 'text of the person', mine: true, message: { type: 'text', text: 'Hello' }, boxes: { '.text': { height: BUBBLE } }, styles: { '.text': MINE }, words: ['Hello'] },
  {
    name: 'text with emoji, mention and link',
    message: { type: 'text', text: '@Ann $ see https://shop.example/menu', emojis: [{ index: 5, ...EMOJI }], mention: { mentionees: [{ index: 0, length: 4, type: 'user', userId: ANN }] } },
    boxes: { '.text': { height: BUBBLE } }, words: ['@Ann', '001', 'see', 'https://shop.example/menu'], counts: { '.mention': 1, '.emojiChip': 1, 'a[href="https://shop.example/menu"]': 1 },
  },
  {
    name: 'text v2',
    message: { type: 'textV2', text: '{who}, {all}: {smile} {{ok}}', substitution: { who: { type: 'mention', mentionee: { type: 'user', userId: BOB } }, all: { type: 'mention', mentionee: { type: 'all' } }, smile: { type: 'emoji', ...EMOJI } } },
    boxes: { '.text': { height: BUBBLE } }, words: ['@Bob', '@All', '001', '{ok}'], counts: { '.mention': 2, '.emojiChip': 1 },
  },
  { name: 'sticker', message: { type: 'sticker', packageId: '446', stickerId: '1988' }, boxes: { '.sticker': { width: 120, height: 110 } }, words: ['446 / 1988'] },
  { name: 'image', message: { type: 'image', originalContentUrl: wide, previewImageUrl: wide }, boxes: { '.media': { x: 0, y: 0 }, '.media img': { height: 100 } }, counts: { '.media a': 1 } },
  { name: 'image that cannot be shown', message: { type: 'image', originalContentUrl: 'ftp://x', previewImageUrl: 'ftp://x' }, boxes: { '.pictureMissing': { width: 200, height: 130 } } },
  { name: 'video', message: { type: 'video', originalContentUrl: 'https://shop.example/v.mp4', previewImageUrl: wide, trackingId: 'v1' }, boxes: { '.media': { x: 0, y: 0 } }, counts: { 'video[controls][preload=none]': 1 } },
  { name: 'audio', message: { type: 'audio', originalContentUrl: 'https://shop.example/a.m4a', duration: 61_000 }, boxes: { '.audio': { width: 240 } }, words: ['Sound, 1:01'], counts: { 'audio[controls][preload=none]': 1 } },
  { name: 'location', message: { type: 'location', title: '東京駅', address: '東京都千代田区丸の内1丁目', latitude: 35.68124, longitude: 139.76712 }, boxes: { '.location': { width: 240 }, '.locationMap': { x: 0, y: 0, width: 240, height: 84 } }, words: ['東京駅', '東京都千代田区丸の内1丁目', '35.68124, 139.76712'] },
  { name: 'file of the person', mine: true, message: { type: 'file', fileName: 'menu.pdf', fileSize: 2138 }, boxes: { '.audio': { width: 240 } }, words: ['menu.pdf', '2.1 kB'] },
  {
    name: 'imagemap', message: {
      type: 'imagemap', baseUrl: 'https://shop.example/map', altText: 'Choose', baseSize: { width: 1040, height: 520 },
      video: { originalContentUrl: 'https://shop.example/v.mp4', previewImageUrl: square, area: { x: 0, y: 0, width: 520, height: 260 }, externalLink: { linkUri: 'https://shop.example', label: 'See more' } },
      actions: [
        { type: 'uri', label: 'Right', linkUri: 'https://shop.example', area: { x: 520, y: 0, width: 520, height: 520 } },
        { type: 'message', label: 'Lower left', text: 'left', area: { x: 0, y: 260, width: 520, height: 260 } },
      ],
    },
    // 280 wide: the base of 1040 is drawn at 280 / 1040.
    boxes: {
      '.imagemap': { width: 280 }, '.imagemapBase > .pictureMissing, .imagemapBase > .picture': { width: 280, height: 140 }, '[data-part=video]': { x: 0, y: 0, width: 140, height: 70 },
      '.imagemapArea:has([aria-label=Right])': { x: 140, y: 0, width: 140, height: 140 }, '.imagemapArea:has([aria-label="Lower left"])': { x: 0, y: 70, width: 140, height: 70 },
      '.cardButton': { y: 140, width: 280, height: 44 },
    },
    words: ['See more'],
  },
  {
    name: 'buttons', message: { type: 'template', altText: 'Menu', template: { type: 'buttons', thumbnailImageUrl: wide, title: 'Menu', text: 'Please choose', actions: ['Buy', 'Keep', 'View'].map(say) } },
    boxes: { '.card': { x: 0, y: 0, width: 250 }, '.card img': { width: 250, height: 250 / 1.51 }, '.cardButton:last-child': { x: 0, width: 250, height: 44 } }, words: ['Menu', 'Please choose', 'Buy', 'Keep', 'View'], counts: { '.cardButton': 3 },
  },
  {
    name: 'buttons with a square picture', message: { type: 'template', altText: 'Menu', template: { type: 'buttons', thumbnailImageUrl: wide, imageAspectRatio: 'square', imageSize: 'contain', imageBackgroundColor: '#FFE7B8', text: 'Please choose', actions: [say('Buy')] } },
    boxes: { '.card img': { width: 250, height: 250 } }, styles: { '.card img': { 'object-fit': 'contain', 'background-color': 'rgb(255, 231, 184)' } },
  },
  { name: 'confirm', message: { type: 'template', altText: 'Sure?', template: { type: 'confirm', text: 'Are you sure?', actions: ['Yes', 'No'].map(say) } }, boxes: { '.cardButton:first-child': { x: 0, width: 125, height: 44 }, '.cardButton:last-child': { x: 125, width: 125, height: 44 } }, words: ['Are you sure?', 'Yes', 'No'] },
  {
    name: 'carousel', message: {
      type: 'template', altText: 'Courses', template: {
        type: 'carousel', columns: [
          { thumbnailImageUrl: wide, title: 'Short', text: 'Fish', actions: [say('Take 1')] },
          { thumbnailImageUrl: wide, title: 'Long', text: '旬の魚の塩焼きと季節の野菜の天ぷら、炊きたてのご飯とお味噌汁。', actions: [say('Take 2')] },
        ],
      },
    },
    boxes: { '.card:nth-child(1)': { x: 0, y: 0, width: 250 }, '.card:nth-child(2)': { x: 258, y: 0, width: 250 } }, words: ['Short', 'Take 1', 'Long', 'Take 2'],
  },
  {
    name: 'image carousel', message: { type: 'template', altText: 'Pictures', template: { type: 'image_carousel', columns: [{ imageUrl: square, action: say('One') }, { imageUrl: wide, action: say('Two') }] } },
    boxes: { '.imageColumn:nth-child(1)': { x: 0, width: 200, height: 200 }, '.imageColumn:nth-child(2)': { x: 208, width: 200, height: 200 } }, words: ['One', 'Two'],
  },
  {
    name: 'flex', message: { type: 'flex', altText: 'Receipt', contents: { type: 'bubble', hero: { type: 'image', url: wide, size: 'full', aspectRatio: '2:1' }, body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'Brown Cafe', weight: 'bold', size: 'xl' }] } } },
    boxes: { '.flexBubble': { x: 0, y: 0, width: 300 }, '.flexBubble img': { width: 300, height: 150 } }, words: ['Brown Cafe'],
  },
  { name: 'coupon', message: { type: 'coupon', couponId: '01JYNW8JMQVFBNWF1APF8Z3FS7' }, boxes: { '.card': { width: 250 } }, words: ['Coupon', 'A coupon of this account', '01JYNW8JMQVFBNWF1APF8Z3FS7'] },
  { name: 'a type nobody knows', message: { type: 'hologram', altText: 'A hologram' }, boxes: { '.text': { height: BUBBLE } }, words: ['A hologram'] },
  // ---- words that are hard to set
  { name: 'long Thai', message: { type: 'text', text: 'เมนูแนะนำวันนี้คือปลาย่างเกลือกับผักเทมปุระตามฤดูกาลเสิร์ฟพร้อมข้าวสวยร้อนๆและซุปมิโซะ'.repeat(2) }, boxes: { '.text': { x: 0 } }, words: ['เมนูแนะนำ'] },
  { name: 'a word without end', message: { type: 'text', text: 'W'.repeat(200) }, boxes: { '.text': { x: 0 } }, words: ['WWW'] },
  { name: 'family emoji', message: { type: 'text', text: '👨‍👩‍👧‍👦 🍎' }, boxes: { '.text': { x: 0 } }, words: ['👨‍👩‍👧‍👦 🍎'] },
];
