import { createLogger } from '@chatloom/platform';
import { TurnLoop } from './TurnLoop';
import type { TurnsTaken, TurnTaker } from './TurnTaker';

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('the loop that takes turns', () => {
  const batches: string[][] = [];
  const loop = () => {
    batches.length = 0;
    const taker = {
      take: async (ids: readonly string[]): Promise<TurnsTaken> => {
        batches.push([...ids]);
        return { conversationIds: [...ids], events: ids.length, full: [], toSend: [], toFollow: [], timers: [], tagPushes: [], signs: [], wantsMedia: false };
      },
    } as unknown as TurnTaker;
    return new TurnLoop(taker, { suspect: async () => undefined }, { turnsTaken: () => undefined }, createLogger({ level: 'silent' }));
  };

  it('takes who wrote before thousands of timers that were due earlier', async () => {
    const turns = loop();
    turns.hint(names('timer', 5_000), 'rest');
    turns.hint(['ann', 'timer4999']);
    await turns.idle();
    expect(batches[0]!.slice(0, 2)).toEqual(['ann', 'timer4999']);
    expect(new Set(batches.flat()).size).toBe(5_001);
    expect(batches.flat()).toHaveLength(5_001);
  });

  it('never lets timers starve, however much people write', async () => {
    const turns = loop();
    turns.hint(names('person', 1_000));
    turns.hint(names('timer', 100), 'rest');
    await turns.idle();
    expect(batches[0]!.filter((id) => id.startsWith('timer'))).toHaveLength(24);
    expect(batches.flat()).toHaveLength(1_100);
  });
});
