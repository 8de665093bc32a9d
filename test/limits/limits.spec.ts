import { validateMessages } from '@chatloom/messages';
import { setStage, type Stage } from '../../apps/simulator/test/simulatorSetup';
import { formSays, sentBy } from './doors';
import { LIMITS } from './limitTable';

/**
 * One implementation of LINE's limits behind three doors: the editor's form, the runtime's validator, the simulator.
 * Each pair of the table is put through all three; just inside must be taken everywhere, just outside nowhere.
 */
describe('limits of messages, the same behind three doors', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await setStage()));
  afterAll(() => stage.close());

  const simulatorTakes = async (messages: unknown[]): Promise<unknown> => (await stage.line('POST', '/v2/bot/message/validate/reply', { messages })).status;
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

  it('has every limit once', () => {
    expect(new Set(LIMITS.map(({ name }) => name)).size).toBe(LIMITS.length);
    expect(LIMITS.length).toBeGreaterThan(110);
  });

  describe.each(LIMITS.map((limit) => [`${limit.facts} ${limit.name}`, limit] as const))('%s', (_, limit) => {
    const { step, inside, outside } = limit;

    if (step) {
      it('in the form', () => {
        expect(formSays(step.type, plain(step.data(inside)))).toEqual([]);
        expect(formSays(step.type, plain(step.data(outside)))).not.toEqual([]);
      });

      it('what the form took is sent whole', async () => {
        const { messages, lost } = sentBy(step.type, step.data(inside));
        expect(lost).toEqual([]);
        expect(validateMessages(messages)).toEqual([]);
        expect(await simulatorTakes(messages)).toBe(200);
      });
    }

    it('in the runtime', () => {
      expect(validateMessages([plain(limit.message(inside))])).toEqual([]);
      expect(validateMessages([plain(limit.message(outside))])).not.toEqual([]);
    });

    it('in the simulator', async () => {
      expect(await simulatorTakes([limit.message(inside)])).toBe(200);
      expect(await simulatorTakes([limit.message(outside)])).toBe(400);
    });
  });
});
