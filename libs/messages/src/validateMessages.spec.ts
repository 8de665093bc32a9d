import fc from 'fast-check';
import * as limits from './limits';
import { messagesErrorBody, validateMessages } from './validateMessages';

const FAMILY = '👨‍👩‍👧‍👦'; // one grapheme, eleven UTF-16 units
const APPLE = '🍎'; // one grapheme, two units
const URL = 'https://example.com/a.png';
const postback = (label: unknown) => ({ type: 'postback', label, data: 'x' });
const buttons = (template: object) => ({ type: 'template', altText: 'a', template: { type: 'buttons', text: 'Hello', actions: [postback('Yes')], ...template } });
const column = (more: object = {}) => ({ text: 'Hello', actions: [postback('Yes')], ...more });
const carousel = (columns: object[]) => ({ type: 'template', altText: 'a', template: { type: 'carousel', columns } });
const quick = (action: object) => ({ type: 'text', text: 'Hi', quickReply: { items: [{ type: 'action', action }] } });
const flex = (contents: unknown) => ({ type: 'flex', altText: 'a', contents });
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flexText = (text: string, more: object = {}) => ({ type: 'text', text, ...more });
const imagemap = (more: object = {}) => ({
  type: 'imagemap',
  altText: 'a',
  baseUrl: 'https://example.com/map',
  baseSize: { width: 1040, height: 700 },
  actions: [{ type: 'message', text: 'Hi', area: { x: 0, y: 0, width: 10, height: 10 } }],
  ...more,
});
const ascii = (length: number) => 'a'.repeat(length);
const url = (length: number) => 'https://example.com/'.padEnd(length, 'a');

type Limit = { name: string; max: number; unit: 'graphemes' | 'utf16' | 'items'; message: (value: any) => object; property: string };
const action = { type: 'message', text: 'Hi', label: 'Hi' };

/** Every limit on a text: the message with a text of that length, and the property LINE names. */
const TEXT_LIMITS: Limit[] = [
  { name: 'text', max: limits.TEXT_MAX_UTF16, unit: 'utf16', message: (text) => ({ type: 'text', text }), property: 'messages[0].text' },
  { name: 'sender name', max: limits.SENDER_NAME_MAX_UTF16, unit: 'utf16', message: (name) => ({ type: 'text', text: 'a', sender: { name } }), property: 'messages[0].sender.name' },
  { name: 'location title', max: limits.LOCATION_TITLE_MAX_UTF16, unit: 'utf16', message: (title) => ({ type: 'location', title, address: 'a', latitude: 1, longitude: 1 }), property: 'messages[0].title' },
  { name: 'location address', max: limits.LOCATION_ADDRESS_MAX_UTF16, unit: 'utf16', message: (address) => ({ type: 'location', title: 'a', address, latitude: 1, longitude: 1 }), property: 'messages[0].address' },
  { name: 'alternative text of a template', max: limits.ALT_TEXT_MAX_UTF16, unit: 'utf16', message: (altText) => ({ ...buttons({}), altText }), property: 'messages[0].altText' },
  { name: 'alternative text of an imagemap', max: limits.ALT_TEXT_MAX_UTF16, unit: 'utf16', message: (altText) => imagemap({ altText }), property: 'messages[0].altText' },
  { name: 'alternative text of a flex message', max: limits.ALT_TEXT_MAX_UTF16, unit: 'utf16', message: (altText) => ({ ...flex(bubble(flexText('a'))), altText }), property: 'messages[0].altText' },
  { name: 'title of buttons', max: limits.BUTTONS_TITLE_MAX_GRAPHEMES, unit: 'graphemes', message: (title) => buttons({ title }), property: 'messages[0].template.title' },
  { name: 'text of bare buttons', max: limits.BUTTONS_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => buttons({ text }), property: 'messages[0].template.text' },
  { name: 'text of buttons with a title', max: limits.BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => buttons({ text, title: 'T' }), property: 'messages[0].template.text' },
  { name: 'text of buttons with a picture', max: limits.BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => buttons({ text, thumbnailImageUrl: URL }), property: 'messages[0].template.text' },
  { name: 'text of a confirm', max: limits.CONFIRM_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => ({ type: 'template', altText: 'a', template: { type: 'confirm', text, actions: [action, action] } }), property: 'messages[0].template.text' },
  { name: 'title of a column', max: limits.CAROUSEL_TITLE_MAX_GRAPHEMES, unit: 'graphemes', message: (title) => carousel([column({ title })]), property: 'messages[0].template.columns[0].title' },
  { name: 'text of a bare column', max: limits.CAROUSEL_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => carousel([column({ text })]), property: 'messages[0].template.columns[0].text' },
  { name: 'text of a column with a title', max: limits.CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => carousel([column({ text, title: 'T' })]), property: 'messages[0].template.columns[0].text' },
  { name: 'label in a template', max: limits.TEMPLATE_LABEL_MAX_GRAPHEMES, unit: 'graphemes', message: (label) => buttons({ actions: [postback(label)] }), property: 'messages[0].template.actions[0].label' },
  { name: 'label in an image carousel', max: limits.IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES, unit: 'graphemes', message: (label) => ({ type: 'template', altText: 'a', template: { type: 'image_carousel', columns: [{ imageUrl: URL, action: postback(label) }] } }), property: 'messages[0].template.columns[0].action.label' },
  { name: 'label of a quick reply', max: limits.QUICK_REPLY_LABEL_MAX_GRAPHEMES, unit: 'graphemes', message: (label) => quick(postback(label)), property: 'messages[0].quickReply.items[0].action.label' },
  { name: 'label of a flex button', max: limits.FLEX_LABEL_MAX_GRAPHEMES, unit: 'graphemes', message: (label) => flex(bubble({ type: 'button', action: postback(label) })), property: '/body/contents/0/action/label' },
  { name: 'label of another flex component', max: limits.FLEX_LABEL_MAX_GRAPHEMES, unit: 'graphemes', message: (label) => flex(bubble(flexText('a', { action: postback(label) }))), property: '/body/contents/0/action/label' },
  { name: 'postback data', max: limits.POSTBACK_DATA_MAX_UTF16, unit: 'utf16', message: (data) => quick({ type: 'postback', label: 'a', data }), property: 'messages[0].quickReply.items[0].action.data' },
  { name: 'postback display text', max: limits.POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (displayText) => quick({ ...postback('a'), displayText }), property: 'messages[0].quickReply.items[0].action.displayText' },
  { name: 'postback fill-in text', max: limits.POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (fillInText) => quick({ ...postback('a'), inputOption: 'openKeyboard', fillInText }), property: 'messages[0].quickReply.items[0].action.fillInText' },
  { name: 'message action text', max: limits.MESSAGE_ACTION_TEXT_MAX_GRAPHEMES, unit: 'graphemes', message: (text) => quick({ type: 'message', label: 'a', text }), property: 'messages[0].quickReply.items[0].action.text' },
  { name: 'clipboard text', max: limits.CLIPBOARD_TEXT_MAX_UTF16, unit: 'utf16', message: (clipboardText) => quick({ type: 'clipboard', label: 'a', clipboardText }), property: 'messages[0].quickReply.items[0].action.clipboardText' },
  { name: 'imagemap message text', max: limits.IMAGEMAP_MESSAGE_TEXT_MAX_UTF16, unit: 'utf16', message: (text) => imagemap({ actions: [{ type: 'message', text, area: { x: 0, y: 0, width: 1, height: 1 } }] }), property: 'messages[0].actions[0].text' },
  { name: 'imagemap label', max: limits.IMAGEMAP_LABEL_MAX_UTF16, unit: 'utf16', message: (label) => imagemap({ actions: [{ type: 'message', text: 'a', label, area: { x: 0, y: 0, width: 1, height: 1 } }] }), property: 'messages[0].actions[0].label' },
];

/** Every limit on a number of things. */
const COUNT_LIMITS: Limit[] = [
  { name: 'quick replies', max: limits.QUICK_REPLY_ITEMS, unit: 'items', message: (count) => ({ type: 'text', text: 'a', quickReply: { items: Array(count).fill({ type: 'action', action }) } }), property: 'messages[0].quickReply.items' },
  { name: 'LINE emoji', max: limits.TEXT_EMOJIS, unit: 'items', message: (count) => ({ type: 'text', text: '$'.repeat(count), emojis: Array.from({ length: count }, (_, index) => ({ index, productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' })) }), property: 'messages[0].emojis' },
  { name: 'buttons', max: limits.BUTTONS_ACTIONS, unit: 'items', message: (count) => buttons({ actions: Array(count).fill(action) }), property: 'messages[0].template.actions' },
  { name: 'columns', max: limits.CAROUSEL_COLUMNS, unit: 'items', message: (count) => carousel(Array(count).fill(column())), property: 'messages[0].template.columns' },
  { name: 'buttons of a column', max: limits.CAROUSEL_COLUMN_ACTIONS, unit: 'items', message: (count) => carousel([column({ actions: Array(count).fill(action) })]), property: 'messages[0].template.columns[0].actions' },
  { name: 'pictures of an image carousel', max: limits.IMAGE_CAROUSEL_COLUMNS, unit: 'items', message: (count) => ({ type: 'template', altText: 'a', template: { type: 'image_carousel', columns: Array(count).fill({ imageUrl: URL, action }) } }), property: 'messages[0].template.columns' },
  { name: 'imagemap areas', max: limits.IMAGEMAP_ACTIONS, unit: 'items', message: (count) => imagemap({ actions: Array(count).fill({ type: 'message', text: 'a', area: { x: 0, y: 0, width: 1, height: 1 } }) }), property: 'messages[0].actions' },
  { name: 'bubbles of a flex carousel', max: limits.FLEX_CAROUSEL_BUBBLES, unit: 'items', message: (count) => flex({ type: 'carousel', contents: Array(count).fill(bubble(flexText('a'))) }), property: '/contents' },
];

/** Every limit on an address. */
const URL_LIMITS: Limit[] = [
  { name: 'picture', max: limits.MEDIA_URL_MAX_UTF16, unit: 'utf16', message: (previewImageUrl) => ({ type: 'image', originalContentUrl: URL, previewImageUrl }), property: 'messages[0].previewImageUrl' },
  { name: 'sender icon', max: limits.MEDIA_URL_MAX_UTF16, unit: 'utf16', message: (iconUrl) => ({ type: 'text', text: 'a', sender: { iconUrl } }), property: 'messages[0].sender.iconUrl' },
  { name: 'quick reply icon', max: limits.MEDIA_URL_MAX_UTF16, unit: 'utf16', message: (imageUrl) => ({ type: 'text', text: 'a', quickReply: { items: [{ type: 'action', imageUrl, action }] } }), property: 'messages[0].quickReply.items[0].imageUrl' },
  { name: 'link', max: limits.ACTION_URI_MAX_UTF16, unit: 'utf16', message: (uri) => quick({ type: 'uri', label: 'a', uri }), property: 'messages[0].quickReply.items[0].action.uri' },
  { name: 'flex picture', max: limits.MEDIA_URL_MAX_UTF16, unit: 'utf16', message: (address) => flex({ type: 'bubble', hero: { type: 'image', url: address } }), property: '/hero/url' },
];

describe('what LINE takes and refuses, at each limit', () => {
  for (const { name, max, unit, message, property } of TEXT_LIMITS) {
    it(`${name}: ${max} ${unit} are taken, one more is refused`, () => {
      // An emoji costs what LINE's unit says it costs.
      const [wide, cost] = unit === 'graphemes' ? [FAMILY, 1] : [APPLE, 2];
      const emojiCount = fc.integer({ min: 0, max: Math.min(40, Math.floor(max / cost)) });
      fc.assert(
        fc.property(emojiCount, (count) => {
          const full = wide.repeat(count) + ascii(max - count * cost);
          expect(validateMessages([message(full)])).toEqual([]);
          expect(validateMessages([message(`${full}b`)])).toEqual([{ message: `Length must be between 0 and ${max}`, property }]);
        }),
        { numRuns: 12 },
      );
    });
  }

  for (const { name, max, message, property } of COUNT_LIMITS) {
    it(`${name}: ${max} are taken, ${max + 1} are refused`, () => {
      expect(validateMessages([message(max)])).toEqual([]);
      const faults = validateMessages([message(max + 1)]);
      expect(faults.map((fault) => fault.property)).toContain(property);
      expect(faults[0]!.message).toMatch(/^Size must be between \d+ and \d+$/);
    });
  }

  for (const { name, max, message, property } of URL_LIMITS) {
    it(`address of a ${name}: ${max} characters are taken, one more is refused`, () => {
      expect(validateMessages([message(url(max))])).toEqual([]);
      expect(validateMessages([message(url(max + 1))])).toEqual([{ message: `Length must be between 0 and ${max}`, property }]);
    });
  }

  it('one to five messages are taken', () => {
    const text = { type: 'text', text: 'a' };
    expect(validateMessages(Array(5).fill(text))).toEqual([]);
    for (const messages of [[], Array(6).fill(text), undefined, 'text']) {
      expect(validateMessages(messages)).toEqual([{ message: 'Size must be between 1 and 5', property: 'messages' }]);
    }
  });

  it('a bubble of 30 KB and a carousel of 50 KB are taken, a byte more is refused', () => {
    const sized = (bytes: number, make: (text: string) => object) => {
      const empty = JSON.stringify(make('')).length;
      return make(ascii(bytes - empty));
    };
    const one = (text: string) => bubble(flexText(text));
    expect(validateMessages([flex(sized(limits.FLEX_BUBBLE_MAX_BYTES, one))])).toEqual([]);
    expect(validateMessages([flex(sized(limits.FLEX_BUBBLE_MAX_BYTES + 1, one))])).toHaveLength(1);
    const two = (text: string) => ({ type: 'carousel', contents: [one(text.slice(0, text.length / 2)), one(text.slice(text.length / 2))] });
    expect(validateMessages([flex(sized(limits.FLEX_CAROUSEL_MAX_BYTES, two))])).toEqual([]);
    expect(validateMessages([flex(sized(limits.FLEX_CAROUSEL_MAX_BYTES + 1, two))])).toHaveLength(1);
  });
});

describe('text v2', () => {
  const USER = `U${'0123456789abcdef'.repeat(2)}`;
  const emoji = { type: 'emoji', productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' };
  const mention = { type: 'mention', mentionee: { type: 'user', userId: USER } };
  const v2 = (text: string, substitution?: object) => ({ type: 'textV2', text, substitution });
  const many = (count: number, value: object) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));

  it.each([
    ['a mention and an emoji', v2('{who}, here {smile}', { who: mention, smile: emoji })],
    ['everybody', v2('{all}!', { all: { type: 'mention', mentionee: { type: 'all' } } })],
    ['doubled braces as braces to be read', v2('{{not a place}}')],
    ['a key of 20 characters', v2(`{${'k'.repeat(20)}}`, { ['k'.repeat(20)]: emoji })],
    ['20 mentions and 20 emoji', v2('Hi', { ...many(20, mention), ...Object.fromEntries(Object.entries(many(20, emoji)).map(([key, value]) => [`e${key}`, value])) })],
  ])('takes %s', (_, message) => expect(validateMessages([message])).toEqual([]));

  it.each([
    ['a place with nothing to stand there', v2('{who}', {}), 'text'],
    ['a place without any substitution', v2('{who}'), 'text'],
    ['a brace alone', v2('50 } 20'), 'text'],
    ['a brace never closed', v2('{who', { who: mention }), 'text'],
    ['a key of 21 characters', v2(`{${'k'.repeat(21)}}`, { ['k'.repeat(21)]: emoji }), `substitution.${'k'.repeat(21)}`],
    ['21 mentions', v2('Hi', many(21, mention)), 'substitution'],
    ['21 emoji', v2('Hi', many(21, emoji)), 'substitution'],
    ['a mention of something that is no user id', v2('{a}', { a: { type: 'mention', mentionee: { type: 'user', userId: 'Ann' } } }), 'substitution.a.mentionee.userId'],
    ['a substitute of another kind', v2('{a}', { a: { type: 'picture' } }), 'substitution.a.type'],
    ['a name inherited from objects as a place', v2('{toString}', {}), 'text'],
  ])('refuses %s', (_, message, place) => expect(validateMessages([message]).map((fault) => fault.property)).toEqual([`messages[0].${place}`]));
});

describe("LINE's words and places for faults", () => {
  it.each([
    ['an empty text', { type: 'text', text: '' }, 'May not be empty', 'messages[0].text'],
    ['a missing text', { type: 'text' }, 'May not be empty', 'messages[0].text'],
    ['2,501 apples', { type: 'text', text: APPLE.repeat(2501) }, 'Length must be between 0 and 5000', 'messages[0].text'],
    ['an http picture', { type: 'image', originalContentUrl: 'http://example.com/a.png', previewImageUrl: URL }, 'invalid uri', 'messages[0].originalContentUrl'],
    ['a sticker without id', { type: 'sticker', packageId: '446' }, 'May not be empty', 'messages[0].stickerId'],
    ['one answer in a confirm', { type: 'template', altText: 'a', template: { type: 'confirm', text: 'a', actions: [action] } }, 'Size must be between 2 and 2', 'messages[0].template.actions'],
    ['a camera button outside quick replies', buttons({ actions: [{ type: 'camera', label: 'a' }] }), 'Must be one of the following values: [postback, message, uri, datetimepicker, clipboard]', 'messages[0].template.actions[0].type'],
    ['an emoji place without $', { type: 'text', text: 'a', emojis: [{ index: 0, productId: '5ac1bfd5040ab15980c9b435', emojiId: '001' }] }, 'invalid property', 'messages[0].emojis[0].index'],
    ['a picker whose end is before its beginning', quick({ type: 'datetimepicker', label: 'a', data: 'x', mode: 'date', min: '2027-02-01', max: '2027-01-31' }), 'invalid property', 'messages[0].quickReply.items[0].action.max'],
    ['a picker with a day there is not', quick({ type: 'datetimepicker', label: 'a', data: 'x', mode: 'date', initial: '2027-02-30' }), 'invalid property', 'messages[0].quickReply.items[0].action.initial'],
    ['LINE as the sender', { type: 'text', text: 'a', sender: { name: 'LINE Team' } }, 'invalid property', 'messages[0].sender.name'],
    ['a script link', quick({ type: 'uri', label: 'a', uri: 'javascript:alert(1)' }), 'invalid uri', 'messages[0].quickReply.items[0].action.uri'],
    ['a latitude beyond the pole', { type: 'location', title: 'a', address: 'a', latitude: 90.1, longitude: 0 }, 'Must be between -90 and 90', 'messages[0].latitude'],
  ])('%s', (_, message, said, property) => {
    expect(validateMessages([message])).toEqual([{ message: said, property }]);
  });

  it('several faults of several messages are reported together', () => {
    const body = messagesErrorBody([{ type: 'text', text: '' }, { type: 'hologram' }]);
    expect(body).toEqual({
      message: 'The request body has 2 error(s)',
      details: [
        { message: 'May not be empty', property: 'messages[0].text' },
        {
          message: 'Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon]',
          property: 'messages[1].type',
        },
      ],
    });
  });

  it('columns must agree on the number of buttons and on having pictures and titles', () => {
    const [three, one] = [column({ actions: [action, action, action] }), column({ actions: [action] })];
    expect(validateMessages([carousel([three, one])]).map((fault) => fault.property)).toEqual(['messages[0].template.columns[1].actions']);
    expect(validateMessages([carousel([column({ title: 'T' }), column()])]).map((fault) => fault.property)).toEqual(['messages[0].template.columns[1].title']);
    expect(validateMessages([carousel([column(), column({ thumbnailImageUrl: URL })])]).map((fault) => fault.property)).toEqual([
      'messages[0].template.columns[1].thumbnailImageUrl',
    ]);
  });

  it('http media pass when lenient, as in simulator channels', () => {
    const message = { type: 'image', originalContentUrl: 'http://localhost:3000/a.png', previewImageUrl: 'http://localhost:3000/a.png' };
    expect(validateMessages([message])).toHaveLength(2);
    expect(validateMessages([message], { lenient: true })).toEqual([]);
  });
});

describe('Flex containers', () => {
  it.each([
    ['an unknown field', bubble(flexText('a', { colour: '#000000' })), 'unknown field', '/body/contents/0/colour'],
    ['an unknown component', bubble({ type: 'spacer' }), 'invalid property', '/body/contents/0'],
    ['a short colour', bubble(flexText('a', { color: '#444' })), 'invalid property', '/body/contents/0/color'],
    ['a text without words', bubble({ type: 'text' }), 'must be specified', '/body/contents/0/text'],
    ['an http picture', { type: 'bubble', hero: { type: 'image', url: 'http://example.com/a.png' } }, 'invalid uri scheme', '/hero/url'],
    ['a video in the body', bubble({ type: 'video', url: URL, previewUrl: URL, altContent: { type: 'image', url: URL } }), 'invalid property', '/body/contents/0'],
    ['a picture in a baseline box', bubble({ type: 'box', layout: 'baseline', contents: [{ type: 'image', url: URL }] }), 'invalid property', '/body/contents/0/contents/0'],
    ['a box without layout', { type: 'bubble', body: { type: 'box', contents: [] } }, 'invalid property', '/body'],
    ['an empty bubble', { type: 'bubble' }, 'At least one block must be specified', '/'],
    ['a button without action', bubble({ type: 'button' }), 'must be specified', '/body/contents/0/action'],
    ['bubbles of two sizes', { type: 'carousel', contents: [bubble(flexText('a')), { ...bubble(flexText('a')), size: 'kilo' }] }, 'invalid property', '/contents/1/size'],
    ['a component that is no object', bubble('hello'), 'invalid property', '/body/contents/0'],
    ['neither bubble nor carousel', { type: 'box' }, 'invalid property', '/'],
    ['no container', undefined, 'must be specified', '/'],
    ['a ratio that is too tall', { type: 'bubble', hero: { type: 'image', url: URL, aspectRatio: '1:4' } }, 'invalid property', '/hero/aspectRatio'],
  ])('%s is refused where it stands', (_, contents, message, property) => {
    expect(messagesErrorBody([{ type: 'text', text: 'a' }, flex(contents)])).toEqual({
      message: 'A message (messages[1]) in the request body is invalid',
      details: [{ message, property }],
    });
  });

  it('a bubble with every component and many properties is taken', () => {
    const all = {
      type: 'bubble',
      size: 'giga',
      direction: 'ltr',
      header: { type: 'box', layout: 'horizontal', contents: [flexText('Menu', { weight: 'bold', size: 'xl', flex: 2 }), { type: 'separator' }, { type: 'filler' }] },
      hero: {
        type: 'video',
        url: 'https://example.com/v.mp4',
        previewUrl: URL,
        altContent: { type: 'image', url: URL, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' },
        aspectRatio: '20:13',
        action: { type: 'uri', label: 'More', uri: 'https://example.com' },
      },
      body: {
        type: 'box',
        layout: 'vertical',
        spacing: 'md',
        paddingAll: '10%',
        background: { type: 'linearGradient', angle: '90deg', startColor: '#ffffff', endColor: '#00000080', centerColor: '#123456', centerPosition: '25.5%' },
        contents: [
          { type: 'box', layout: 'baseline', margin: '4px', contents: [{ type: 'icon', url: URL, size: 'sm' }, flexText('4.0', { color: '#999999', flex: 0 })] },
          { type: 'text', contents: [{ type: 'span', text: 'red', color: '#ff0000' }, { type: 'span', text: ' word', decoration: 'underline' }], wrap: true, lineSpacing: '20px' },
          { type: 'image', url: URL, size: '120px', animated: true, position: 'absolute', offsetTop: '-5px', offsetStart: '10%' },
          { type: 'box', layout: 'vertical', contents: [], width: '50%', height: '40px', cornerRadius: 'xxl', borderWidth: 'semi-bold', borderColor: '#00000033' },
        ],
      },
      footer: { type: 'box', layout: 'vertical', contents: [{ type: 'button', style: 'primary', height: 'sm', color: '#0B7A3B', action: { type: 'postback', label: 'Book', data: 'book' } }] },
      styles: { footer: { separator: true, separatorColor: '#dddddd' } },
    };
    expect(validateMessages([flex(all)])).toEqual([]);
  });

  it('survives a container nested a million deep', () => {
    let deep: object = flexText('a');
    for (let level = 0; level < 1_000_000; level += 1) deep = { type: 'box', layout: 'vertical', contents: [deep] };
    expect(validateMessages([flex({ type: 'bubble', body: deep })])).toEqual([{ message: 'invalid property', property: '/' }]);
  });
});

it('never throws, whatever it is handed', () => {
  const types = fc.constantFrom('text', 'image', 'template', 'flex', 'imagemap', 'sticker', 'location', 'audio', 'video');
  const anything = fc.oneof(fc.jsonValue(), fc.record({ type: types, text: fc.anything(), template: fc.jsonValue(), contents: fc.jsonValue(), quickReply: fc.jsonValue() }, { requiredKeys: ['type'] }));
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 5 }), (messages) => {
      for (const fault of validateMessages(messages)) expect(fault).toEqual({ message: expect.any(String), property: expect.any(String) });
    }),
  );
});
