import { emptyConversation } from '../createEngine';
import { says, taps, tinyEngine, tinyEnv, tinyFlow } from '../testing/tinyNodes';
import type { Input, TurnResult } from '../types';

const hello = tinyFlow({ start: ['words', { rules: [{ mode: 'equals', text: 'hello' }] }], say: ['say', { text: 'Hello!' }] }, ['start.next > say']);
const name = tinyFlow({ start: ['words', { rules: [{ mode: 'equals', text: 'name' }] }], ask: ['ask', { text: 'Your name?', answer: 'name' }], say: ['say', { text: 'Hi {{answer.name}}' }] }, [
  'start.next > ask', 'ask.next > say',
]);
const env = tinyEnv({ hello, name });

/** What each input leads to, one after the other. */
function talk(...inputs: Input[]): TurnResult[] {
  let state = emptyConversation();
  return inputs.map((input) => {
    const result = tinyEngine.takeTurn(state, input, env);
    state = result.state;
    return result;
  });
}
const texts = ({ effects }: TurnResult) => effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages.map((message) => message.text) : []));

describe('taps on a rich menu', () => {
  it('start the flow the area names, also in the middle of another one', () => {
    const [started] = talk(taps('m|f|hello'));
    expect(texts(started!)).toEqual(['Hello!']);
    const [, instead] = talk(says('name'), taps('m|f|hello'));
    expect(texts(instead!)).toEqual(['Hello!']);
  });
  it('start nothing when the flow is gone', () => {
    expect(talk(taps('m|f|gone'))[0]!.trace.map((entry) => entry.code)).toEqual(['flowMissing']);
  });
  it('leave a waiting question alone when they only change tabs', () => {
    const [, switched, answered] = talk(says('name'), taps('m|t|menu|more'), says('Ann'));
    expect([switched!.trace.map((entry) => entry.code), texts(switched!)]).toEqual([['tabSwitched'], []]);
    expect(texts(answered!)).toEqual(['Hi Ann']);
  });
  it('tell whoever keeps rich menus which tab LINE shows now, when it could be shown', () => {
    const tap = (status: string): Input => ({ ...taps('m|t|menu|more'), params: { newRichMenuAliasId: 'cl-more', status } }) as Input;
    expect(talk(tap('SUCCESS'))[0]!.effects).toMatchObject([{ type: 'custom', name: 'richMenuTabSwitched', payload: { menuId: 'menu', tabId: 'more' }, answered: false }]);
    expect(talk(tap('RICHMENU_NOTFOUND'))[0]!.effects).toEqual([]);
  });
});
