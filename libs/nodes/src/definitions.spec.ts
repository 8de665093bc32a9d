import { FLOW_FORMAT_VERSION, type FlowDocument, type NodeDefinition } from '@chatloom/flow';
import fc from 'fast-check';
import type { ZodObject, ZodType } from 'zod';
import { sendingTypes } from './checks/sendingTypes';
import { CONTROLS, fieldHint, NODE_TYPES, nodeDefinitions } from './definitions';
import { RESERVED_PORTS } from './fields/portIds';
import { PROBLEM_CODES } from './problemCodes';
import { nodeRunners } from './runtime';

const all: [string, NodeDefinition][] = Object.entries(nodeDefinitions);
const document = (type: string, data: Record<string, unknown>): FlowDocument => ({
  formatVersion: FLOW_FORMAT_VERSION,
  name: 'Test',
  language: 'en',
  nodes: { n1: { type, data } },
  edges: [],
  layout: { nodes: {} },
});

/** The object behind refinements, to look at its fields. */
function shapeOf(schema: ZodType): Record<string, ZodType> {
  return (schema as ZodObject).shape as Record<string, ZodType>;
}

describe.each(all)('the definition of %s', (type, definition) => {
  it('is registered under its own name, with a runner', () => {
    expect(definition.type).toBe(type);
    expect(Object.keys(nodeRunners)).toContain(type);
  });

  it('has an icon in kebab case', () => {
    expect(definition.icon).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has defaults that are valid, or have only gaps that the designer must fill', () => {
    const parsed = definition.schema.safeParse(definition.defaults());
    const gaps = ['textMissing', 'urlMissing', 'keywordMissing', 'nameMissing', 'tagMissing', 'flowMissing', 'expressionMissing', 'caseMissing', 'couponMissing', 'richMenuMissing', 'pollMissing', 'bingoMissing', 'drawMissing', 'voucherMissing', 'stampCardMissing', 'topicMissing', 'segmentMissing'];
    const faults = (parsed.error?.issues ?? []).filter((issue) => !(issue.code === 'custom' && gaps.includes(String(issue.params?.code))));
    // A key or postback data is a gap too, but has a shape of its own.
    expect(faults.filter((issue) => !['data', 'key'].includes(String(issue.path[0])))).toEqual([]);
  });

  it('has ports with distinct ids, in the same order each time', () => {
    const ports = definition.ports(definition.defaults());
    expect(new Set(ports.map((port) => port.id)).size).toBe(ports.length);
    expect(definition.ports(definition.defaults())).toEqual(ports);
    for (const port of ports) expect(port.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });

  it('tells the form which control each field wants', () => {
    for (const [name, field] of Object.entries(shapeOf(definition.schema))) {
      const hint = fieldHint(field);
      const isGroup = ['noAnswer', 'skip', 'until', 'tap'].includes(name);
      if (!isGroup) expect({ name, control: hint?.control }).toEqual({ name, control: expect.any(String) });
      if (hint?.control) expect(Object.keys(CONTROLS)).toContain(hint.control);
    }
  });

  it('names every problem by a code the translators know, with the values the sentence needs', () => {
    const arbitrary = fc.dictionary(fc.constantFrom('noSuchField', ...Object.keys(shapeOf(definition.schema))), fc.jsonValue());
    fc.assert(
      fc.property(arbitrary, (data) => {
        const parsed = definition.schema.safeParse({ ...definition.defaults(), ...data });
        if (!parsed.success) {
          for (const issue of parsed.error.issues) {
            if (issue.code !== 'custom' || !issue.params?.code) continue;
            const code = issue.params.code as keyof typeof PROBLEM_CODES;
            expect(Object.keys(PROBLEM_CODES)).toContain(code);
            expect(Object.keys(issue.params)).toEqual(expect.arrayContaining([...PROBLEM_CODES[code]]));
          }
          return;
        }
        for (const problem of definition.check?.(parsed.data, { document: document(type, parsed.data as never), nodeId: 'n1', edgesFrom: () => [] }) ?? []) {
          expect(Object.keys(PROBLEM_CODES)).toContain(problem.code);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a field that does not exist, by name', () => {
    const parsed = definition.schema.safeParse({ ...definition.defaults(), notAField: 1 });
    expect(parsed.error?.issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes('notAField'))).toBe(true);
  });
});

describe('the registry', () => {
  it('has every type once', () => {
    expect(Object.keys(nodeDefinitions)).toEqual([...NODE_TYPES]);
    expect(Object.keys(nodeRunners)).toEqual([...NODE_TYPES]);
  });

  it('agrees with the list of types that send, which checks of neighbours use', () => {
    expect([...sendingTypes].sort()).toEqual(all.filter(([, definition]) => definition.sends).map(([type]) => type).sort());
  });

  it('lets no choice take the name of an exit that types have anyway', () => {
    const fixed = new Set(all.flatMap(([, definition]) => definition.ports(definition.defaults())).flatMap((port) => ('key' in port.label ? [port.id] : [])));
    for (const id of ['voted', 'already', 'closed', 'full']) fixed.delete(id); // only votes have these, and their choices refuse them
    for (const id of ['joined', 'refused', 'won', 'marked']) fixed.delete(id); // only bingo has these, and it has no choices
    for (const id of ['lost', 'entered', 'shown', 'limit', 'soldOut', 'notOpen']) fixed.delete(id); // only draws have these, and they have no choices
    for (const id of ['given', 'alreadyHas', 'stamped', 'limitReached', 'done']) fixed.delete(id); // only coupons and stamp cards have these, and they have no choices
    for (const id of ['saved', 'past', 'unclear', 'cancelled', 'none']) fixed.delete(id); // only bookings have these, and they have no choices
    for (const id of ['linked', 'expired']) fixed.delete(id); // only joining accounts has these, and it has no choices
    for (const id of ['yes', 'no']) fixed.delete(id); // only the condition has these, and it has no choices
    expect([...fixed].filter((id) => !RESERVED_PORTS.includes(id))).toEqual([]);
  });

  it('has triggers that all have a priority and say what to do while another flow runs', () => {
    const triggers = all.filter(([, definition]) => definition.kind === 'trigger');
    expect(triggers).toHaveLength(11);
    for (const [, definition] of triggers) {
      expect(definition.defaults()).toMatchObject({ priority: 50, whileRunning: expect.stringMatching(/^(interrupt|queue|ignore)$/) });
      const shape = shapeOf(definition.schema);
      for (const wrong of [0, 101, 1.5]) expect(shape.priority!.safeParse(wrong).success).toBe(false);
      for (const right of [1, 100]) expect(shape.priority!.safeParse(right).success).toBe(true);
    }
  });
});
