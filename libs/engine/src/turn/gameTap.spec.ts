import { emptyConversation } from '../createEngine';
import { says, taps, tinyEngine, tinyEnv, tinyFlow } from '../testing/tinyNodes';
import type { ConversationState, Input, Json, TurnResult } from '../types';
import type { GameAnswer } from './gameTap';
import { writeTapData } from './tapData';

const vote = tinyFlow(
  { start: ['words', { rules: [{ mode: 'equals', text: 'vote' }] }], card: ['say', { text: 'Tea or coffee?', choices: ['tea', 'coffee'] }], thanks: ['say', { text: 'Tea it is, {{contact.tags}}' }] },
  ['start.next > card', 'card.tea > thanks'],
);
const name = tinyFlow({ start: ['words', { rules: [{ mode: 'equals', text: 'name' }] }], ask: ['ask', { text: 'Your name?', answer: 'name' }], say: ['say', { text: 'Hi {{answer.name}}' }] }, [
  'start.next > ask', 'ask.next > say',
]);
const env = tinyEnv({ vote, name });
const versionId = env.flows.live('vote')!.versionId;
const data = `g|p|poll1|v.tea|sig|${writeTapData({ versionId, flowId: 'vote', nodeId: 'card', port: 'next', sessionId: 's1' })}`;

/** One input, and what games say to each tap; the state between the halves is written to JSON and read again. */
function take(state: ConversationState, input: Input, answer: Partial<GameAnswer> = {}): TurnResult & { first: TurnResult } {
  const first = tinyEngine.takeTurn(state, input, env);
  if (!first.asks) return { ...first, first };
  const between = JSON.parse(JSON.stringify(first.state)) as ConversationState;
  return { ...tinyEngine.takeTurn(between, { type: 'effectAnswered', effectId: first.asks.effectId, answer: { outcome: 'counted', ...answer } as unknown as Json, at: 0 }, env), first };
}
const texts = ({ effects }: TurnResult) => effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages.map((message) => message.text) : []));

describe('a tap on a game', () => {
  it('asks those who keep games, also where no flow ever ran, and says their card', () => {
    const turn = take(emptyConversation(), taps('g|p|poll1|v.tea|sig'), { messages: [{ type: 'text', text: 'Tea: 1' }] });
    expect(turn.first.asks).toMatchObject({ name: 'gameTapped', payload: { data: 'g|p|poll1|v.tea|sig' } });
    expect(turn.effects).toEqual([{ nodeId: '', type: 'sendMessages', messages: [{ type: 'text', text: 'Tea: 1' }], delivery: { by: 'reply', otherwise: 'drop' } }]);
    expect(turn.state).toEqual(emptyConversation());
  });

  it('leads on behind the step that showed the card, with the tags it brought', () => {
    const turn = take(emptyConversation(), taps(data), { messages: [{ type: 'text', text: 'Tea: 1' }], port: 'tea', addTags: ['tea'] });
    expect(texts(turn)).toEqual(['Tea: 1', 'Tea it is, tea']);
  });

  it('keeps what was won for the steps behind the exit, as the last answer and under a name', () => {
    const { state } = take(emptyConversation(), taps(data), { port: 'tea', value: { name: 'A trip' }, answerName: 'prize' });
    expect(state.last).toMatchObject({ answers: { prize: { name: 'A trip' } } });
  });

  it('leaves a waiting question alone when nothing is behind the exit', () => {
    const asked = take(emptyConversation(), says('name'));
    const tapped = take(asked.state, taps(data), { port: 'coffee' });
    expect(texts(take(tapped.state, says('Ann')))).toEqual(['Hi Ann']);
  });

  it('cannot be made to leave by an exit there is not, or from a version there is not', () => {
    expect(texts(take(emptyConversation(), taps(data), { port: 'secretDoor' }))).toEqual([]);
    expect(texts(take(emptyConversation(), taps(data.replace(versionId, 'v-forged')), { port: 'tea' }))).toEqual([]);
  });

  it('can begin a flow', () => {
    expect(texts(take(emptyConversation(), taps('g|b|x|y|sig'), { startFlowId: 'name' }))).toEqual(['Your name?']);
  });

  it('is answered in the same way when a message brought the code of a place, and that message is no answer to a question', () => {
    const asked = take(emptyConversation(), says('name'));
    const coded = take(asked.state, says('(#abcdefghjk)'), { messages: [{ type: 'text', text: 'Stamped!' }], addTags: ['guest'] });
    expect(coded.first.asks).toMatchObject({ name: 'friendCodeSent', payload: { code: 'abcdefghjk' } });
    expect([texts(coded), coded.effects.at(-1)]).toEqual([['Stamped!'], { nodeId: '', type: 'addTag', tag: 'guest' }]);
    expect(texts(take(coded.state, says('Ann')))).toEqual(['Hi Ann']);
  });

  it('takes no answer it did not ask for', () => {
    const turn = tinyEngine.takeTurn(emptyConversation(), { type: 'effectAnswered', effectId: 'made-up', answer: { outcome: 'x', addTags: ['vip'] }, at: 0 }, env);
    expect([turn.effects, turn.trace.map((entry) => entry.code)]).toEqual([[], ['lateAnswer']]);
  });
});
