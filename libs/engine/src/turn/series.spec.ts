import type { FlowDocument, SeriesSettings } from '@chatloom/flow';
import fc from 'fast-check';
import { emptyConversation } from '../createEngine';
import { says, taps, TINY_NOW, tinyEngine, tinyEnv, tinyFlow } from '../testing/tinyNodes';
import type { ConversationState, Effect, Env, Input, TurnResult } from '../types';
import { versionsNeeded } from './versionsNeeded';

const asSeries = (document: FlowDocument, settings: Partial<SeriesSettings> = {}): FlowDocument => ({ ...document, series: { again: 'ignore', exit: { replied: false, tags: [] }, ...settings } });
const drip = tinyFlow(
  { start: ['befriended'], one: ['say', { text: 'Day 1', choices: ['more'] }], day: ['sleep', { ms: 86_400_000 }], two: ['say', { text: 'Day 2' }], more: ['say', { text: 'More' }] },
  ['start.next > one', 'one.next > day', 'day.next > two', 'one.more > more'],
);
const hello = tinyFlow({ start: ['befriended'], say: ['say', { text: 'Hello' }] }, ['start.next > say']);
const name = tinyFlow({ start: ['words', { rules: [{ mode: 'equals', text: 'name' }] }], ask: ['ask', { text: 'Your name?', answer: 'name' }], say: ['say', { text: 'Hi {{answer.name}}' }] }, ['start.next > ask', 'ask.next > say']);
const befriended: Input = { type: 'friendAdded', isUnblocked: false, at: TINY_NOW };

/** A conversation that is saved and read again between its turns. */
class Talk {
  state: ConversationState = emptyConversation();
  effects: Effect[] = [];
  readonly env: Env;

  constructor(flows: Record<string, FlowDocument>, change: Partial<Env> = {}) {
    this.env = tinyEnv(flows, change);
  }

  take(input: Input): TurnResult {
    this.state = JSON.parse(JSON.stringify(this.state)) as ConversationState;
    const turn = tinyEngine.takeTurn(this.state, input, this.env);
    this.state = turn.state;
    this.effects.push(...turn.effects);
    return turn;
  }
  says = (text: string) => textsOf(this.take(says(text)));
  /** The timer that was set last and not called off. */
  rings(change: Partial<Env> = {}) {
    const timer = this.effects.findLast((effect) => effect.type === 'startTimer' && !this.effects.some((other) => other.type === 'cancelTimer' && other.timerId === effect.timerId));
    if (timer?.type !== 'startTimer') throw new Error('No timer waits');
    Object.assign(this.env, { now: timer.dueAt }, change);
    return this.take({ type: 'timerFired', timerId: timer.timerId, waitToken: timer.waitToken, purpose: timer.purpose, at: timer.dueAt });
  }
}
const textsOf = ({ effects }: { effects: readonly Effect[] }) => effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages.map((message) => message.text) : []));
const codesOf = ({ trace }: TurnResult) => trace.filter(({ at }) => at === 'routed' || at === 'ended').map(({ code }) => code);

describe('a series', () => {
  it('begins beside the conversation, also when the same event greets', () => {
    const talk = new Talk({ hello, drip: asSeries(drip) });
    expect(textsOf(talk.take(befriended))).toEqual(['Hello', 'Day 1']);
    expect(talk.state.session).toBeNull();
    expect(Object.keys(talk.state.tracks!)).toEqual(['drip']);
    expect(versionsNeeded(talk.state, says('x'))).toEqual(['v-drip']);
  });

  it('neither blocks nor is ended by what people talk about meanwhile', () => {
    const talk = new Talk({ name, drip: asSeries(drip) });
    talk.take(befriended);
    expect(talk.says('name')).toEqual(['Your name?']);
    expect(textsOf(talk.rings())).toEqual(['Day 2']);
    expect(talk.says('Ann')).toEqual(['Hi Ann']);
    expect(talk.state.tracks).toBeUndefined();
  });

  it('sends what comes too late for a reply as a push', () => {
    const talk = new Talk({ drip: asSeries(drip) });
    talk.take(befriended);
    expect(talk.effects.find((effect) => effect.type === 'sendMessages')).toMatchObject({ delivery: { by: 'reply', otherwise: 'push' } });
  });

  it.each([
    ['ignore', ['seriesAlreadyIn'], true],
    ['restart', ['seriesEntered', 'interrupted'], true],
    ['leave', ['seriesLeft'], false],
  ] as const)('entered again: %s', (again, codes, goesOn) => {
    const talk = new Talk({ drip: asSeries(drip, { again }) });
    talk.take(befriended);
    expect(codesOf(talk.take(befriended))).toEqual(codes);
    expect(talk.state.tracks !== undefined).toBe(goesOn);
    if (goesOn) expect(textsOf(talk.rings())).toEqual(['Day 2']);
  });

  it('is left before a step when a tag or a condition says so, and not entered with one', () => {
    for (const [exit, code, change] of [
      [{ replied: false, tags: ['bought'] }, 'seriesExitTag', { tags: ['bought'] }],
      [{ replied: false, tags: [], condition: 'contact.fields.plan == "gold"' }, 'seriesExitCondition', { fields: { plan: 'gold' } }],
    ] as const) {
      const talk = new Talk({ drip: asSeries(drip, { exit: { ...exit, tags: [...exit.tags] } }) });
      talk.take(befriended);
      const contact = { ...talk.env.contact, tags: [], fields: {}, ...change } as Env['contact'];
      const turn = talk.rings({ contact });
      expect([textsOf(turn), codesOf(turn)]).toEqual([[], [code]]);
      expect(codesOf(talk.take(befriended))).toEqual(['seriesNotEntered']);
    }
  });

  it('ends with a reply where that was wished, and its old buttons still lead on in the conversation', () => {
    const talk = new Talk({ name, drip: asSeries(drip, { exit: { replied: true, tags: [] } }) });
    talk.take(befriended);
    const button = talk.effects.flatMap((effect) => (effect.type === 'sendMessages' ? (effect.messages[0]!.taps as string[]) : []))[0]!;
    const tapped = talk.take(taps(button));
    expect(textsOf(tapped)).toEqual(['More']);
    expect(codesOf(tapped)).toContain('seriesReplied');
    expect(talk.state.tracks).toBeUndefined();
  });

  it('goes on when one of its buttons is tapped and a reply does not end it', () => {
    const talk = new Talk({ drip: asSeries(drip) });
    talk.take(befriended);
    const button = talk.effects.flatMap((effect) => (effect.type === 'sendMessages' ? (effect.messages[0]!.taps as string[]) : []))[0]!;
    expect(textsOf(talk.take(taps(button)))).toEqual(['More']);
    expect(textsOf(talk.rings())).toEqual(['Day 2']);
  });

  it('that asks gets the answer when its question was the last', () => {
    const asking = asSeries(tinyFlow({ start: ['befriended'], ask: ['ask', { text: 'Happy?', answer: 'happy' }], say: ['say', { text: 'So: {{answer.happy}}' }] }, ['start.next > ask', 'ask.next > say']));
    const talk = new Talk({ name, asking });
    talk.says('name');
    talk.env.now += 1;
    talk.take(befriended);
    expect(talk.says('Yes')).toEqual(['So: Yes']);
    expect(talk.says('Ann')).toEqual(['Hi Ann']);
  });

  it('waits for its turn while the conversation asks the database, and then begins', () => {
    const votes = tinyFlow({ start: ['befriended'], vote: ['vote', { option: 'a' }], say: ['say', { text: 'Counted' }] }, ['start.next > vote', 'vote.counted > say']);
    const talk = new Talk({ votes, drip: asSeries(drip) });
    const { asks } = talk.take(befriended);
    expect(asks?.name).toBe('castVote');
    expect(textsOf(talk.take({ type: 'effectAnswered', effectId: asks!.effectId, answer: true, at: TINY_NOW }))).toEqual(['Counted', 'Day 1']);
  });

  it('is over for who blocks the account, and is nothing for groups', () => {
    const talk = new Talk({ drip: asSeries(drip) });
    talk.take(befriended);
    talk.take({ type: 'friendRemoved', at: TINY_NOW });
    expect(talk.state.tracks).toBeUndefined();
    const group = new Talk({ drip: asSeries(drip) }, { chat: { kind: 'group', id: 'C1' } });
    expect(codesOf(group.take(befriended))).toEqual(['seriesOnlyOneToOne']);
  });

  it('is ended by hand together with all that goes on', () => {
    const talk = new Talk({ name, drip: asSeries(drip) });
    talk.take(befriended);
    talk.says('name');
    expect(codesOf(talk.take({ type: 'flowStopped', at: TINY_NOW }))).toEqual(['stoppedByHand', 'stoppedByHand']);
    expect(talk.state.tracks).toBeUndefined();
    expect(codesOf(talk.take({ type: 'flowStopped', at: TINY_NOW }))).toEqual(['nothingToStop']);
  });

  it('stops flows that chase each other with changes of the contact', () => {
    const talk = new Talk({ hello });
    const change: Input = { type: 'fieldChanged', field: 'x', value: 1, at: TINY_NOW };
    const codes = Array.from({ length: 22 }, () => codesOf(talk.take(change))[0]);
    expect(codes.filter((code) => code === 'noTrigger')).toHaveLength(20);
    expect(codes.slice(20)).toEqual(['tooManyChanges', 'tooManyChanges']);
    talk.env.now += 60_000;
    expect(codesOf(talk.take(change))).toEqual(['noTrigger']);
    talk.env.now += 60_000;
    talk.says('x');
    expect(talk.state).toEqual(emptyConversation());
  });

  it('changes nothing of the conversation, whatever people do: with it and without it the same is said', () => {
    const words = fc.constantFrom('name', 'Ann', 'hello', '?');
    const event = fc.oneof(words.map(says), fc.constant(befriended), fc.constant<Input>({ type: 'friendRemoved', at: TINY_NOW }), fc.constant<'ring'>('ring'));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const [without, beside] = [new Talk({ hello, name }), new Talk({ hello, name, drip: asSeries(drip) })];
        for (const each of events) {
          if (each === 'ring') {
            if (beside.state.tracks) beside.rings();
            continue;
          }
          without.take(each);
          beside.take(each);
        }
        const ofConversation = (talk: Talk) => textsOf(talk).filter((text) => !String(text).startsWith('Day'));
        expect(ofConversation(beside)).toEqual(ofConversation(without));
        const standing = ({ state }: Talk) => ({ node: state.session?.wait?.nodeId, answers: state.session?.answers, queued: state.queued.length, last: state.last?.answers });
        expect(standing(beside)).toEqual(standing(without));
        expect(without.state).not.toHaveProperty('tracks');
      }),
    );
  });
});
