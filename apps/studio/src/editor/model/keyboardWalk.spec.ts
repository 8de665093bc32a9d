import type { FlowDocument } from '@chatloom/flow';
import { keyboardWalk } from './keyboardWalk';

const document: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries(['start', 'ask', 'yes', 'no', 'alone'].map((id) => [id, { type: 'text', data: {} }])),
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'ask' },
    { id: 'e2', from: 'ask', port: 'no', to: 'no' },
    { id: 'e3', from: 'ask', port: 'yes', to: 'yes' },
    { id: 'e4', from: 'no', port: 'next', to: 'no' },
  ],
  layout: {
    nodes: { start: { x: 0, y: 0 }, ask: { x: 300, y: 0 }, yes: { x: 600, y: 0 }, no: { x: 600, y: 200 }, alone: { x: 900, y: 210 } },
  },
};
const ports = (): string[] => ['yes', 'no'];
const walk = (from: string, direction: 'left' | 'right' | 'up' | 'down') => keyboardWalk(document, ports, from, direction);

describe('keyboardWalk', () => {
  it('goes right along the first exit and left the way it came', () => {
    expect(walk('ask', 'right')).toBe('yes');
    expect(walk('yes', 'left')).toBe('ask');
  });

  it('goes down and up through the branches of one question', () => {
    expect(walk('yes', 'down')).toBe('no');
    expect(walk('no', 'up')).toBe('yes');
  });

  it('jumps to the nearest card where no wire leads, never to itself by a loop', () => {
    expect(walk('no', 'right')).toBe('alone');
    expect(walk('alone', 'left')).toBe('no');
  });

  it('stays where it is at the edge of the canvas', () => {
    expect(walk('start', 'up')).toBeUndefined();
  });
});
