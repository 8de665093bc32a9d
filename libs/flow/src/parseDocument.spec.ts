import { cpuTime } from '@chatloom/test/cpuTime';
import fc from 'fast-check';
import { valueProblems } from './checkShape';
import { MAX_DOCUMENT_DEPTH, MAX_EDGES, MAX_NODES, MAX_PROBLEMS } from './documentLimits';
import { parseDocument } from './parseDocument';
import { stringifyDocument } from './stringifyDocument';
import { sampleFlow } from './testing/sampleFlow';

const messages = (json: unknown): string[] => parseDocument(json).problems?.map((problem) => problem.message) ?? [];
const copy = (): any => JSON.parse(JSON.stringify(sampleFlow));

describe('reading a document', () => {
  it('takes a good one and puts its edges in order', () => {
    const json = { ...copy(), edges: [...copy().edges].reverse() };
    expect(parseDocument(json).document).toEqual(sampleFlow);
  });

  it('names every fault with its place', () => {
    const json = copy();
    json.nodes.ask.type = 7;
    delete json.nodes.bye.data;
    json.nodes['bad id'] = { type: 'say', data: {} };
    json.edges[0].to = '';
    json.name = '';
    expect(messages(json)).toEqual([
      'name must not be empty.',
      'nodes.ask.type must be a text, not a number.',
      'nodes.bye.data is missing.',
      'nodes.bad id is not an id: letters, digits, - and _, at most 64.',
      'edges[0].to: An id has 1 to 64 letters, digits, "-" and "_".',
    ]);
  });

  it('refuses two edges with one id', () => {
    const json = copy();
    json.edges[1].id = 'e1';
    expect(messages(json)).toEqual(['Two connections have the id "e1".']);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
    for (const place of ['"nodes":{', '"data":{']) {
      const text = JSON.stringify(sampleFlow).replace(place, `${place}"${key}":{"polluted":1},`);
      expect(messages(JSON.parse(text))[0]).toMatch(new RegExp(`has the forbidden key "${key}"`));
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('refuses text that cannot be stored', () => {
    for (const bad of ['a\0b', 'half \ud83d']) expect(messages({ ...copy(), name: bad })).toEqual(['name holds a NUL or half a character, which cannot be stored.']);
    expect(messages({ ...copy(), name: 'whole 😀' })).toEqual([]);
  });

  it('reports at most a hundred faults', () => {
    const nodes = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, {}]));
    expect(messages({ ...copy(), nodes })).toHaveLength(MAX_PROBLEMS);
  });

  it.each([null, undefined, 1, 'x', true, [], () => 1])('refuses %p without falling over', (json) => {
    expect(messages(json).length).toBeGreaterThan(0);
  });
});

describe('hostile documents', () => {
  /** Generous; a quadratic or recursive look at any of these takes far longer or dies. */
  const BUDGET_MS = 3_000;
  const timed = (json: unknown): string[] => {
    let found: string[] = [];
    expect(cpuTime(() => (found = messages(json)))).toBeLessThan(BUDGET_MS);
    return found;
  };

  it('of 100,000 nodes are refused by counting', () => {
    const nodes = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, { type: 'say', data: {} }]));
    expect(timed({ ...copy(), nodes })[0]).toBe(`The flow has 100000 steps; at most ${MAX_NODES} are allowed.`);
  });

  it('of a million edges are refused by counting', () => {
    const edges = Array.from({ length: 1_000_000 }, () => 0);
    expect(timed({ ...copy(), edges })[0]).toBe(`The flow has 1000000 connections; at most ${MAX_EDGES} are allowed.`);
  });

  it('of a depth of a million are refused at level 64', () => {
    const depth = 1_000_000;
    const deep = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    const json = copy();
    json.nodes.ask.data = { deep };
    expect(timed(json)).toEqual([`nodes.ask.data.deep is nested more than ${MAX_DOCUMENT_DEPTH} levels deep.`]);
    expect(timed(deep)[0]).toMatch(/nested more than 64 levels deep/);
  });

  it('of two million values are refused', () => {
    expect(timed({ ...copy(), name: Array.from({ length: 2_000_000 }, () => 1) }).at(-1)).toBe('The document holds more than 1000000 values.');
  });

  it('at the limits are read', () => {
    const nodes = Object.fromEntries(Array.from({ length: MAX_NODES }, (_, index) => [`n${index}`, { type: 'say', data: { text: 'x' } }]));
    const edges = Array.from({ length: MAX_EDGES }, (_, index) => ({ id: `e${index}`, from: 'n0', port: `p${index}`, to: 'n1' }));
    expect(timed({ ...copy(), nodes, edges, layout: { nodes: {} } })).toEqual([]);
  });

  it('of any other kind get an answer', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withDate: true, withMap: true }), (json) => messages(json).length > 0));
    fc.assert(
      fc.property(fc.constantFrom('name', 'language', 'nodes', 'edges', 'layout', 'formatVersion'), fc.jsonValue(), (field, value) => {
        const parsed = parseDocument({ ...copy(), [field]: value });
        return (parsed.document === undefined) !== (parsed.problems === undefined);
      }),
    );
  });
});

describe('writing a document', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/).filter((each) => !['__proto__', 'constructor', 'prototype'].includes(each));
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((words) => valueProblems(words).length === 0);
  const value = fc.jsonValue({ maxDepth: 3 }).filter((json) => valueProblems(json).length === 0);
  const document = fc
    .record({
      name: text.filter((words) => words.length > 0),
      ids: fc.uniqueArray(id, { minLength: 1, maxLength: 8 }),
      data: fc.dictionary(id, value),
      positions: fc.array(fc.record({ x: fc.double({ noNaN: true, noDefaultInfinity: true }), y: fc.integer() })),
    })
    .map(({ name, ids, data, positions }) => ({
      formatVersion: 1,
      name,
      language: 'en',
      nodes: Object.fromEntries(ids.map((each) => [each, { type: 'say', data }])),
      edges: ids.map((each, index) => ({ id: each, from: each, port: `p${index}`, to: ids[0]! })),
      layout: { nodes: Object.fromEntries(positions.slice(0, ids.length).map((position, index) => [ids[index]!, position])) },
    }));

  it('is byte-equal after export, import and export, in whatever order the keys came', () => {
    fc.assert(
      fc.property(document, (json) => {
        const first = parseDocument(json);
        expect(first.problems).toBeUndefined();
        const exported = stringifyDocument(first.document!);
        const shuffled = Object.fromEntries(Object.entries(JSON.parse(exported)).reverse());
        expect(stringifyDocument(parseDocument(shuffled).document!)).toBe(exported);
      }),
    );
  });

  it('sorts keys at every level and ends with a line break', () => {
    expect(stringifyDocument(sampleFlow).endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(stringifyDocument(sampleFlow)))).toEqual(['edges', 'formatVersion', 'language', 'layout', 'name', 'nodes']);
  });
});
