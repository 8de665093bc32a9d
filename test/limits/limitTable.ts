import { type StepType } from './doors';
import { address, EMOJI, letters, PICTURE, seen, times, units, USER } from './measures';

/**
 * One limit of LINE: what is just inside and what is just outside of it, as data of a step and as LINE's message
 * object. A limit without `step` is one no form can offend, because it offers no such field.
 */
export interface Limit {
  /** What is limited, with LINE's name for it where that says more. */
  name: string;
  /** Where FACTS has it. */
  facts: '§7' | '§8';
  inside: unknown;
  outside: unknown;
  step?: { type: StepType; data(value: any): Record<string, unknown> };
  message(value: any): Record<string, unknown>;
}

type Row = Omit<Limit, 'facts'>;
const under = (facts: Limit['facts'], rows: Row[]): Limit[] => rows.map((row) => ({ facts, ...row }));
const step = (type: StepType, data: (value: any) => Record<string, unknown>): Row['step'] => ({ type, data });

// ---------------------------------------------------------------- shapes the rows share

const say = (label: unknown = 'Yes') => ({ type: 'message', label, text: 'Yes' });
const tap = (id: number | string, more: object = {}) => ({ id: `c${id}`, kind: 'message', label: 'Yes', text: 'Yes', ...more });
const template = (body: object, altText: unknown = 'a') => ({ type: 'template', altText, template: body });
const buttons = (more: object) => template({ type: 'buttons', text: 'Hello', actions: [say()], ...more });
const buttonsData = (more: object) => ({ text: 'Hello', choices: [tap(1)], ...more });
const column = (more: object = {}) => ({ text: 'Hello', actions: [say()], ...more });
const columnData = (id: number | string, more: object = {}) => ({ text: 'Hello', choices: [tap(id)], ...more });
const carousel = (...columns: object[]) => template({ type: 'carousel', columns });
const textWith = (more: object) => ({ type: 'text', text: 'Hi', ...more });
const item = (action: object, more: object = {}) => ({ type: 'action', action, ...more });
const quick = (action: object, more: object = {}) => textWith({ quickReply: { items: [item(action, more)] } });
const imageCarousel = (more: object) => template({ type: 'image_carousel', columns: [{ imageUrl: PICTURE, action: say('Yes'), ...more }] });
const imageCarouselData = (more: object) => ({ altText: 'a', columns: [{ imageUrl: PICTURE, choice: tap(1), ...more }] });
const place = { x: 0, y: 0, width: 10, height: 10 };
const spot = (more: object = {}) => ({ type: 'message', text: 'Hi', area: place, ...more });
const imagemap = (more: object) => ({ type: 'imagemap', altText: 'a', baseUrl: 'https://example.com/map', baseSize: { width: 1040, height: 700 }, actions: [spot()], ...more });
const spotData = (id: number | string, more: object = {}) => ({ id: `a${id}`, kind: 'message', text: 'Hi', ...place, ...more });
const imagemapData = (more: object) => ({ altText: 'a', baseUrl: 'https://example.com/map', pictureHeight: 700, areas: [spotData(1)], ...more });
const film = { originalContentUrl: 'https://example.com/v.mp4', previewImageUrl: PICTURE, area: place };
const filmData = { videoUrl: 'https://example.com/v.mp4', previewUrl: PICTURE, ...place };
const textV2 = (text: string, substitution: object = {}) => ({ type: 'textV2', text, substitution });
const mention = { type: 'mention', mentionee: { type: 'user', userId: USER } };
const emoji = { type: 'emoji', ...EMOJI };
const many = (count: number, value: object) => Object.fromEntries(times(count, (index) => [`k${index}`, value]));
/** An action of a button, in a step and in a message. */
const onButton = (data: (value: any) => object, action: (value: any) => object): Pick<Row, 'step' | 'message'> => ({
  step: step('buttons', (value) => buttonsData({ choices: [tap(1, { text: undefined, ...data(value) })] })),
  message: (value) => buttons({ actions: [{ label: 'Yes', ...action(value) }] }),
});
const picker = (data: (value: any) => object): Pick<Row, 'step' | 'message'> =>
  onButton(
    (value) => ({ kind: 'pickDate', pick: { mode: 'date', ...data(value) } }),
    (value) => ({ type: 'datetimepicker', data: 'x', mode: 'date', ...data(value) }),
  );

const COMMON = under('§7', [
  {
    name: 'quick replies: 13',
    inside: 13,
    outside: 14,
    step: step('text', (count) => ({ text: 'Hi', quickReplies: times(count, (index) => tap(index)) })),
    message: (count) => textWith({ quickReply: { items: times(count, () => item(say())) } }),
  },
  {
    name: 'icon of a quick reply: an address of 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('text', (iconUrl) => ({ text: 'Hi', quickReplies: [tap(1, { iconUrl })] })),
    message: (imageUrl) => quick(say(), { imageUrl }),
  },
  {
    name: 'icon of a quick reply: HTTPS only',
    inside: 'https://example.com/i.png',
    outside: 'http://example.com/i.png',
    step: step('text', (iconUrl) => ({ text: 'Hi', quickReplies: [tap(1, { iconUrl })] })),
    message: (imageUrl) => quick(say(), { imageUrl }),
  },
  { name: 'quick replies do not switch rich menus', inside: say(), outside: { type: 'richmenuswitch', label: 'Yes', richMenuAliasId: 'a', data: 'x' }, message: (action) => quick(action) },
  {
    name: 'sender.name: 20 units',
    inside: units(20),
    outside: units(21),
    step: step('text', (name) => ({ text: 'Hi', sender: { name } })),
    message: (name) => textWith({ sender: { name } }),
  },
  {
    name: 'sender.name: not LINE',
    inside: 'Caroline',
    outside: 'LINE Team',
    step: step('text', (name) => ({ text: 'Hi', sender: { name } })),
    message: (name) => textWith({ sender: { name } }),
  },
  {
    name: 'sender.iconUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('text', (iconUrl) => ({ text: 'Hi', sender: { iconUrl } })),
    message: (iconUrl) => textWith({ sender: { iconUrl } }),
  },
]);

const TEXT = under('§7', [
  { name: 'text: at least something to read', inside: 'a', outside: ' ', step: step('text', (text) => ({ text })), message: (text) => ({ type: 'text', text }) },
  { name: 'text: 5,000 units', inside: units(5000), outside: units(5001), step: step('text', (text) => ({ text })), message: (text) => ({ type: 'text', text }) },
  {
    name: 'text.emojis: 20',
    inside: 20,
    outside: 21,
    step: step('text', (count) => ({ text: `(line:${EMOJI.productId}:${EMOJI.emojiId})`.repeat(count) })),
    message: (count) => ({ type: 'text', text: '$'.repeat(count), emojis: times(count, (index) => ({ index, ...EMOJI })) }),
  },
  { name: 'text.emojis.index: the place of a $', inside: 1, outside: 0, message: (index) => ({ type: 'text', text: 'a$', emojis: [{ index, ...EMOJI }] }) },
  { name: 'textV2.text: 5,000 units', inside: units(5000), outside: units(5001), message: (text) => textV2(text) },
  { name: 'textV2: braces that pair', inside: '{{ and }}', outside: '{ and', message: (text) => textV2(text) },
  { name: 'textV2: every key has something to stand there', inside: '{a}', outside: '{b}', message: (text) => textV2(text, { a: emoji }) },
  { name: 'textV2.substitution: keys of 20 letters, digits and _', inside: letters(20), outside: letters(21), message: (key) => textV2(`{${key}}`, { [key]: mention }) },
  { name: 'textV2.substitution: 20 mentions', inside: 20, outside: 21, message: (count) => textV2('Hi', many(count, mention)) },
  { name: 'textV2.substitution: 20 emoji', inside: 20, outside: 21, message: (count) => textV2('Hi', many(count, emoji)) },
]);

const MEDIA = under('§7', [
  {
    name: 'sticker: packageId and stickerId are numbers',
    inside: '446',
    outside: '446a',
    step: step('sticker', (packageId) => ({ packageId, stickerId: '1988' })),
    message: (packageId) => ({ type: 'sticker', packageId, stickerId: '1988' }),
  },
  {
    name: 'image.originalContentUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('image', (imageUrl) => ({ imageUrl, previewUrl: PICTURE })),
    message: (originalContentUrl) => ({ type: 'image', originalContentUrl, previewImageUrl: PICTURE }),
  },
  {
    name: 'image.previewImageUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('image', (previewUrl) => ({ imageUrl: PICTURE, previewUrl })),
    message: (previewImageUrl) => ({ type: 'image', originalContentUrl: PICTURE, previewImageUrl }),
  },
  {
    name: 'image: HTTPS only',
    inside: 'https://example.com/a.png',
    outside: 'http://example.com/a.png',
    step: step('image', (imageUrl) => ({ imageUrl, previewUrl: PICTURE })),
    message: (originalContentUrl) => ({ type: 'image', originalContentUrl, previewImageUrl: PICTURE }),
  },
  {
    name: 'video.originalContentUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('video', (videoUrl) => ({ videoUrl, previewUrl: PICTURE })),
    message: (originalContentUrl) => ({ type: 'video', originalContentUrl, previewImageUrl: PICTURE }),
  },
  {
    name: 'video.previewImageUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('video', (previewUrl) => ({ videoUrl: PICTURE, previewUrl })),
    message: (previewImageUrl) => ({ type: 'video', originalContentUrl: PICTURE, previewImageUrl }),
  },
  ...[
    ['100 characters', letters(100), letters(101)],
    ['only some signs', 'a-.=,+*()%$&;:@{}!?<>[]', 'a b'],
  ].map(([what, inside, outside]) => ({
    name: `video.trackingId: ${what}`,
    inside,
    outside,
    step: step('video', (trackingId) => ({ videoUrl: PICTURE, previewUrl: PICTURE, trackingId })),
    message: (trackingId: unknown) => ({ type: 'video', originalContentUrl: PICTURE, previewImageUrl: PICTURE, trackingId }),
  })),
  {
    name: 'audio.originalContentUrl: 2,000 characters',
    inside: address(2000),
    outside: address(2001),
    step: step('audio', (audioUrl) => ({ audioUrl, seconds: 1 })),
    message: (originalContentUrl) => ({ type: 'audio', originalContentUrl, duration: 1000 }),
  },
  {
    name: 'audio.duration: longer than nothing',
    inside: 1,
    outside: 0,
    step: step('audio', (seconds) => ({ audioUrl: PICTURE, seconds })),
    message: (seconds) => ({ type: 'audio', originalContentUrl: PICTURE, duration: seconds * 1000 }),
  },
  ...(['title', 'address'] as const).map((field) => ({
    name: `location.${field}: 100 units`,
    inside: units(100),
    outside: units(101),
    step: step('location', (value) => ({ title: 'a', address: 'a', latitude: 1, longitude: 1, [field]: value })),
    message: (value: unknown) => ({ type: 'location', title: 'a', address: 'a', latitude: 1, longitude: 1, [field]: value }),
  })),
  ...[
    ['30 characters', letters(30), letters(31)],
    ['letters, digits and _', 'summer_2027', 'summer-2027'],
  ].map(([what, inside, outside]) => ({
    name: `coupon.deliveryTag: ${what}`,
    inside,
    outside,
    step: step('coupon', (deliveryTag) => ({ couponId: 'C1', deliveryTag })),
    message: (deliveryTag: unknown) => ({ type: 'coupon', couponId: 'C1', deliveryTag }),
  })),
]);

const IMAGEMAP = under('§7', [
  { name: 'imagemap.baseUrl: 2,000 characters', inside: address(2000), outside: address(2001), step: step('imagemap', (baseUrl) => imagemapData({ baseUrl })), message: (baseUrl) => imagemap({ baseUrl }) },
  { name: 'imagemap.altText: 1,500 units', inside: units(1500), outside: units(1501), step: step('imagemap', (altText) => imagemapData({ altText })), message: (altText) => imagemap({ altText }) },
  { name: 'imagemap.baseSize.width: 1040', inside: 1040, outside: 1041, message: (width) => imagemap({ baseSize: { width, height: 700 } }) },
  {
    name: 'imagemap.actions: 50',
    inside: 50,
    outside: 51,
    step: step('imagemap', (count) => imagemapData({ areas: times(count, (index) => spotData(index)) })),
    message: (count) => imagemap({ actions: times(count, () => spot()) }),
  },
  {
    name: 'imagemap linkUri: 1,000 characters',
    inside: address(1000),
    outside: address(1001),
    step: step('imagemap', (uri) => imagemapData({ areas: [spotData(1, { kind: 'uri', uri, text: undefined })] })),
    message: (linkUri) => imagemap({ actions: [{ type: 'uri', linkUri, area: place }] }),
  },
  {
    name: 'imagemap text: 400 units',
    inside: units(400),
    outside: units(401),
    step: step('imagemap', (text) => imagemapData({ areas: [spotData(1, { text })] })),
    message: (text) => imagemap({ actions: [spot({ text })] }),
  },
  {
    name: 'imagemap clipboardText: 1,000 units',
    inside: units(1000),
    outside: units(1001),
    step: step('imagemap', (text) => imagemapData({ areas: [spotData(1, { kind: 'clipboard', text })] })),
    message: (clipboardText) => imagemap({ actions: [{ type: 'clipboard', clipboardText, area: place }] }),
  },
  {
    name: 'imagemap label: 100 units',
    inside: units(100),
    outside: units(101),
    step: step('imagemap', (label) => imagemapData({ areas: [spotData(1, { label })] })),
    message: (label) => imagemap({ actions: [spot({ label })] }),
  },
  ...(['x', 'y'] as const).map((axis) => ({
    name: `imagemap area.${axis}: not left of or above the picture`,
    inside: 0,
    outside: -1,
    step: step('imagemap', (value) => imagemapData({ areas: [spotData(1, { [axis]: value })] })),
    message: (value: unknown) => imagemap({ actions: [spot({ area: { ...place, [axis]: value } })] }),
  })),
  {
    name: 'imagemap.video.externalLink.linkUri: 1,000 characters',
    inside: address(1000),
    outside: address(1001),
    step: step('imagemap', (uri) => imagemapData({ video: { ...filmData, link: { uri, label: 'More' } } })),
    message: (linkUri) => imagemap({ video: { ...film, externalLink: { linkUri, label: 'More' } } }),
  },
  {
    name: 'imagemap.video.externalLink.label: 30 units',
    inside: units(30),
    outside: units(31),
    step: step('imagemap', (label) => imagemapData({ video: { ...filmData, link: { uri: PICTURE, label } } })),
    message: (label) => imagemap({ video: { ...film, externalLink: { linkUri: PICTURE, label } } }),
  },
]);

const TEMPLATES = under('§7', [
  { name: 'template.altText: 1,500 units', inside: units(1500), outside: units(1501), step: step('buttons', (altText) => buttonsData({ altText })), message: (altText) => ({ ...buttons({}), altText }) },
  { name: 'buttons.thumbnailImageUrl: 2,000 characters', inside: address(2000), outside: address(2001), step: step('buttons', (imageUrl) => buttonsData({ imageUrl })), message: (thumbnailImageUrl) => buttons({ thumbnailImageUrl }) },
  { name: 'buttons.imageBackgroundColor: six digits', inside: '#FFFFFF', outside: '#FFF', message: (imageBackgroundColor) => buttons({ thumbnailImageUrl: PICTURE, imageBackgroundColor }) },
  { name: 'buttons.title: 40 graphemes', inside: seen(40), outside: seen(41), step: step('buttons', (title) => buttonsData({ title })), message: (title) => buttons({ title }) },
  { name: 'buttons.text: 160 graphemes without picture and title', inside: seen(160), outside: seen(161), step: step('buttons', (text) => buttonsData({ text })), message: (text) => buttons({ text }) },
  { name: 'buttons.text: 60 graphemes with a title', inside: seen(60), outside: seen(61), step: step('buttons', (text) => buttonsData({ text, title: 'T' })), message: (text) => buttons({ text, title: 'T' }) },
  {
    name: 'buttons.text: 60 graphemes with a picture',
    inside: seen(60),
    outside: seen(61),
    step: step('buttons', (text) => buttonsData({ text, imageUrl: PICTURE })),
    message: (text) => buttons({ text, thumbnailImageUrl: PICTURE }),
  },
  ...[
    ['at most 4', 4, 5],
    ['at least 1', 1, 0],
  ].map(([what, inside, outside]) => ({
    name: `buttons.actions: ${what}`,
    inside,
    outside,
    step: step('buttons', (count) => buttonsData({ choices: times(count, (index) => tap(index)) })),
    message: (count: number) => buttons({ actions: times(count, () => say()) }),
  })),
  { name: 'confirm.text: 240 graphemes', inside: seen(240), outside: seen(241), step: step('confirm', (text) => ({ text, choices: [tap(1), tap(2)] })), message: (text) => template({ type: 'confirm', text, actions: [say(), say()] }) },
  ...[1, 3].map((outside) => ({
    name: `confirm.actions: two, not ${outside}`,
    inside: 2,
    outside,
    step: step('confirm', (count) => ({ text: 'Hi', choices: times(count, (index) => tap(index)) })),
    message: (count: number) => template({ type: 'confirm', text: 'Hi', actions: times(count, () => say()) }),
  })),
  { name: 'carousel.columns: 10', inside: 10, outside: 11, step: step('carousel', (count) => ({ columns: times(count, (index) => columnData(index)) })), message: (count) => carousel(...times(count, () => column())) },
  { name: 'column.title: 40 graphemes', inside: seen(40), outside: seen(41), step: step('carousel', (title) => ({ columns: [columnData(1, { title })] })), message: (title) => carousel(column({ title })) },
  { name: 'column.text: 120 graphemes without picture and title', inside: seen(120), outside: seen(121), step: step('carousel', (text) => ({ columns: [columnData(1, { text })] })), message: (text) => carousel(column({ text })) },
  {
    name: 'column.text: 60 graphemes with a title',
    inside: seen(60),
    outside: seen(61),
    step: step('carousel', (text) => ({ columns: [columnData(1, { text, title: 'T' })] })),
    message: (text) => carousel(column({ text, title: 'T' })),
  },
  {
    name: 'column.text: 60 graphemes with a picture',
    inside: seen(60),
    outside: seen(61),
    step: step('carousel', (text) => ({ columns: [columnData(1, { text, imageUrl: PICTURE })] })),
    message: (text) => carousel(column({ text, thumbnailImageUrl: PICTURE })),
  },
  {
    name: 'column.actions: 3',
    inside: 3,
    outside: 4,
    step: step('carousel', (count) => ({ columns: [columnData(1, { choices: times(count, (index) => tap(index)) })] })),
    message: (count) => carousel(column({ actions: times(count, () => say()) })),
  },
  {
    name: 'columns: the same number of buttons in all',
    inside: 3,
    outside: 1,
    step: step('carousel', (count) => ({ columns: [columnData(1, { choices: times(3, (index) => tap(index)) }), columnData(2, { choices: times(count, (index) => tap(`b${index}`)) })] })),
    message: (count) => carousel(column({ actions: times(3, () => say()) }), column({ actions: times(count, () => say()) })),
  },
  {
    name: 'columns: a title in all or in none',
    inside: 'T',
    outside: '',
    step: step('carousel', (title) => ({ columns: [columnData(1, { title: 'T' }), columnData(2, { title })] })),
    message: (title) => carousel(column({ title: 'T' }), column(title ? { title } : {})),
  },
  {
    name: 'columns: a picture in all or in none',
    inside: PICTURE,
    outside: '',
    step: step('carousel', (imageUrl) => ({ columns: [columnData(1, { imageUrl: PICTURE }), columnData(2, { imageUrl })] })),
    message: (url) => carousel(column({ thumbnailImageUrl: PICTURE }), column(url ? { thumbnailImageUrl: url } : {})),
  },
  {
    name: 'image_carousel.columns: 10',
    inside: 10,
    outside: 11,
    step: step('imageCarousel', (count) => ({ altText: 'a', columns: times(count, (index) => ({ imageUrl: PICTURE, choice: tap(index) })) })),
    message: (count) => template({ type: 'image_carousel', columns: times(count, () => ({ imageUrl: PICTURE, action: say() })) }),
  },
  { name: 'image_carousel.imageUrl: 2,000 characters', inside: address(2000), outside: address(2001), step: step('imageCarousel', (imageUrl) => imageCarouselData({ imageUrl })), message: (imageUrl) => imageCarousel({ imageUrl }) },
]);

const ACTIONS = under('§7', [
  { name: 'postback.data: 300 units', inside: units(300), outside: units(301), ...onButton((data) => ({ kind: 'postback', data }), (data) => ({ type: 'postback', data })) },
  { name: 'postback.displayText: 300 graphemes', inside: seen(300), outside: seen(301), ...onButton((displayText) => ({ kind: 'postback', data: 'x', displayText }), (displayText) => ({ type: 'postback', data: 'x', displayText })) },
  {
    name: 'postback.fillInText: 300 graphemes',
    inside: seen(300),
    outside: seen(301),
    ...onButton(
      (fillInText) => ({ kind: 'postback', data: 'x', afterTap: 'openKeyboard', fillInText }),
      (fillInText) => ({ type: 'postback', data: 'x', inputOption: 'openKeyboard', fillInText }),
    ),
  },
  {
    name: 'postback.inputOption: one of four',
    inside: 'openVoice',
    outside: 'openCamera',
    ...onButton((afterTap) => ({ kind: 'postback', data: 'x', afterTap }), (inputOption) => ({ type: 'postback', data: 'x', inputOption })),
  },
  { name: 'postback.fillInText: only with the keyboard', inside: 'openKeyboard', outside: 'openRichMenu', message: (inputOption) => buttons({ actions: [{ type: 'postback', label: 'Yes', data: 'x', inputOption, fillInText: 'Hi' }] }) },
  { name: 'postback.text: not beside displayText', inside: undefined, outside: 'Hi', message: (displayText) => buttons({ actions: [{ type: 'postback', label: 'Yes', data: 'x', text: 'Hi', displayText }] }) },
  { name: 'postback.text: not in quick replies', inside: undefined, outside: 'Hi', message: (text) => quick({ type: 'postback', label: 'Yes', data: 'x', text }) },
  { name: 'message.text: 300 graphemes', inside: seen(300), outside: seen(301), ...onButton((text) => ({ kind: 'message', text }), (text) => ({ type: 'message', text })) },
  { name: 'uri: 1,000 characters', inside: address(1000), outside: address(1001), ...onButton((uri) => ({ kind: 'uri', uri }), (uri) => ({ type: 'uri', uri })) },
  { name: 'uri: http, https, line or tel', inside: 'tel:+81312345678', outside: 'ftp://example.com/a', ...onButton((uri) => ({ kind: 'uri', uri }), (uri) => ({ type: 'uri', uri })) },
  {
    name: 'uri.altUri.desktop: 1,000 characters',
    inside: address(1000),
    outside: address(1001),
    ...onButton((desktopUri) => ({ kind: 'uri', uri: PICTURE, desktopUri }), (desktop) => ({ type: 'uri', uri: PICTURE, altUri: { desktop } })),
  },
  { name: 'datetimepicker: from 1900-01-01', inside: '1900-01-01', outside: '1899-12-31', ...picker((min) => ({ min })) },
  { name: 'datetimepicker: until 2100-12-31', inside: '2100-12-31', outside: '2101-01-01', ...picker((max) => ({ max })) },
  { name: 'datetimepicker: times until 23:59', inside: '23:59', outside: '24:00', ...picker((max) => ({ mode: 'time', max })) },
  { name: 'datetimepicker: the end after the beginning', inside: '2027-02-02', outside: '2027-01-31', ...picker((max) => ({ min: '2027-02-01', max })) },
  { name: 'datetimepicker.mode: date, time or datetime', inside: 'datetime', outside: 'week', ...picker((mode) => ({ mode })) },
  { name: 'clipboardText: 1,000 units', inside: units(1000), outside: units(1001), ...onButton((text) => ({ kind: 'clipboard', text }), (clipboardText) => ({ type: 'clipboard', clipboardText })) },
  { name: 'clipboardText: at least one', inside: 'a', outside: '', ...onButton((text) => ({ kind: 'clipboard', text }), (clipboardText) => ({ type: 'clipboard', clipboardText })) },
  {
    name: 'camera, cameraRoll and location: quick replies only',
    inside: 'message',
    outside: 'camera',
    step: step('buttons', (kind) => buttonsData({ choices: [tap(1, { kind, ...(kind === 'camera' ? { text: undefined } : {}) })] })),
    message: (type) => buttons({ actions: [{ ...say(), type }] }),
  },
  { name: 'label in a template: 20 graphemes', inside: seen(20), outside: seen(21), step: step('buttons', (label) => buttonsData({ choices: [tap(1, { label })] })), message: (label) => buttons({ actions: [say(label)] }) },
  { name: 'label in a template: needed', inside: 'a', outside: '', step: step('buttons', (label) => buttonsData({ choices: [tap(1, { label })] })), message: (label) => buttons({ actions: [say(label)] }) },
  {
    name: 'label in an image carousel: 12 graphemes',
    inside: seen(12),
    outside: seen(13),
    step: step('imageCarousel', (label) => imageCarouselData({ choice: tap(1, { label }) })),
    message: (label) => imageCarousel({ action: say(label) }),
  },
  { name: 'label of a quick reply: 20 graphemes', inside: seen(20), outside: seen(21), step: step('text', (label) => ({ text: 'Hi', quickReplies: [tap(1, { label })] })), message: (label) => quick(say(label)) },
  ...(['camera', 'cameraRoll', 'location'] as const).map((kind) => ({
    name: `label of a quick reply that opens ${kind}: needed`,
    inside: 'a',
    outside: '',
    step: step('text', (label) => ({ text: 'Hi', quickReplies: [{ id: 'c1', kind, label }] })),
    message: (label: unknown) => quick({ type: kind, label }),
  })),
]);

// ---------------------------------------------------------------- Flex: what the form takes is LINE's own JSON

const vertical = (...contents: object[]) => ({ type: 'box', layout: 'vertical', contents });
const bubble = (more: object, ...contents: object[]) => ({ type: 'bubble', body: vertical(...(contents.length > 0 ? contents : [{ type: 'text', text: 'Hi' }])), ...more });
const words = (more: object = {}) => ({ type: 'text', text: 'Hi', ...more });
const flexRow = (name: string, inside: unknown, outside: unknown, contents: (value: any) => object): Row => ({
  name: `flex: ${name}`,
  inside,
  outside,
  step: step('flex', (value) => ({ altText: 'a', contents: contents(value) })),
  message: (value) => ({ type: 'flex', altText: 'a', contents: contents(value) }),
});
const inBody = (name: string, inside: unknown, outside: unknown, component: (value: any) => object): Row => flexRow(name, inside, outside, (value) => bubble({}, component(value)));
const boxRow = (name: string, field: string, inside: unknown, outside: unknown): Row => inBody(name, inside, outside, (value) => ({ ...vertical(words()), [field]: value }));
/** A container whose JSON has exactly so many bytes. */
const weighing = (bytes: number, make: (filling: string) => object): object => make(letters(bytes - JSON.stringify(make('')).length));
const gradient = (more: object) => ({ ...vertical(words()), background: { type: 'linearGradient', angle: '0deg', startColor: '#ffffff', endColor: '#000000', ...more } });
const heroVideo = { type: 'video', url: 'https://example.com/v.mp4', previewUrl: PICTURE, altContent: { type: 'image', url: PICTURE } };

const FLEX = under('§8', [
  {
    name: 'flex.altText: 1,500 units',
    inside: units(1500),
    outside: units(1501),
    step: step('flex', (altText) => ({ altText, contents: bubble({}) })),
    message: (altText) => ({ type: 'flex', altText, contents: bubble({}) }),
  },
  flexRow('a bubble of 30 KB', 30 * 1024, 30 * 1024 + 1, (bytes) => weighing(bytes, (text) => bubble({}, { type: 'text', text }))),
  flexRow('a carousel of 50 KB', 50 * 1024, 50 * 1024 + 1, (bytes) =>
    weighing(bytes, (text) => ({ type: 'carousel', contents: [text.slice(0, text.length / 2), text.slice(text.length / 2)].map((part) => bubble({}, { type: 'text', text: part })) })),
  ),
  flexRow('12 bubbles', 12, 13, (count) => ({ type: 'carousel', contents: times(count, () => bubble({})) })),
  flexRow('bubbles of one size', 'kilo', 'giga', (size) => ({ type: 'carousel', contents: [bubble({ size: 'kilo' }), bubble({ size })] })),
  flexRow('known sizes of bubbles', 'deca', 'huge', (size) => bubble({ size })),
  flexRow('known directions', 'rtl', 'down', (direction) => bubble({ direction })),
  flexRow('at least one block', { body: vertical(words()) }, {}, (blocks) => ({ type: 'bubble', ...blocks })),
  flexRow('known blocks only', 'footer', 'side', (block) => bubble({ [block]: vertical(words()) })),
  flexRow('a video in bubbles of kilo and larger', 'kilo', 'micro', (size) => bubble({ size, hero: heroVideo })),
  flexRow('no video in a carousel', { type: 'image', url: PICTURE }, heroVideo, (hero) => ({ type: 'carousel', contents: [bubble({ hero }), bubble({})] })),
  inBody('a video only in the hero', { type: 'image', url: PICTURE }, heroVideo, (component) => component),
  flexRow('a video needs altContent', heroVideo.altContent, undefined, (altContent) => bubble({ hero: { ...heroVideo, altContent } })),
  flexRow('a video only opens pages', { type: 'uri', label: 'a', uri: PICTURE }, { type: 'postback', label: 'a', data: 'x' }, (action) => bubble({ hero: { ...heroVideo, action } })),
  inBody('spans only in a text', { type: 'text', contents: [{ type: 'span', text: 'Hi' }] }, { type: 'span', text: 'Hi' }, (component) => component),
  inBody('a text needs words or spans', 'Hi', '', (text) => ({ type: 'text', text })),
  inBody('icons only in baseline boxes', 'baseline', 'horizontal', (layout) => ({ type: 'box', layout, contents: [{ type: 'icon', url: PICTURE }, words()] })),
  inBody('no picture in a baseline box', { type: 'icon', url: PICTURE }, { type: 'image', url: PICTURE }, (component) => ({ type: 'box', layout: 'baseline', contents: [component] })),
  inBody('a picture at most three times as high as wide', '1:3', '1:3.1', (aspectRatio) => ({ type: 'image', url: PICTURE, aspectRatio })),
  inBody('parts of a ratio up to 100,000', '100000:1', '100001:1', (aspectRatio) => ({ type: 'image', url: PICTURE, aspectRatio })),
  inBody('picture address of 2,000 characters', address(2000), address(2001), (url) => ({ type: 'image', url })),
  inBody('pictures by HTTPS only', 'https://example.com/a.png', 'http://example.com/a.png', (url) => ({ type: 'image', url })),
  inBody('cover or fit', 'cover', 'stretch', (aspectMode) => ({ type: 'image', url: PICTURE, aspectMode })),
  flexRow('10 animated pictures', 10, 11, (count) => bubble({}, ...times(count, () => ({ type: 'image', url: PICTURE, animated: true })))),
  inBody('known styles of buttons', 'primary', 'tertiary', (style) => ({ type: 'button', style, action: say() })),
  inBody('known heights of buttons', 'sm', 'lg', (height) => ({ type: 'button', height, action: say() })),
  inBody('label of a button: 40 graphemes', seen(40), seen(41), (label) => ({ type: 'button', action: say(label) })),
  inBody('label of a button: needed', 'a', '', (label) => ({ type: 'button', action: say(label) })),
  inBody('label elsewhere: 40 graphemes', seen(40), seen(41), (label) => words({ action: say(label) })),
  inBody('weight regular or bold', 'bold', 'heavy', (weight) => words({ weight })),
  inBody('decoration of a text', 'line-through', 'overline', (decoration) => words({ decoration })),
  inBody('maxLines from 0', 0, -1, (maxLines) => words({ maxLines })),
  inBody('lineSpacing in pixels', '20px', '20', (lineSpacing) => words({ lineSpacing })),
  inBody('flex from 0', 0, -1, (flex) => words({ flex })),
  boxRow('spacing by words or pixels, not percent', 'spacing', 'xxl', '10%'),
  boxRow('padding may be percent', 'paddingAll', '10%', '10em'),
  boxRow('margin by words or pixels', 'margin', '4px', '4%'),
  boxRow('offsets may be percent', 'offsetTop', '-10%', '10'),
  boxRow('width in pixels or percent', 'width', '50%', 'half'),
  boxRow('known border widths', 'borderWidth', 'semi-bold', 'thick'),
  boxRow('corner radius by words or pixels', 'cornerRadius', '8px', '8%'),
  boxRow('colours of six or eight digits', 'backgroundColor', '#11223344', '#123'),
  inBody('a gradient below a full turn', '359.9deg', '360deg', (angle) => gradient({ angle })),
  inBody('a gradient needs its first colour', '#ffffff', undefined, (startColor) => gradient({ startColor })),
  inBody('the middle of a gradient within the box', '100%', '101%', (centerPosition) => gradient({ centerColor: '#123456', centerPosition })),
  flexRow('the first component of a block is not placed freely', 'relative', 'absolute', (position) => bubble({}, words({ position }), words())),
  inBody('no unknown fields', { color: '#000000' }, { colour: '#000000' }, (more) => words(more)),
]);

/** FACTS §7 and §8, row by row. Those of rich menus (§9) are in `menuTable.ts`. */
export const LIMITS: Limit[] = [...COMMON, ...TEXT, ...MEDIA, ...IMAGEMAP, ...TEMPLATES, ...ACTIONS, ...FLEX];
