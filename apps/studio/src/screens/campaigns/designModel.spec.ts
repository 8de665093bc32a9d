import { addVariant, newDesign, problemsBelow, removeVariant, sectionOf, shiftDays, withVariant } from './designModel';

const text = (words: string) => ({ type: 'text' as const, data: { text: words } });
const one = withVariant(newDesign('c'), 'A', (variant) => ({ ...variant, blocks: [text('Hello')] }));
const lettersOf = (design: typeof one) => (design.what.type === 'messages' ? design.what.variants.map(({ id }) => id) : []);

describe('the design of a campaign', () => {
  it('begins the second version as a copy of the first, with a trial that decides between them', () => {
    const two = addVariant(one);
    expect(two.what.type === 'messages' && two.what.variants.map(({ blocks }) => blocks)).toEqual([[text('Hello')], [text('Hello')]]);
    expect(two.trial).toEqual({ percent: 20, winnerBy: 'click', afterMinutes: 240 });
    // Changing one does not change the other.
    const changed = withVariant(two, 'B', (variant) => ({ ...variant, blocks: [text('Hi')] }));
    expect(changed.what.type === 'messages' && changed.what.variants[0]!.blocks).toEqual([text('Hello')]);
  });

  it('keeps the letters of versions when one is taken away, and drops the trial with the last rival', () => {
    const three = addVariant(addVariant(one));
    expect(lettersOf(three)).toEqual(['A', 'B', 'C']);
    const two = removeVariant(three, 'A');
    expect(lettersOf(two)).toEqual(['B', 'C']);
    expect(two.trial).not.toBeNull();
    expect(lettersOf(addVariant(two))).toEqual(['B', 'C', 'A']);
    const last = removeVariant(two, 'C');
    expect([lettersOf(last), last.trial]).toEqual([['B'], null]);
    expect(removeVariant(last, 'B')).toBe(last);
  });

  it('has no sixth version', () => {
    const five = [1, 2, 3, 4].reduce(addVariant, one);
    expect(lettersOf(five)).toHaveLength(5);
    expect(addVariant(five)).toBe(five);
  });

  it('finds the place of a problem on the page', () => {
    const problem = { code: 'x', severity: 'blocking' as const, message: '', path: ['what', 'variants', 1, 'blocks', 0, 'data', 'text'] };
    expect(sectionOf(problem)).toBe('what');
    expect(sectionOf({ path: ['brake', 'errorPercent'] })).toBe('care');
    expect(sectionOf({ path: ['channelId'] })).toBe('who');
    expect(problemsBelow([problem], 'what', 'variants', 1, 'blocks').map(({ path }) => path)).toEqual([[0, 'data', 'text']]);
    expect(problemsBelow([problem], 'what', 'variants', 0)).toEqual([]);
  });

  it('moves a time by days and keeps the hour, over the ends of months and years', () => {
    expect(shiftDays('2026-12-30T18:05', 3)).toBe('2027-01-02T18:05');
    expect(shiftDays('2028-03-01T00:00', -1)).toBe('2028-02-29T00:00');
  });
});
