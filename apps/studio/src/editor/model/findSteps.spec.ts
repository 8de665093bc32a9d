import type { FlowDocument } from '@chatloom/flow';
import { findSteps } from './findSteps';

const document: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: {
    a: { type: 'keywordTrigger', data: { rules: [{ mode: 'contains', text: 'ＢＯＯＫ' }] } },
    b: { type: 'text', title: 'Welcome', data: { text: { en: 'Hello {{contact.displayName}}', ja: 'こんにちは' } } },
    c: { type: 'text', data: { text: 'Book a table?' } },
  },
  edges: [],
  layout: { nodes: { a: { x: 0, y: 0 }, b: { x: 900, y: 0 }, c: { x: 400, y: 0 } } },
};
const find = (wanted: string) => findSteps(document, wanted, (type) => (type === 'text' ? 'Send a message' : 'When someone says'));

describe('findSteps', () => {
  it('finds words, keywords, variables, names and other languages, in reading order', () => {
    expect(find('book')).toEqual(['a', 'c']);
    expect(find('displayname')).toEqual(['b']);
    expect(find('welcome')).toEqual(['b']);
    expect(find('こんにちは')).toEqual(['b']);
    expect(find('send a')).toEqual(['c', 'b']);
  });

  it('finds nothing for nothing', () => {
    expect(find('  ')).toEqual([]);
    expect(find('pizza')).toEqual([]);
  });
});
