import { pushToTagSchema } from './definition';
import { renderPushToTag } from './renderPushToTag';

const data = {
  tag: 'vip',
  messages: [
    { type: 'text', text: { en: 'Hello {{ name }}', ja: '{{ name }}さん' } },
    { type: 'buttons', text: 'Come in', choices: [{ id: 'menu', kind: 'message', label: 'Menu', text: 'menu' }] },
  ],
  sender: { name: 'Bob' },
};
const renderFor = (name: string, language: string) => (text: unknown) => {
  const words = typeof text === 'object' && text !== null ? (text as Record<string, string>)[language] : text;
  return String(words ?? '').replace('{{ name }}', name);
};

describe('a push to a tag', () => {
  it('speaks to each recipient in their own words', () => {
    const parsed = pushToTagSchema.parse(data);
    const texts = [
      ['Ann', 'en'],
      ['Cat', 'ja'],
    ].map(([name, language]) => renderPushToTag(parsed, renderFor(name!, language!)).map((message) => message.text ?? message.altText));
    expect(texts).toEqual([
      ['Hello Ann', 'Come in'],
      ['Catさん', 'Come in'],
    ]);
  });

  it('leaves out what LINE would refuse for one recipient, and says why', () => {
    const parsed = pushToTagSchema.parse({ tag: 'vip', messages: [{ type: 'text', text: '{{ name }}' }] });
    const reasons: string[] = [];
    expect(renderPushToTag(parsed, renderFor('', 'en'), (code) => void reasons.push(code))).toEqual([]);
    expect(reasons).toEqual(['messageLeftOut']);
  });
});
