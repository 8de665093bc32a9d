import type { Block } from '@chatloom/contract';
import { BLOCK_TYPES } from '@chatloom/contract';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { validateMessages } from '@chatloom/messages';
import { checkBlocks } from './checkBlocks';
import type { BlockReader } from '@chatloom/nodes/runtime';
import { renderBlocks } from './renderBlocks';

const ann: BlockReader = {
  contact: { id: '1', displayName: 'Ann', language: 'ja', fields: { visits: 3 }, tags: [], isFriend: true, createdAt: 0 },
  bot: { id: '2', name: 'Tea House', timeZone: 'Asia/Taipei' },
  now: Date.parse('2026-11-21T10:00:00Z'),
  language: 'en',
};
const text = (value: unknown, more: Record<string, unknown> = {}): Block => ({ type: 'text', data: { text: value, quickReplies: [], ifTooLate: 'drop', ...more } as Block['data'] });

describe('the bubbles of a campaign', () => {
  it('speak to each person by name and in their language', () => {
    const blocks = [text({ en: 'Hello {{ contact.displayName }}', ja: '{{ contact.displayName }}さん' }), text('{{ field.visits }} visits')];
    expect(renderBlocks(blocks, ann).messages).toEqual([{ type: 'text', text: 'Annさん' }, { type: 'text', text: '3 visits' }]);
    const bob = { ...ann, contact: { ...ann.contact, displayName: 'Bob', language: 'fr' } };
    expect(renderBlocks(blocks, bob).messages[0]).toEqual({ type: 'text', text: 'Hello Bob' });
  });

  it('leave out what LINE would refuse for this person, and say so', () => {
    const { messages, notes } = renderBlocks([text('{{ field.nothing }}'), text('Still here')], ann);
    expect(messages).toEqual([{ type: 'text', text: 'Still here' }]);
    expect(notes.map((note) => note.code)).toEqual(['messageLeftOut']);
  });

  it('may tell what a feed brought', () => {
    expect(renderBlocks([text('{{ answer.title }}')], { ...ann, answers: { title: 'Rain tomorrow' } }).messages).toEqual([{ type: 'text', text: 'Rain tomorrow' }]);
  });

  it.each(BLOCK_TYPES)('are never anything LINE refuses: %s as it comes from the palette', (type) => {
    const block = { type, data: nodeDefinitions[type].defaults() } as unknown as Block;
    const { messages, notes } = renderBlocks([block], ann);
    // Fresh from the palette most have gaps: then they are left out, which is said, and publishing is blocked.
    expect(messages.flatMap((message) => validateMessages([message]))).toEqual([]);
    expect(messages.length + notes.filter((note) => note.code === 'messageLeftOut').length).toBe(1);
    expect(checkBlocks([block]).some((problem) => problem.severity === 'blocking')).toBe(messages.length === 0);
  });

  it('have their faults named with the way to each', () => {
    const problems = checkBlocks([text('Fine'), text('x'.repeat(5_001))]);
    expect(problems).toMatchObject([{ path: [1, 'data', 'text'], severity: 'blocking' }]);
    expect(checkBlocks([])).toMatchObject([{ code: 'contentEmpty', severity: 'blocking' }]);
    expect(checkBlocks([text('Fine')])).toEqual([]);
  });

  it('cannot have a button that continues a flow: recipients are in none', () => {
    const choice = { id: 'more', kind: 'continue', label: 'More' };
    expect(checkBlocks([text('Hello', { quickReplies: [choice] })])).toMatchObject([{ code: 'cannotContinue', params: { label: 'More' }, path: [0, 'data'] }]);
    expect(checkBlocks([text('Hello', { quickReplies: [{ id: 'menu', kind: 'message', label: 'Menu', text: 'menu' }] })])).toEqual([]);
  });

  it('are told when quick replies are hidden by the bubble after them', () => {
    const problems = checkBlocks([text('Hello', { quickReplies: [{ id: 'menu', kind: 'message', label: 'Menu', text: 'menu' }] }), text('and more')]);
    expect(problems).toMatchObject([{ code: 'quickRepliesHidden', severity: 'warning', path: [0, 'data', 'quickReplies'] }]);
  });
});
