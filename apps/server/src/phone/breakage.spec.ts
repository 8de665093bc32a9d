import { toBreakage, toChaos } from './breakage';
import type { SimChaos } from './simulatorShapes';

const calm = { failing: null, slowMs: 0, delayMs: 0, duplicateEvents: false, reorderEvents: false, batchEvents: false, unknownEvents: false } as const;

describe('trouble for developers', () => {
  it.each([{ failing: 429 }, { failing: 500 }, { slowMs: 3000 }, { delayMs: 3000 }, { duplicateEvents: true }, { reorderEvents: true }, { batchEvents: true }, { unknownEvents: true }, {}] as const)(
    'switches %j on and shows it so again',
    (part) => {
      expect(toBreakage(toChaos({ ...calm, ...part }) as SimChaos)).toEqual({ ...calm, ...part });
    },
  );
});
