import { z } from 'zod';
import type { FlowDocument } from '../document';
import type { NodeDefinition, NodeDefinitions, Port } from '../nodeDefinition';

/** A small flow for tests of the document: a trigger, a question with two exits, a goodbye; one note. */
export const sampleFlow: FlowDocument = {
  formatVersion: 1,
  name: 'Sample',
  language: 'en',
  nodes: {
    ask: { type: 'ask', title: 'Size', data: { text: 'Which size?' } },
    bye: { type: 'say', data: { text: 'Bye' } },
    start: { type: 'start', data: {} },
  },
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'ask' },
    { id: 'e2', from: 'ask', port: 'answered', to: 'bye' },
  ],
  layout: { nodes: { ask: { x: 200, y: 0 }, start: { x: 0, y: 0 } }, notes: { n1: { x: 1, y: 2, width: 3, height: 4, text: 'Hi', color: 'yellow' } } },
};

const port = (id: string, optional = false): Port => ({ id, label: { text: id }, ...(optional && { optional }) });
const text = z.strictObject({ text: z.string().min(1).max(20), ifTooLate: z.enum(['push', 'drop']).default('drop'), taps: z.array(z.string()).default([]) });

function define(type: string, definition: Omit<NodeDefinition, 'type' | 'icon' | 'defaults'>): NodeDefinition {
  return { type, icon: 'square', defaults: () => ({}), ...definition };
}

/** Node types with just enough behaviour to be checked and priced. */
export const sampleDefinitions: NodeDefinitions = Object.fromEntries(
  [
    define('start', { kind: 'trigger', schema: z.strictObject({}), ports: () => [port('next')] }),
    define('say', {
      kind: 'message',
      sends: 'reply',
      schema: text,
      ports: (data: z.infer<typeof text>) => [...data.taps.map((tap) => port(tap, true)), port('next', true)],
      check: (data: z.infer<typeof text>) => (data.text === 'meh' ? [{ code: 'dull', severity: 'advice', path: ['text'], message: 'That is dull.' }] : []),
    }),
    define('ask', { kind: 'ask', sends: 'reply', waits: 'answer', schema: text, ports: () => [port('answered'), port('failed', true), port('noAnswer', true)] }),
    define('branch', { kind: 'branch', schema: z.strictObject({}), ports: () => [port('yes'), port('no', true)] }),
    define('push', { kind: 'push', sends: 'push', schema: z.strictObject({}), ports: () => [port('next', true)] }),
    define('wait', {
      kind: 'wait',
      waits: 'time',
      schema: z.strictObject({ free: z.boolean().default(false) }),
      ports: () => [port('next', true)],
      paysAfterwards: (data: { free: boolean }) => !data.free,
    }),
    define('call', { kind: 'branch', schema: z.strictObject({ flowId: z.string() }), ports: () => [port('returned', true)] }),
    define('meet', { kind: 'branch', schema: z.strictObject({ segmentId: z.string() }), ports: () => [port('returned', true)] }),
  ].map((definition) => [definition.type, definition]),
);

/** A flow from a short notation: nodes as `[type, data]`, edges as `from.port > to`. */
export function shortFlow(nodes: Record<string, [type: string, data?: Record<string, unknown>]>, edges: string[]): FlowDocument {
  return {
    formatVersion: 1,
    name: 'Short',
    language: 'en',
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, data]]) => [id, { type, data: data ?? {} }])),
    edges: edges.map((edge, index) => {
      const [, from, out, to] = /^(\w+)\.(\w+) > (\w+)$/.exec(edge)!;
      return { id: `e${String(index).padStart(5, '0')}`, from: from!, port: out!, to: to! };
    }),
    layout: { nodes: {} },
  };
}
