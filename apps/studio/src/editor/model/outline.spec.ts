import type { FlowDocument } from '@chatloom/flow';
import { outline } from './outline';

const flow = (...edges: [from: string, port: string, to: string][]): FlowDocument => ({
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries([...new Set(edges.flatMap(([from, , to]) => [from, to]))].map((id) => [id, { type: 'text', data: {} }])),
  edges: edges.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
  layout: { nodes: {} },
});
const lines = (document: FlowDocument) => outline(document, () => ['yes', 'no', 'next']).map((row) => `${'  '.repeat(row.depth)}${row.number} ${row.jump ? '→ ' : ''}${row.nodeId}`);

describe('outline', () => {
  it('lists a straight way on one level and branches one level in', () => {
    expect(lines(flow(['start', 'next', 'ask'], ['ask', 'no', 'bye'], ['ask', 'yes', 'menu'], ['menu', 'next', 'order']))).toEqual([
      '1 start',
      '1.1 ask',
      '  1.1.a.1 menu',
      '  1.1.a.2 order',
      '  1.1.b.1 bye',
    ]);
  });

  it('keeps the usual way on one level and lists what branches off before it', () => {
    const document = flow(['ask', 'answered', 'thanks'], ['ask', 'failed', 'sorry'], ['sorry', 'next', 'help']);
    expect(outline(document, () => ['answered', 'failed', 'next']).map((row) => `${'  '.repeat(row.depth)}${row.number} ${row.nodeId}`)).toEqual([
      '1 ask',
      '  1.a.1 sorry',
      '  1.a.2 help',
      '1.1 thanks',
    ]);
  });

  it('tells loops and ways that meet by a jump instead of listing them again', () => {
    expect(lines(flow(['begin', 'next', 'start'], ['start', 'next', 'ask'], ['ask', 'yes', 'end'], ['ask', 'no', 'start']))).toEqual([
      '1 begin',
      '1.1 start',
      '1.2 ask',
      '  1.2.a.1 end',
      '  1.2.b.1 → start',
    ]);
  });

  it('lists steps that nothing leads to as ways of their own', () => {
    expect(lines(flow(['a', 'next', 'b'], ['c', 'next', 'd']))).toEqual(['1 a', '1.1 b', '2 c', '2.1 d']);
  });
});
