import { cpuTime } from '@chatloom/test/cpuTime';
import fc from 'fast-check';
import type { FlowDocument } from '@chatloom/flow';
import { emptyConversation } from '../createEngine';
import { compileFlow } from '../compileFlow';
import { says, taps, tinyDefinitions, tinyEngine, tinyEnv, tinyFlow, TINY_NOW } from '../testing/tinyNodes';
import type { ConversationState, Effect, Env, Input } from '../types';
import { MAX_CALL_DEPTH, MAX_QUEUED_STARTS, MAX_STEPS_PER_TURN, MAX_TRACE_ENTRIES } from './limits';

/** Graphs nobody would draw, lived in by somebody who does everything at once (F24, F25). */
describe('whatever the flow and whatever happens', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const flowIds = ['one', 'two', 'three'];
  const node: fc.Arbitrary<[string, any]> = fc.oneof(
    fc.record({ priority: fc.constantFrom(10, 50, 90), whileRunning: fc.constantFrom('interrupt', 'queue', 'ignore') }).chain((trigger) =>
      fc.constantFrom<[string, any]>(
        ['words', { ...trigger, rules: [{ mode: 'equals', text: 'go' }] }],
        ['words', { ...trigger, rules: [{ mode: 'contains', text: 'o' }] }],
        ['anyMessage', trigger],
        ['befriended', trigger],
        ['clock', trigger],
      ),
    ),
    fc.constantFrom<[string, any]>(
      ['say', { text: 'Hi {{answer.x}}', choices: ['yes', 'no'] }],
      ['ask', { text: 'Q', answer: 'x', choices: ['yes', 'no'], noAnswerAfter: 10 }],
      ['ask', { text: 'Q', answer: 'x' }],
      ['sleep', { ms: 10, takesTaps: true }],
      ['sleep', { ms: 5 }],
      ['tag', { tag: 'vip', field: 'f', value: 'v' }],
      ['vote', { option: 'red' }],
      ['check', { expression: 'answer.x == "go"' }],
      ['check', { expression: 'broken(' }],
      ['end', {}],
      ['say', {}],
      ['nonsense', {}],
    ),
    fc.record({ flowId: fc.constantFrom(...flowIds, 'gone'), returns: fc.boolean() }).map((data): [string, any] => ['flow', data]),
  );
  const ports = ['next', 'yes', 'no', 'noAnswer', 'counted', 'refused', 'returned'];
  const graph = fc
    .record({
      nodes: fc.array(node, { minLength: 1, maxLength: ids.length }),
      edges: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ports), fc.constantFrom(...ids)), { maxLength: 20 }),
    })
    .map(({ nodes, edges }) => tinyFlow(Object.fromEntries(nodes.map((each, index) => [ids[index]!, each])), edges.map(([from, port, to]) => `${from}.${port} > ${to}`)));
  const happening = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('go', 'stop', '?', '').map((text) => ({ says: text })) },
    { weight: 2, arbitrary: fc.nat(9).map((tap) => ({ tap })) },
    { weight: 3, arbitrary: fc.nat(9).map((timer) => ({ timer })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Input>(
        { type: 'friendAdded', at: TINY_NOW, isUnblocked: false },
        { type: 'friendRemoved', at: TINY_NOW },
        { type: 'scheduleFired', at: TINY_NOW, flowId: 'one', nodeId: 'a' },
        { type: 'flowStarted', at: TINY_NOW, flowId: 'two' },
        { type: 'flowStarted', at: TINY_NOW, flowId: 'two', nodeId: 'c' },
        { type: 'apiCalled', at: TINY_NOW, key: 'k', payload: {} },
        { type: 'effectAnswered', at: TINY_NOW, effectId: 'forged', answer: true },
        { type: 'postbackReceived', at: TINY_NOW, data: 't|v-one|one|a|yes|s' },
        { type: 'eventReceived', at: TINY_NOW, event: { type: 'unknown' } },
      ),
    },
    { weight: 1, arbitrary: fc.constant('redraw' as const) },
  );

  it('a turn ends, nothing is thrown, and state, timers and trace stay in order', () => {
    fc.assert(
      fc.property(fc.array(graph, { minLength: 6, maxLength: 6 }), fc.array(happening, { maxLength: 25 }), (graphs, happenings) => {
        const library = (from: number): Record<string, FlowDocument> => Object.fromEntries(flowIds.map((flowId, index) => [flowId, graphs[from + index]!]));
        let ids = 0;
        const newId = (): string => `id${(ids += 1)}`;
        let env: Env = tinyEnv(library(0), { newId });
        let state: ConversationState = emptyConversation();
        const live = new Map<string, Extract<Effect, { type: 'startTimer' }>>();
        const rung: Extract<Effect, { type: 'startTimer' }>[] = [];
        const buttons: string[] = [];

        const take = (input: Input): void => {
          let next: Input | undefined = input;
          let steps = 0;
          while (next) {
            const result = tinyEngine.takeTurn(state, next, env);
            steps += result.trace.filter((entry) => entry.at === 'entered').length;
            expect(result.trace.length).toBeLessThanOrEqual(MAX_TRACE_ENTRIES + MAX_QUEUED_STARTS + 2);
            for (const effect of result.effects) {
              if (effect.type === 'startTimer') {
                expect(Number.isInteger(effect.dueAt) && effect.dueAt >= env.now).toBe(true);
                live.set(effect.timerId, effect);
              }
              if (effect.type === 'cancelTimer') expect(live.delete(effect.timerId)).toBe(true);
              if (effect.type === 'sendMessages') buttons.push(...effect.messages.flatMap((message) => (message.taps as string[] | undefined) ?? []));
            }
            state = JSON.parse(JSON.stringify(result.state)) as ConversationState;
            expect(state).toEqual(result.state);
            next = result.asks && { type: 'effectAnswered', at: env.now, effectId: result.asks.effectId, answer: true };
          }
          expect(steps).toBeLessThanOrEqual(MAX_STEPS_PER_TURN);
          expect(state.queued.length).toBeLessThanOrEqual(MAX_QUEUED_STARTS);
          // Whatever still runs waits for something, and the one timer left is the one it waits for.
          if (state.session) {
            expect(state.session.wait).not.toBeNull();
            expect(state.session.frames.length).toBeLessThanOrEqual(MAX_CALL_DEPTH + 1);
            expect(state.session.asking).toBeUndefined();
          }
          const timerId = state.session?.wait?.timerId;
          expect([...live.keys()]).toEqual(timerId === undefined ? [] : [timerId]);
        };

        for (const each of happenings) {
          if (each === 'redraw') env = tinyEnv(library(3), { newId });
          else if ('says' in each) take(says(each.says));
          else if ('tap' in each) take(taps(buttons[each.tap % Math.max(1, buttons.length)] ?? 'nothing'));
          else if ('timer' in each) {
            const known = [...live.values(), ...rung];
            const timer = known[each.timer % Math.max(1, known.length)];
            if (!timer) continue;
            live.delete(timer.timerId);
            rung.push(timer);
            take({ type: 'timerFired', at: env.now, timerId: timer.timerId, waitToken: timer.waitToken, purpose: timer.purpose });
          } else take(each);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the same happens again', () => {
    fc.assert(
      fc.property(graph, (document) => {
        const play = (): string => JSON.stringify(tinyEngine.takeTurn(emptyConversation(), says('go'), tinyEnv({ one: document })));
        expect(play()).toBe(play());
      }),
      { numRuns: 50 },
    );
  });
});

describe('a flow of a thousand nodes', () => {
  const count = 1_000;
  const nodes: Record<string, [string, any]> = { start: ['words', { rules: [{ mode: 'equals', text: 'go' }] }] };
  for (let index = 0; index < count; index += 1) nodes[`n${index}`] = ['ask', { text: `Question ${index}`, answer: 'x' }];
  const document = tinyFlow(nodes, ['start.next > n0', ...Array.from({ length: count - 1 }, (_, index) => `n${index}.next > n${index + 1}`)]);

  it('is parsed only where somebody comes by', () => {
    let parsed = 0;
    const ask = tinyDefinitions.ask!;
    const counted = { ...ask, schema: { safeParse: (data: unknown) => ((parsed += 1), ask.schema.safeParse(data)) } as unknown as typeof ask.schema };
    const flow = compileFlow({ ...tinyDefinitions, ask: counted }, { flowId: 'big', versionId: 'v-big', document });
    const env = tinyEnv({});
    const flows = tinyEngine.createFlowLibrary({ live: [flow] });
    let state = emptyConversation();
    for (const words of ['go', 'one', 'two', 'go', 'one']) state = tinyEngine.takeTurn(state, says(words), { ...env, flows }).state;
    expect(state.session?.wait?.nodeId).toBe('n4');
    expect(parsed).toBe(5);
  });

  it('costs a step no more than a small one', () => {
    const turn = (env: Env): void => {
      let state = emptyConversation();
      for (let index = 0; index < 2_000; index += 1) state = tinyEngine.takeTurn(state, says(index % 3 === 0 ? 'go' : 'x'), env).state;
    };
    const big = tinyEnv({ big: document });
    const small = tinyEnv({ small: tinyFlow({ start: nodes.start!, a: nodes.n0!, b: nodes.n1! }, ['start.next > a', 'a.next > b', 'b.next > a']) });
    turn(small);
    turn(big);
    // The cheapest of some: collecting what other suites left behind may fall into any of them.
    const cost = (env: Env): number => Math.min(...Array.from({ length: 3 }, () => cpuTime(() => turn(env))));
    expect(cost(big)).toBeLessThan(cost(small) * 4 + 50);
  });
});
