import { cpuTime } from '@chatloom/test/cpuTime';
import { sampleDefinitions, sampleFlow, shortFlow } from '../testing/sampleFlow';
import { z } from 'zod';
import { checkFlow, isPublishable, MAX_FLOW_PROBLEMS } from './checkFlow';
import { priceFlow } from './priceFlow';
import type { FlowDocument } from '../document';

const found = (document: FlowDocument, options = {}): string[] =>
  checkFlow(document, sampleDefinitions, options).map(({ code, severity, nodeId }) => `${severity} ${code}${nodeId === undefined ? '' : ` ${nodeId}`}`);
const say = (text = 'Hi', more = {}): [string, Record<string, unknown>] => ['say', { text, ...more }];

describe('the problem list', () => {
  it('is empty for a good flow', () => {
    expect(found(sampleFlow)).toEqual([]);
    expect(isPublishable(checkFlow(sampleFlow, sampleDefinitions))).toBe(true);
  });

  it('names fields that do not fit their schema, with their path', () => {
    const [problem] = checkFlow(shortFlow({ start: ['start'], s: say('x'.repeat(21)) }, ['start.next > s']), sampleDefinitions);
    expect(problem).toEqual({
      code: 'fieldTooLong',
      severity: 'blocking',
      nodeId: 's',
      path: ['text'],
      params: { max: 20 },
      message: 'text must have at most 20 characters.',
    });
  });

  it('has what the node type itself finds', () => {
    expect(found(shortFlow({ start: ['start'], s: say('meh') }, ['start.next > s']))).toEqual(['advice dull s']);
  });

  it.each([
    ['an unknown type', shortFlow({ start: ['start'], s: ['dance'] }, ['start.next > s']), ['blocking nodeTypeUnknown s']],
    ['a type that objects inherit', shortFlow({ start: ['start'], s: ['toString'] }, ['start.next > s']), ['blocking nodeTypeUnknown s']],
    ['no trigger', shortFlow({ s: say() }, []), ['blocking noTrigger']],
    ['a step no way leads to', shortFlow({ start: ['start'], a: say(), b: say() }, ['start.next > a']), ['warning unreachable b']],
    ['an edge from nowhere', shortFlow({ start: ['start'], a: say() }, ['start.next > a', 'gone.next > a']), ['blocking edgeFromMissing']],
    ['an edge to nowhere', shortFlow({ start: ['start'], a: say() }, ['start.next > a', 'a.next > gone']), ['blocking edgeToMissing']],
    ['an edge from an exit that is not there', shortFlow({ start: ['start'], a: say() }, ['start.next > a', 'a.maybe > a']), ['blocking edgePortMissing a']],
    ['two edges from one exit', shortFlow({ start: ['start'], a: say(), b: say() }, ['start.next > a', 'start.next > b']), ['blocking portTwice start']],
    ['an edge into a trigger', shortFlow({ start: ['start'], a: ['ask', { text: 'Q' }] }, ['start.next > a', 'a.answered > start']), ['blocking edgeToTrigger start']],
    ['an open exit', shortFlow({ start: ['start'], a: ['branch'] }, ['start.next > a']), ['warning portOpen a']],
  ])('finds %s', (_what, document, problems) => {
    expect(found(document)).toEqual(problems);
  });

  describe('circles', () => {
    it('without a wait block, once per circle', () => {
      const document = shortFlow({ start: ['start'], a: ['branch'], b: say(), c: say(), d: ['branch'] }, [
        'start.next > a',
        'a.yes > b',
        'b.next > c',
        'c.next > a',
        'a.no > d',
        'd.yes > d',
      ]);
      expect(found(document)).toEqual(['blocking cycleWithoutWait a', 'blocking cycleWithoutWait d']);
      expect(checkFlow(document, sampleDefinitions)[0]!.message).toBe('The flow goes round through "a", "b", "c" without waiting for anybody: it would never end.');
    });

    it.each([
      ['a question', shortFlow({ start: ['start'], a: ['ask', { text: 'Q' }] }, ['start.next > a', 'a.answered > a'])],
      ['a delay', shortFlow({ start: ['start'], a: ['wait'], b: say() }, ['start.next > a', 'a.next > b', 'b.next > a'])],
      ['a button', shortFlow({ start: ['start'], a: say('Menu', { taps: ['again'] }) }, ['start.next > a', 'a.again > a'])],
      ['a called flow, which may wait', shortFlow({ start: ['start'], a: ['call', { flowId: 'x' }] }, ['start.next > a', 'a.returned > a'])],
    ])('with %s are fine', (_what, document) => {
      expect(found(document)).toEqual([]);
    });
  });

  describe('costs', () => {
    const row = (count: number): FlowDocument =>
      shortFlow({ start: ['start'], ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, say()])) }, [
        'start.next > s0',
        ...Array.from({ length: count - 1 }, (_, index) => `s${index}.next > s${index + 1}`),
      ]);

    it('warns at the sixth bubble in a row, once', () => {
      expect(found(row(5))).toEqual([]);
      expect(found(row(8))).toEqual(['warning messageOverflow s5']);
    });

    it('counts the longest way, and starts anew behind a question', () => {
      const six = { a: say(), b: say(), c: say(), d: say(), e: say() };
      const ways = ['a.next > b', 'b.next > c', 'c.next > d'];
      expect(found(shortFlow({ start: ['start'], x: ['branch'], ...six, f: say() }, ['start.next > x', 'x.yes > a', 'x.no > e', ...ways, 'd.next > e', 'e.next > f']))).toEqual([
        'warning messageOverflow f',
      ]);
      expect(found(shortFlow({ start: ['start'], q: ['ask', { text: 'Q' }], ...six, f: say() }, ['start.next > a', ...ways, 'd.next > q', 'q.answered > e', 'e.next > f']))).toEqual([]);
    });

    it('warns of pushes and of waits that make pushes', () => {
      expect(found(shortFlow({ start: ['start'], p: ['push'] }, ['start.next > p']))).toEqual(['warning pushCosts p']);
      const late = (data: Record<string, unknown>, then: Record<string, unknown>) =>
        shortFlow({ start: ['start'], w: ['wait', data], a: ['branch'], s: say('Hi', then) }, ['start.next > w', 'w.next > a', 'a.yes > s']);
      expect(found(late({}, { ifTooLate: 'push' }))).toEqual(['warning delayCosts s']);
      expect(found(late({ free: true }, { ifTooLate: 'push' }))).toEqual([]);
      expect(found(late({}, { ifTooLate: 'drop' }))).toEqual([]);
    });

    it('warns of what comes when nobody answers', () => {
      const silence = (then: Record<string, unknown>) =>
        shortFlow({ start: ['start'], q: ['ask', { text: 'Q' }], a: say(), s: say('Hi', then) }, ['start.next > q', 'q.answered > a', 'q.noAnswer > s']);
      expect(found(silence({ ifTooLate: 'push' }))).toEqual(['warning delayCosts s']);
      expect(found(silence({}))).toEqual(['warning noAnswerLosesMessage q']);
      expect(priceFlow(silence({ ifTooLate: 'push' }), sampleDefinitions).worst).toEqual({ replies: 1, pushes: 1 });
    });

    it('adds up what the dearest way costs one person', () => {
      const document = shortFlow(
        { start: ['start'], x: ['branch'], a: say(), b: say(), p: ['push'], w: ['wait'], c: say('Hi', { ifTooLate: 'push' }), other: ['start'], loop: ['ask', { text: 'Q' }] },
        ['start.next > x', 'x.yes > a', 'a.next > b', 'x.no > p', 'p.next > w', 'w.next > c', 'other.next > loop', 'loop.answered > loop'],
      );
      expect(priceFlow(document, sampleDefinitions)).toEqual({
        triggers: [
          { nodeId: 'other', replies: 1, pushes: 0 },
          { nodeId: 'start', replies: 0, pushes: 2 },
        ],
        worst: { replies: 0, pushes: 2 },
      });
    });
  });

  it('reads expressions wherever they stand, unless they are not in use', () => {
    const problems = (data: Record<string, unknown>) =>
      checkFlow(shortFlow({ start: ['start'], s: ['data', data] }, ['start.next > s']), {
        ...sampleDefinitions,
        data: { type: 'data', kind: 'data', icon: 'square', schema: z.record(z.string(), z.unknown()), defaults: () => ({}), ports: () => [] },
      });
    expect(problems({ rules: [{ expression: 'field.age > 18' }] })).toEqual([]);
    expect(problems({ from: 'text', expression: '1 +' })).toEqual([]);
    expect(problems({ rules: [{ expression: 'field.age >' }] })).toEqual([
      {
        code: 'expressionInvalid',
        severity: 'blocking',
        nodeId: 's',
        path: ['rules', 0, 'expression'],
        params: { reason: 'Something is missing at the end.', position: 11 },
        message: 'The expression cannot be read: Something is missing at the end.',
      },
    ]);
  });

  it('looks up flows that are referred to, when it knows which there are', () => {
    const document = shortFlow({ start: ['start'], a: ['call', { flowId: 'other' }] }, ['start.next > a']);
    expect(found(document)).toEqual([]);
    expect(found(document, { flowIds: ['other'] })).toEqual([]);
    expect(found(document, { flowIds: ['mine'] })).toEqual(['blocking flowUnknown a']);
  });

  it('looks up segments that are waited for, when it knows which there are', () => {
    const document = shortFlow({ start: ['start'], a: ['meet', { segmentId: 'regulars' }] }, ['start.next > a']);
    expect(found(document)).toEqual([]);
    expect(found(document, { segments: new Map([['regulars', { usable: true }]]) })).toEqual([]);
    expect(found(document, { segments: new Map([['regulars', { usable: false }]]) })).toEqual(['warning segmentUnusable a']);
    expect(found(document, { segments: new Map() })).toEqual(['blocking segmentUnknown a']);
  });

  it('takes the largest flow there may be in linear time', () => {
    const count = 5_000;
    const nodes = Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, index % 2 ? say() : (['branch'] as [string])]));
    // One chain, closed to a circle, with as many shortcuts as fit: deep for recursion, wide for anything quadratic.
    const edges = Array.from({ length: 45_000 }, (_, index) => `n${index % count}.p${Math.floor(index / count)} > n${(index * 7 + 1) % count}`);
    const document = shortFlow({ start: ['start'], ...nodes }, ['start.next > n0', ...Array.from({ length: count }, (_, index) => `n${index}.next > n${(index + 1) % count}`), ...edges]);
    const cost = cpuTime(() => {
      const problems = checkFlow(document, sampleDefinitions);
      expect(problems.some((problem) => problem.code === 'cycleWithoutWait')).toBe(true);
      expect(problems.length).toBeLessThanOrEqual(MAX_FLOW_PROBLEMS);
      priceFlow(document, sampleDefinitions);
    });
    expect(cost).toBeLessThan(4_000);
  });
});
