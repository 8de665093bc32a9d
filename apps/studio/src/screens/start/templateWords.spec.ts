import { fillTemplate, fromEditable, ownWords, readAloud, toEditable, wordsIn } from './templateWords';

type Document = Parameters<typeof ownWords>[0];
const hello = { en: 'Hello from {{bot.name}}', ja: '{{bot.name}}です' };
const document: Document = {
  formatVersion: 1,
  name: 'FAQ',
  language: 'en',
  nodes: {
    anything: { type: 'messageTrigger', data: {} },
    hours: { type: 'keywordTrigger', data: { rules: [{ mode: 'pattern', text: '^h' }, { mode: 'contains', text: 'hours' }, { mode: 'contains', text: '營業時間' }, { mode: 'contains', text: 'えいぎょう' }, { mode: 'contains', text: 'เวลา' }] } },
    hoursText: { type: 'text', data: { text: { en: 'From nine', ja: '九時から' } } },
    friend: { type: 'friendAddedTrigger', data: {} },
    tag: { type: 'addTag', data: { tag: 'new' } },
    hello: { type: 'text', data: { text: hello } },
    ask: { type: 'askText', data: { question: 'Your name?' } },
  },
  edges: [
    { id: 'e1', from: 'friend', port: 'next', to: 'tag' },
    { id: 'e2', from: 'tag', port: 'next', to: 'hello' },
    { id: 'e3', from: 'hello', port: 'next', to: 'ask' },
    { id: 'e6', from: 'anything', port: 'next', to: 'ask' },
    { id: 'e4', from: 'hours', port: 'next', to: 'hoursText' },
    // A loop must not keep the search going.
    { id: 'e5', from: 'ask', port: 'answered', to: 'tag' },
  ],
  layout: { nodes: {} },
};

it('asks for the greeting first and for answers after it', () => {
  expect(ownWords(document, 'ja')).toEqual([
    { nodeId: 'hello', field: 'text', kind: 'opening', text: '{{bot.name}}です' },
    { nodeId: 'hoursText', field: 'text', kind: 'answer', keyword: 'えいぎょう', text: '九時から' },
  ]);
});
it('takes the first answer as opening when only keywords start the flow', () => {
  const { friend: _, anything: __, ...nodes } = document.nodes;
  expect(ownWords({ ...document, nodes }, 'en')[0]).toMatchObject({ nodeId: 'hoursText', kind: 'opening' });
});
it.each([['en', 'hours'], ['zh-TW', '營業時間'], ['th', 'เวลา'], ['ko', 'hours']])('names the keyword in %s', (language, keyword) => expect(ownWords(document, language)[1]?.keyword).toBe(keyword));
it('asks nothing of a flow that says nothing', () => expect(ownWords({ ...document, nodes: {}, edges: [] }, 'en')).toEqual([]));
it('keeps all languages of words that were left alone', () => {
  const filled = fillTemplate(document, { name: 'Tea', language: 'ja', words: [{ nodeId: 'hello', field: 'text', text: '{{bot.name}}です' }] });
  expect(filled.nodes['hello']!.data['text']).toEqual(hello);
  expect(filled).toMatchObject({ name: 'Tea', language: 'ja' });
});
it('writes own words for everybody and leaves the template itself alone', () => {
  const filled = fillTemplate(document, { name: 'Tea', language: 'en', words: [{ nodeId: 'hello', field: 'text', text: 'Welcome!' }] });
  expect(filled.nodes['hello']!.data['text']).toBe('Welcome!');
  expect(document.nodes['hello']!.data['text']).toBe(hello);
});
it('finds words by language, its base, the flow language, then any', () => {
  expect(wordsIn({ 'zh-TW': '你好', en: 'Hi' }, 'zh-HK', 'en')).toBe('你好');
  expect(wordsIn({ ja: 'やあ', en: 'Hi' }, 'th', 'en')).toBe('Hi');
  expect(wordsIn({ ja: 'やあ' }, 'th', 'en')).toBe('やあ');
  expect(wordsIn('Hi', 'th', 'en')).toBe('Hi');
});
it('shows no variables to the person who writes, and puts them back', () => {
  const original = "Hi {{ contact.displayName | default:'you' }}, this is {{bot.name}}";
  const shown = toEditable(original, 'Tea $& House', '[name]');
  expect(shown).toBe('Hi [name], this is Tea $& House');
  expect(fromEditable(`${shown}!`, original, '[name]')).toBe("Hi {{ contact.displayName | default:'you' }}, this is Tea $& House!");
  expect(fromEditable('No [name] in the original', 'Hi', '[name]')).toBe('No [name] in the original');
});
it('reads variables aloud', () => expect(readAloud('Hi {{ contact.name | default: "friend" }}, this is {{bot.name}}.', 'Tea House')).toBe('Hi Ann, this is Tea House.'));
