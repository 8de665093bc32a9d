import { z } from 'zod';
import type { FlowDocument, NodeDefinition, NodeDefinitions } from '@chatloom/flow';
import { createEngine } from '../createEngine';
import { SPECIFICITY } from '../routing/specificity';
import type { Env, Input, JsonObject, KeywordRule, NodeRunner, NodeRunners, TriggerData } from '../types';

/**
 * The smallest node types that show every way a node can behave, for tests of the engine alone. Real node types live in
 * their own library, which builds on this one.
 */

interface TinyType {
  definition: NodeDefinition;
  runner: NodeRunner;
}

const port = (id: string) => ({ id, label: { text: id } });
const triggerShape = {
  priority: z.number().default(50),
  whileRunning: z.enum(['interrupt', 'queue', 'ignore']).default('interrupt'),
};

function tiny(type: string, half: Pick<NodeDefinition, 'kind' | 'schema'> & Partial<NodeDefinition>, runner: NodeRunner): TinyType {
  return {
    definition: { type, icon: 'square', defaults: () => ({}), ports: () => [port('next')], ...half },
    runner,
  };
}

const leave = (): ReturnType<NodeRunner['enter']> => ({ then: { go: 'exit', port: 'next' } });

const types: TinyType[] = [
  tiny(
    'words',
    { kind: 'trigger', schema: z.object({ ...triggerShape, rules: z.array(z.object({ mode: z.enum(['equals', 'startsWith', 'contains', 'pattern']), text: z.string() })) }) },
    { enter: leave, keywords: (data: { rules: KeywordRule[] }) => data.rules },
  ),
  tiny('anyMessage', { kind: 'trigger', schema: z.object(triggerShape) }, {
    enter: leave,
    matches: (_data: TriggerData, input) => input.type === 'messageReceived' && { specificity: SPECIFICITY.any },
  }),
  tiny('postback', { kind: 'trigger', schema: z.object({ ...triggerShape, data: z.string() }) }, {
    enter: leave,
    matches: (data: { data: string }, input) => input.type === 'postbackReceived' && input.data === data.data && { specificity: SPECIFICITY.equals },
  }),
  tiny('befriended', { kind: 'trigger', schema: z.object(triggerShape) }, {
    enter: leave,
    matches: (_data: TriggerData, input) => input.type === 'friendAdded' && { specificity: SPECIFICITY.any },
  }),
  tiny('clock', { kind: 'trigger', schema: z.object(triggerShape) }, { enter: leave }),
  tiny(
    'say',
    {
      kind: 'message',
      sends: 'reply',
      schema: z.object({ text: z.string(), choices: z.array(z.string()).default([]) }),
      ports: (data: { choices: string[] }) => [...data.choices.map(port), port('next')],
    },
    {
      enter: (data: { text: string; choices: string[] }, context) => ({
        effects: [
          {
            type: 'sendMessages',
            messages: [{ type: 'text', text: context.render(data.text), ...(data.choices.length > 0 && { taps: data.choices.map(context.tapData) }) }],
            delivery: { by: 'reply', otherwise: 'drop' },
          },
        ],
        then: { go: 'exit', port: 'next' },
      }),
    },
  ),
  tiny(
    'ask',
    {
      kind: 'ask',
      waits: 'answer',
      schema: z.object({ text: z.string(), answer: z.string(), choices: z.array(z.string()).default([]), noAnswerAfter: z.number().optional() }),
      ports: (data: { choices: string[] }) => [...data.choices.map(port), port('next'), port('noAnswer')],
    },
    {
      enter: (data: { text: string; choices: string[]; noAnswerAfter?: number }, context) => ({
        effects: [
          {
            type: 'sendMessages',
            messages: [{ type: 'text', text: context.render(data.text), ...(data.choices.length > 0 && { taps: data.choices.map(context.tapData) }) }],
            delivery: { by: 'reply', otherwise: 'drop' },
          },
        ],
        then: {
          go: 'wait',
          for: 'answer',
          state: { tries: 0 },
          ...(data.noAnswerAfter !== undefined && { dueAt: context.env.now + data.noAnswerAfter, purpose: 'noAnswer' }),
        },
      }),
      resume: (data: { answer: string }, context, by) => {
        if (by.by === 'timer') return { then: { go: 'exit', port: 'noAnswer' } };
        if (by.by === 'tap') return { answer: { name: data.answer, value: by.port }, then: { go: 'exit', port: by.port } };
        if (by.by !== 'message' || by.message.type !== 'text') return { then: { go: 'pass' } };
        // "?" is refused once, so that the wait's own memory can be seen at work.
        if (by.message.text === '?') {
          return { then: { go: 'wait', for: 'answer', state: { tries: Number(context.wait.state.tries) + 1 } } };
        }
        return { answer: { name: data.answer, value: by.message.text ?? '' }, then: { go: 'exit', port: 'next' } };
      },
    },
  ),
  tiny('sleep', { kind: 'wait', waits: 'time', schema: z.object({ ms: z.number(), takesTaps: z.boolean().default(false) }) }, {
    enter: (data: { ms: number; takesTaps: boolean }, context) => ({
      then: { go: 'wait', for: 'time', dueAt: context.env.now + data.ms, takesTaps: data.takesTaps },
    }),
    resume: (_data, _context, by) => ({ then: by.by === 'timer' || by.by === 'tap' ? { go: 'exit', port: 'next' } : { go: 'pass' } }),
  }),
  tiny('tag', { kind: 'data', schema: z.object({ tag: z.string(), field: z.string().optional(), value: z.string().optional() }) }, {
    enter: (data: { tag: string; field?: string; value?: string }) => ({
      effects: [
        { type: 'addTag', tag: data.tag },
        ...(data.field === undefined ? [] : [{ type: 'setField' as const, field: data.field, value: data.value ?? null }]),
      ],
      then: { go: 'exit', port: 'next' },
    }),
  }),
  tiny('vote', { kind: 'data', schema: z.object({ option: z.string() }), ports: () => [port('counted'), port('refused')] }, {
    enter: (data: { option: string }) => ({ then: { go: 'ask', name: 'castVote', payload: { option: data.option } } }),
    resume: (_data, _context, by) => ({ then: { go: 'exit', port: by.by === 'effect' && by.answer === true ? 'counted' : 'refused' } }),
  }),
  tiny('check', { kind: 'branch', schema: z.object({ expression: z.string() }), ports: () => [port('yes'), port('no')] }, {
    enter: (data: { expression: string }, context) => ({ then: { go: 'exit', port: context.evaluate(data.expression) === true ? 'yes' : 'no' } }),
  }),
  tiny('flow', { kind: 'branch', schema: z.object({ flowId: z.string(), returns: z.boolean() }), ports: (data: { returns: boolean }) => (data.returns ? [port('returned')] : []) }, {
    enter: (data: { flowId: string; returns: boolean }) => ({ then: { go: 'flow', ...data } }),
  }),
  tiny('end', { kind: 'branch', schema: z.object({ reason: z.string().optional() }), ports: () => [] }, {
    enter: (data: { reason?: string }) => ({ then: { go: 'end', ...data } }),
  }),
  tiny('broken', { kind: 'data', schema: z.object({}) }, {
    enter: () => {
      throw new TypeError('boom');
    },
  }),
];

export const tinyDefinitions: NodeDefinitions = Object.fromEntries(types.map(({ definition }) => [definition.type, definition]));
export const tinyRunners: NodeRunners = Object.fromEntries(types.map(({ definition, runner }) => [definition.type, runner]));
export const tinyEngine = createEngine({ definitions: tinyDefinitions, runners: tinyRunners });

/** A document from a short notation: nodes as `[type, data]`, edges as `from.port > to`. */
export function tinyFlow(nodes: Record<string, [type: string, data?: JsonObject]>, edges: string[], name = 'Tiny'): FlowDocument {
  return {
    formatVersion: 1,
    name,
    language: 'en',
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, data]]) => [id, { type, data: data ?? {} }])),
    edges: edges.map((edge, index) => {
      const [, from, out, to] = /^(\w+)\.(\w+) > (\w+)$/.exec(edge)!;
      return { id: `e${index}`, from: from!, port: out!, to: to! };
    }),
    layout: { nodes: {} },
  };
}

/** Ten in the morning, Saturday 21 November 2026, in Taipei. */
export const TINY_NOW = Date.UTC(2026, 10, 21, 2);

/** An environment over live flows given as documents by flow id; their versions are `v-<flowId>`. */
export function tinyEnv(flows: Record<string, FlowDocument>, change: Partial<Env> = {}): Env {
  let ids = 0;
  const live = Object.entries(flows).map(([flowId, document]) => tinyEngine.compileFlow({ flowId, versionId: `v-${flowId}`, document }));
  return {
    now: TINY_NOW,
    random: () => 0.5,
    newId: () => `id${(ids += 1)}`,
    contact: { id: 'ann', displayName: 'Ann', language: 'en', fields: {}, tags: [], isFriend: true, createdAt: 0 },
    bot: { id: 'bot', name: 'Robo', timeZone: 'Asia/Taipei' },
    flows: tinyEngine.createFlowLibrary({ live }),
    ...change,
  };
}

/** Somebody writes. */
export const says = (text: string): Input => ({ type: 'messageReceived', at: TINY_NOW, message: { id: '1', type: 'text', text } });
/** Somebody taps a button with this postback data. */
export const taps = (data: string): Input => ({ type: 'postbackReceived', at: TINY_NOW, data });
