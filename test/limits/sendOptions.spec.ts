import { loadingSecondsFaults, validateMessages, validateSendOptions } from '@chatloom/messages';
import { setStage, type Stage } from '../../apps/simulator/test/simulatorSetup';
import { formSays } from './doors';
import { letters, times } from './measures';

/** What belongs to a send, not to one of its messages (FACTS §3, §7, §12), behind the same three doors. */
describe('limits of sends, the same behind three doors', () => {
  let stage: Stage;
  let ann: string;
  beforeAll(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterAll(() => stage.close());

  const push = async (more: object): Promise<unknown> => (await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [{ type: 'text', text: 'Hi' }], ...more })).status;
  const pushed = (more: object) => ({ messages: [{ type: 'text', text: 'Hi' }], ...more });

  it('one to five messages in a request', async () => {
    for (const [count, taken] of [[1, true], [5, true], [0, false], [6, false]] as const) {
      const messages = times(count, () => ({ type: 'text', text: 'Hi' }));
      expect(formSays('pushToContact', pushed({ messages })).length === 0).toBe(taken);
      expect(validateMessages(messages).length === 0).toBe(taken);
      expect(await push({ messages })).toBe(taken ? 200 : 400);
    }
  });

  it.each([
    ['30 characters', letters(30), letters(31)],
    ['letters, digits and _', 'summer_2027', 'summer-2027'],
  ])('the name for statistics: %s', async (_, inside, outside) => {
    for (const [unit, taken] of [[inside, true], [outside, false]] as const) {
      expect(formSays('pushToContact', pushed({ unit })).length === 0).toBe(taken);
      expect(validateSendOptions({ customAggregationUnits: [unit] }, 'push').length === 0).toBe(taken);
      expect(await push({ customAggregationUnits: [unit] })).toBe(taken ? 200 : 400);
    }
  });

  it('one name for statistics in a request', async () => {
    expect(validateSendOptions({ customAggregationUnits: ['a', 'b'] }, 'push')).not.toEqual([]);
    expect(await push({ customAggregationUnits: ['a', 'b'] })).toBe(400);
  });

  it.each([
    [5, true],
    [60, true],
    [4, false],
    [7, false],
    [65, false],
  ])('moving dots for %i seconds: %s', async (seconds, taken) => {
    expect(formSays('loading', { seconds }).length === 0).toBe(taken);
    expect(loadingSecondsFaults(seconds).length === 0).toBe(taken);
    expect((await stage.line('POST', '/v2/bot/chat/loading/start', { chatId: ann, loadingSeconds: seconds })).status).toBe(taken ? 202 : 400);
  });
});
