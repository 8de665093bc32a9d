import { emptyConversation } from '../createEngine';
import { EngineError } from '../errors';
import { says, taps, tinyEngine, tinyEnv, tinyFlow, TINY_NOW } from '../testing/tinyNodes';
import type { ConversationState, Effect, Env, Input, TurnResult } from '../types';
import { MAX_QUEUED_STARTS, MAX_STEPS_PER_SESSION, MAX_STEPS_PER_TURN, MAX_TRACE_ENTRIES } from './limits';
import { writeTapData } from './tapData';

const words = (text: string, more: object = {}): [string, any] => ['words', { rules: [{ mode: 'equals', text }], ...more }];

/** A conversation that is stored and re-read between turns, as the runtime does it. */
class Talk {
  state: ConversationState = emptyConversation();
  result!: TurnResult;

  constructor(public env: Env) {}

  take(input: Input): this {
    const before = JSON.stringify(this.state);
    this.result = tinyEngine.takeTurn(this.state, input, this.env);
    expect(JSON.stringify(this.state)).toBe(before);
    this.state = JSON.parse(JSON.stringify(this.result.state)) as ConversationState;
    return this;
  }

  get texts(): string[] {
    return this.result.effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages.map((message) => String(message.text)) : []));
  }

  get codes(): string[] {
    return this.result.trace.map((entry) => entry.code);
  }

  effect<Type extends Effect['type']>(type: Type): Extract<Effect, { type: Type }> {
    const found = this.result.effects.find((effect) => effect.type === type);
    expect(found).toBeDefined();
    return found as Extract<Effect, { type: Type }>;
  }

  timer(): Input {
    const { timerId, waitToken, purpose } = this.effect('startTimer');
    return { type: 'timerFired', at: this.env.now, timerId, waitToken, purpose };
  }
}

describe('taking a turn', () => {
  const booking = tinyFlow(
    {
      start: words('book'),
      name: ['ask', { text: 'Your name?', answer: 'name', noAnswerAfter: 60_000 }],
      thanks: ['say', { text: 'Thanks {{answer.name}}, {{contact.displayName}}' }],
      sorry: ['say', { text: 'Still there?' }],
    },
    ['start.next > name', 'name.next > thanks', 'name.noAnswer > sorry'],
  );

  it('starts a flow by its keyword, waits for the answer and uses it', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('ＢＯＯＫ'));
    expect(talk.texts).toEqual(['Your name?']);
    expect(talk.state.session?.wait).toMatchObject({ nodeId: 'name', for: 'answer' });
    talk.take(says('Bob'));
    expect(talk.texts).toEqual(['Thanks Bob, Ann']);
    expect(talk.state.session).toBeNull();
    expect(talk.codes).toContain('completed');
  });

  it('calls off the no-answer timer when the answer comes, and lets a late one step aside', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('book'));
    const ring = talk.timer();
    const { timerId, dueAt } = talk.effect('startTimer');
    expect(dueAt).toBe(TINY_NOW + 60_000);
    talk.take(says('Bob'));
    expect(talk.effect('cancelTimer').timerId).toBe(timerId);
    talk.take(ring);
    expect(talk.codes).toEqual(['lateTimer']);
    expect(talk.result.effects).toEqual([]);
  });

  it('takes the no-answer branch when the timer rings first, without calling it off', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('book'));
    talk.take(talk.timer());
    expect(talk.texts).toEqual(['Still there?']);
    expect(talk.result.effects.map((effect) => effect.type)).toEqual(['sendMessages']);
  });

  it('gives every wait its own token: the timer of the first try does not end the second', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('book'));
    const ring = talk.timer();
    talk.take(says('?'));
    expect(talk.state.session?.wait?.state).toEqual({ tries: 1 });
    talk.take(ring);
    expect(talk.codes).toEqual(['lateTimer']);
    expect(talk.state.session).not.toBeNull();
  });

  it('says that nothing matched', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('hello'));
    expect(talk.codes).toEqual(['noTrigger']);
    expect(talk.state).toEqual(emptyConversation());
  });

  it('ends the session when the friend leaves', () => {
    const talk = new Talk(tinyEnv({ booking })).take(says('book'));
    talk.take({ type: 'friendRemoved', at: TINY_NOW });
    expect(talk.state.session).toBeNull();
    expect(talk.codes).toEqual(['friendRemoved']);
    expect(talk.result.effects.map((effect) => effect.type)).toEqual(['cancelTimer']);
  });

  it('lets nodes of one turn see what earlier ones did to the contact', () => {
    const flow = tinyFlow(
      {
        start: words('hi'),
        mark: ['tag', { tag: 'vip', field: 'size', value: 'L' }],
        check: ['check', { expression: '"vip" in contact.tags && field.size == "L"' }],
        yes: ['say', { text: 'Welcome, size {{field.size}}' }],
      },
      ['start.next > mark', 'mark.next > check', 'check.yes > yes'],
    );
    const env = tinyEnv({ flow });
    const talk = new Talk(env).take(says('hi'));
    expect(talk.texts).toEqual(['Welcome, size L']);
    expect(env.contact.tags).toEqual([]);
  });

  it('says where it happened when a runner throws', () => {
    const flow = tinyFlow({ start: words('hi'), oops: ['broken'] }, ['start.next > oops']);
    expect(() => new Talk(tinyEnv({ flow })).take(says('hi'))).toThrow(EngineError);
    expect(() => new Talk(tinyEnv({ flow })).take(says('hi'))).toThrow(/Node "oops" of flow flow \(version v-flow\) failed: TypeError: boom/);
  });
});

describe('who gets an input', () => {
  const asking = tinyFlow({ start: words('ask'), question: ['ask', { text: 'Well?', answer: 'a' }], done: ['say', { text: 'Done: {{answer.a}}' }] }, [
    'start.next > question',
    'question.next > done',
  ]);
  const single = (trigger: [string, any], text: string) => tinyFlow({ start: trigger, say: ['say', { text }] }, ['start.next > say']);

  it('prefers the waiting question to triggers of its own priority or less', () => {
    const talk = new Talk(tinyEnv({ asking, menu: single(words('menu'), 'Menu') })).take(says('ask')).take(says('menu'));
    expect(talk.texts).toEqual(['Done: menu']);
  });

  it('lets an interrupting trigger of higher priority go before the waiting question', () => {
    const talk = new Talk(tinyEnv({ asking, stop: single(words('stop', { priority: 60 }), 'Stopped') })).take(says('ask')).take(says('stop'));
    expect(talk.texts).toEqual(['Stopped']);
    expect(talk.codes).toContain('interrupted');
  });

  it('offers what the question does not want to the triggers', () => {
    const talk = new Talk(tinyEnv({ asking, other: single(['postback', { data: 'x' }], 'Postback') })).take(says('ask')).take(taps('x'));
    expect(talk.codes).toEqual(expect.arrayContaining(['toWait', 'passed', 'triggered', 'interrupted']));
    expect(talk.texts).toEqual(['Postback']);
  });

  it.each([
    ['priority before exactness', { a: single(words('hi', { priority: 10 }), 'exact'), b: single(['anyMessage', { priority: 90 }], 'any') }, 'any'],
    ['equals before startsWith', { a: single(['words', { rules: [{ mode: 'startsWith', text: 'hi' }] }], 'starts'), b: single(words('hi'), 'equals') }, 'equals'],
    [
      'startsWith before contains',
      { a: single(['words', { rules: [{ mode: 'contains', text: 'hi' }] }], 'contains'), b: single(['words', { rules: [{ mode: 'startsWith', text: 'hi' }] }], 'starts') },
      'starts',
    ],
    [
      'contains before pattern',
      { a: single(['words', { rules: [{ mode: 'pattern', text: '^hi$' }] }], 'pattern'), b: single(['words', { rules: [{ mode: 'contains', text: 'hi' }] }], 'contains') },
      'contains',
    ],
    ['pattern before any', { a: single(['anyMessage', {}], 'any'), b: single(['words', { rules: [{ mode: 'pattern', text: 'h.' }] }], 'pattern') }, 'pattern'],
    ['the order of flows when all else is equal', { b: single(words('hi'), 'first'), a: single(words('hi'), 'second') }, 'first'],
    [
      'the node id within a flow',
      { flow: tinyFlow({ z: words('hi'), a: words('hi'), sz: ['say', { text: 'z' }], sa: ['say', { text: 'a' }] }, ['z.next > sz', 'a.next > sa']) },
      'a',
    ],
  ])('puts %s', (_rule, flows, winner) => {
    expect(new Talk(tinyEnv(flows as any)).take(says('Hi')).texts).toEqual([winner]);
  });

  it('ignores a trigger that stands back while something is running, and takes the next best', () => {
    const sleeping = tinyFlow({ start: words('sleep'), nap: ['sleep', { ms: 1000 }] }, ['start.next > nap']);
    const flows = { sleeping, shy: single(words('hi', { whileRunning: 'ignore', priority: 90 }), 'shy'), bold: single(['anyMessage', {}], 'bold') };
    const talk = new Talk(tinyEnv(flows)).take(says('sleep')).take(says('hi'));
    expect(talk.codes.slice(0, 2)).toEqual(['triggerIgnored', 'triggered']);
    expect(talk.texts).toEqual(['bold']);
    expect(new Talk(tinyEnv(flows)).take(says('hi')).texts).toEqual(['shy']);
  });

  it('queues a start until the running session is over', () => {
    const sleeping = tinyFlow({ start: words('sleep'), nap: ['sleep', { ms: 1000 }], up: ['say', { text: 'Up' }] }, ['start.next > nap', 'nap.next > up']);
    const later = single(words('later', { whileRunning: 'queue' }), 'You said {{message.text}}');
    const talk = new Talk(tinyEnv({ sleeping, later })).take(says('sleep'));
    const ring = talk.timer();
    talk.take(says('later'));
    expect(talk.codes).toEqual(['queued']);
    expect(talk.texts).toEqual([]);
    talk.take(ring);
    expect(talk.texts).toEqual(['Up', 'You said later']);
    expect(talk.state.queued).toEqual([]);
  });

  it('holds a bounded number of queued starts', () => {
    const sleeping = tinyFlow({ start: words('sleep'), nap: ['sleep', { ms: 1000 }] }, ['start.next > nap']);
    const later = single(words('later', { whileRunning: 'queue' }), 'Later');
    const talk = new Talk(tinyEnv({ sleeping, later })).take(says('sleep'));
    const ring = talk.timer();
    for (let count = 0; count < MAX_QUEUED_STARTS; count += 1) talk.take(says('later'));
    expect(talk.state.queued).toHaveLength(MAX_QUEUED_STARTS);
    talk.take(says('later'));
    expect(talk.codes).toEqual(['queueFull']);
    expect(talk.state.queued).toHaveLength(MAX_QUEUED_STARTS);
    talk.take(ring);
    expect(talk.texts).toHaveLength(MAX_QUEUED_STARTS);
  });

  it('starts the flow a schedule or an operator names, and says when it is gone', () => {
    const env = tinyEnv({ daily: single(['clock', {}], 'Good morning') });
    expect(new Talk(env).take({ type: 'scheduleFired', at: TINY_NOW, flowId: 'daily', nodeId: 'start' }).texts).toEqual(['Good morning']);
    expect(new Talk(env).take({ type: 'flowStarted', at: TINY_NOW, flowId: 'daily' }).texts).toEqual(['Good morning']);
    expect(new Talk(env).take({ type: 'flowStarted', at: TINY_NOW, flowId: 'daily', nodeId: 'say' }).texts).toEqual(['Good morning']);
    expect(new Talk(env).take({ type: 'flowStarted', at: TINY_NOW, flowId: 'gone' }).codes).toEqual(['flowMissing']);
    expect(new Talk(env).take({ type: 'flowStarted', at: TINY_NOW, flowId: 'daily', nodeId: 'gone' }).codes).toEqual(['nodeMissing']);
    expect(new Talk(env).take({ type: 'scheduleFired', at: TINY_NOW, flowId: 'daily', nodeId: 'gone' }).codes).toEqual(['triggerGone']);
  });

  it('starts a flow when somebody becomes a friend, also in the middle of another', () => {
    const talk = new Talk(tinyEnv({ asking, hello: single(['befriended', {}], 'Hello') })).take(says('ask'));
    talk.take({ type: 'friendAdded', at: TINY_NOW, isUnblocked: true });
    expect(talk.texts).toEqual(['Hello']);
  });

  it('takes an event nobody has heard of in its stride', () => {
    const talk = new Talk(tinyEnv({ asking })).take({ type: 'eventReceived', at: TINY_NOW, event: { type: 'beacon2' } });
    expect(talk.codes).toEqual(['noTrigger']);
  });
});

describe('buttons', () => {
  const menu = tinyFlow(
    {
      start: words('menu'),
      menu: ['say', { text: 'Choose', choices: ['tea', 'coffee'] }],
      size: ['ask', { text: 'Size?', answer: 'size', choices: ['small', 'large'] }],
      tea: ['say', { text: 'Tea {{answer.size}}' }],
      done: ['say', { text: 'Large it is' }],
    },
    ['start.next > size', 'size.large > menu', 'size.small > menu', 'menu.tea > tea', 'menu.coffee > done'],
  );
  const tapsOf = (talk: Talk): string[] => talk.effect('sendMessages').messages[0]!.taps as string[];

  it('answers a waiting question by its button', () => {
    const talk = new Talk(tinyEnv({ menu })).take(says('menu'));
    talk.take(taps(tapsOf(talk)[1]!));
    expect(talk.texts).toEqual(['Choose']);
    expect(talk.state.last?.answers).toEqual({ size: 'large' });
  });

  it('starts again from an old button of a message, with the answers of its session', () => {
    const talk = new Talk(tinyEnv({ menu })).take(says('menu'));
    talk.take(taps(tapsOf(talk)[1]!));
    const [tea] = tapsOf(talk);
    expect(talk.state.session).toBeNull();
    talk.take(taps(tea!));
    expect(talk.codes[0]).toBe('oldButton');
    expect(talk.texts).toEqual(['Tea large']);
  });

  it('finds the answers again when a second button of the same menu is tapped', () => {
    const talk = new Talk(tinyEnv({ menu })).take(says('menu'));
    talk.take(taps(tapsOf(talk)[1]!));
    const [tea] = tapsOf(talk);
    talk.take(taps(tea!)).take(taps(tea!)).take(taps(tea!));
    expect(talk.texts).toEqual(['Tea large']);
  });

  it('starts an old button of another session without its answers', () => {
    const tap = writeTapData({ versionId: 'v-menu', flowId: 'menu', nodeId: 'menu', port: 'tea', sessionId: 'long-ago' });
    const talk = new Talk(tinyEnv({ menu })).take(says('menu')).take(taps(tap));
    expect(talk.codes).toEqual(expect.arrayContaining(['oldButton', 'interrupted']));
    expect(talk.texts).toEqual(['Tea ']);
  });

  it('starts nothing from the buttons of a flow that was taken off', () => {
    const talk = new Talk(tinyEnv({ menu })).take(says('menu'));
    talk.take(taps(tapsOf(talk)[1]!));
    const [tea] = tapsOf(talk);
    const old = talk.env.flows.live('menu')!;
    talk.env = { ...talk.env, flows: tinyEngine.createFlowLibrary({ live: [], versions: [old] }) };
    talk.take(taps(tea!));
    expect(talk.codes).toEqual(['lateTap']);
    expect(talk.state.session).toBeNull();
  });

  it('ignores the button of a question that is over', () => {
    const talk = new Talk(tinyEnv({ menu })).take(says('menu'));
    const [small, large] = tapsOf(talk);
    talk.take(taps(large!)).take(taps(small!));
    expect(talk.codes).toEqual(['lateTap']);
    expect(talk.result.effects).toEqual([]);
  });

  it.each([
    ['another version', { versionId: 'v-other' }],
    ['a node that is not there', { nodeId: 'gone' }],
    ['a port that is not there', { port: 'poison' }],
    ['the flow of another version', { flowId: 'other' }],
    ['a prototype key as node', { nodeId: '__proto__' }],
  ])('treats forged data that names %s as an ordinary postback', (_what, change) => {
    const data = writeTapData({ versionId: 'v-menu', flowId: 'menu', nodeId: 'menu', port: 'tea', sessionId: 's', ...change });
    const trap = tinyFlow({ start: ['postback', { data }], say: ['say', { text: 'Ordinary' }] }, ['start.next > say']);
    expect(new Talk(tinyEnv({ menu, trap })).take(taps(data)).texts).toEqual(['Ordinary']);
  });

  it('wakes a delay by its button only where the delay listens to taps', () => {
    const nap = (takesTaps: boolean) =>
      tinyFlow({ start: words('nap'), nap: ['sleep', { ms: 1000, takesTaps }], up: ['say', { text: 'Up' }] }, ['start.next > nap', 'nap.next > up']);
    const tap = taps(writeTapData({ versionId: 'v-nap', flowId: 'nap', nodeId: 'nap', port: 'next', sessionId: 'any' }));
    expect(new Talk(tinyEnv({ nap: nap(true) })).take(says('nap')).take(tap).texts).toEqual(['Up']);
    expect(new Talk(tinyEnv({ nap: nap(false) })).take(says('nap')).take(tap).codes).toEqual(['lateTap']);
  });
});

describe('flows that use flows', () => {
  const inner = tinyFlow({ start: words('inner'), say: ['say', { text: 'Inner' }] }, ['start.next > say'], 'Inner');
  const outer = tinyFlow(
    { start: words('outer'), call: ['flow', { flowId: 'inner', returns: true }], after: ['say', { text: 'Back in {{flow.name}}' }] },
    ['start.next > call', 'call.returned > after'],
    'Outer',
  );

  it('calls a flow and comes back at "returned"', () => {
    expect(new Talk(tinyEnv({ inner, outer })).take(says('outer')).texts).toEqual(['Inner', 'Back in Outer']);
  });

  it('comes back also over a wait in the called flow, in the versions both began with', () => {
    const asking = tinyFlow({ start: words('inner'), q: ['ask', { text: 'Q', answer: 'q' }] }, ['start.next > q']);
    const env = tinyEnv({ inner: asking, outer });
    const talk = new Talk(env).take(says('outer'));
    expect(talk.state.session?.frames).toEqual([
      { flowId: 'outer', versionId: 'v-outer', callNodeId: 'call' },
      { flowId: 'inner', versionId: 'v-inner' },
    ]);
    // Both flows are published anew; the conversation stays with what it began with.
    const old = new Map(['inner', 'outer'].map((flowId) => [`v-${flowId}`, env.flows.live(flowId)!]));
    const live = ['inner', 'outer'].map((flowId) =>
      tinyEngine.compileFlow({ flowId, versionId: `v2-${flowId}`, document: tinyFlow({ start: words(flowId), say: ['say', { text: 'New' }] }, ['start.next > say']) }),
    );
    talk.env = { ...env, flows: tinyEngine.createFlowLibrary({ live, versions: (id) => old.get(id) }) };
    talk.take(says('fine'));
    expect(talk.texts).toEqual(['Back in Outer']);
    expect(talk.take(says('outer')).texts).toEqual(['New']);
  });

  it('goes to another flow and does not come back', () => {
    const leaving = tinyFlow({ start: words('go'), go: ['flow', { flowId: 'inner', returns: false }] }, ['start.next > go']);
    const talk = new Talk(tinyEnv({ inner, leaving })).take(says('go'));
    expect(talk.texts).toEqual(['Inner']);
    expect(talk.codes).toContain('wentTo');
  });

  it('returns to the caller from an end node too', () => {
    const ending = tinyFlow({ start: words('inner'), end: ['end', { reason: 'enough' }] }, ['start.next > end']);
    const talk = new Talk(tinyEnv({ inner: ending, outer })).take(says('outer'));
    expect(talk.texts).toEqual(['Back in Outer']);
    expect(talk.result.trace).toContainEqual(expect.objectContaining({ code: 'flowEnded', params: { reason: 'enough' } }));
  });

  it.each([
    ['a flow that calls itself', { a: tinyFlow({ start: words('a'), call: ['flow', { flowId: 'a', returns: true }] }, ['start.next > call']) }, 'callDepth'],
    ['two flows that go to each other', {
      a: tinyFlow({ start: words('a'), go: ['flow', { flowId: 'b', returns: false }] }, ['start.next > go']),
      b: tinyFlow({ start: words('b'), go: ['flow', { flowId: 'a', returns: false }] }, ['start.next > go']),
    }, 'turnLimit'],
    ['a flow that is not there', { a: tinyFlow({ start: words('a'), go: ['flow', { flowId: 'gone', returns: false }] }, ['start.next > go']) }, 'flowMissing'],
    ['a flow without a trigger', {
      a: tinyFlow({ start: words('a'), go: ['flow', { flowId: 'b', returns: false }] }, ['start.next > go']),
      b: tinyFlow({ say: ['say', { text: 'Never' }] }, []),
    }, 'flowHasNoStart'],
    ['a loop without a wait', { a: tinyFlow({ start: words('a'), s: ['check', { expression: 'true' }] }, ['start.next > s', 's.yes > s']) }, 'turnLimit'],
  ])('ends %s politely, with the reason in the trace', (_what, flows, code) => {
    const talk = new Talk(tinyEnv(flows as any)).take(says('a'));
    expect(talk.state.session).toBeNull();
    expect(talk.result.trace.at(-1)?.code === code || talk.result.trace.some((entry) => entry.at === 'ended' && entry.code === code)).toBe(true);
    expect(talk.result.trace.filter((entry) => entry.at === 'entered').length).toBeLessThanOrEqual(MAX_STEPS_PER_TURN);
    expect(talk.result.trace.length).toBeLessThanOrEqual(MAX_TRACE_ENTRIES + 2);
  });

  it('ends a session that has gone on for too long', () => {
    const loop = tinyFlow({ start: words('a'), nap: ['sleep', { ms: 1 }] }, ['start.next > nap', 'nap.next > nap']);
    const talk = new Talk(tinyEnv({ loop })).take(says('a'));
    const ring = talk.timer();
    talk.state.session!.steps = MAX_STEPS_PER_SESSION;
    talk.take(ring);
    expect(talk.codes).toContain('sessionLimit');
  });

  it('ends politely where a draft lost the node, the flow, or has a node not filled in', () => {
    const asking = tinyFlow({ start: words('a'), q: ['ask', { text: 'Q', answer: 'q' }], x: ['say', {}] }, ['start.next > q', 'q.next > x']);
    const without = tinyFlow({ start: words('a') }, []);
    const talk = new Talk(tinyEnv({ asking })).take(says('a'));
    talk.env = tinyEnv({ asking: without });
    expect(talk.take(says('x')).codes).toContain('nodeMissing');
    talk.env = tinyEnv({ asking });
    talk.take(says('a'));
    talk.env = tinyEnv({});
    expect(talk.take(says('x')).codes).toContain('flowMissing');
    talk.env = tinyEnv({ asking });
    talk.take(says('a'));
    expect(talk.take(says('x')).result.trace).toContainEqual(expect.objectContaining({ at: 'ended', code: 'nodeInvalid' }));
  });
});

describe('effects that the flow branches on', () => {
  const poll = tinyFlow(
    { start: words('vote'), vote: ['vote', { option: 'red' }], yes: ['say', { text: 'Counted {{message.text}}' }], no: ['say', { text: 'Refused' }] },
    ['start.next > vote', 'vote.counted > yes', 'vote.refused > no'],
  );

  it('asks, and goes on with the answer in the same turn', () => {
    const talk = new Talk(tinyEnv({ poll })).take(says('vote'));
    expect(talk.result.asks).toMatchObject({ name: 'castVote', payload: { option: 'red' }, nodeId: 'vote' });
    talk.take({ type: 'effectAnswered', at: TINY_NOW, effectId: talk.result.asks!.effectId, answer: true });
    expect(talk.texts).toEqual(['Counted vote']);
    expect(talk.result.asks).toBeUndefined();
  });

  it('does not take an answer to another question', () => {
    const talk = new Talk(tinyEnv({ poll })).take(says('vote'));
    talk.take({ type: 'effectAnswered', at: TINY_NOW, effectId: 'other', answer: true });
    expect(talk.codes).toEqual(['lateAnswer']);
    expect(talk.state.session?.wait?.for).toBe('effect');
  });

  it('counts steps over both halves of the turn, so that asking in a circle ends', () => {
    const circle = tinyFlow({ start: words('vote'), vote: ['vote', { option: 'red' }] }, ['start.next > vote', 'vote.counted > vote']);
    const talk = new Talk(tinyEnv({ circle })).take(says('vote'));
    let rounds = 0;
    while (talk.result.asks && rounds <= MAX_STEPS_PER_TURN) {
      talk.take({ type: 'effectAnswered', at: TINY_NOW, effectId: talk.result.asks.effectId, answer: true });
      rounds += 1;
    }
    expect(talk.codes).toContain('turnLimit');
    expect(rounds).toBeLessThanOrEqual(MAX_STEPS_PER_TURN);
  });
});
