import { BLOCK_TYPES } from '@chatloom/contract';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { BLOCK_PALETTE, moveBlock, newBlock, problemsOfBlock, withoutFlowTaps } from './blockModel';

const text = (words: string) => ({ type: 'text' as const, data: { text: words } });

describe('bubbles outside of a flow', () => {
  it('offer every kind the API takes', () => {
    expect([...BLOCK_PALETTE].sort()).toEqual([...BLOCK_TYPES].sort());
  });

  it.each([...BLOCK_PALETTE])('begin as %s without a tap that leads nowhere', (type) => {
    const block = newBlock(type);
    expect(JSON.stringify(block.data)).not.toMatch(/"kind":"(continue|pickDate)"/);
    // What is missing is only what a person has to write.
    const parsed = nodeDefinitions[type].schema.safeParse(block.data);
    expect(parsed.error?.issues.map(({ code }) => code).filter((code) => code === 'unrecognized_keys' || code === 'invalid_union') ?? []).toEqual([]);
  });

  it('make a button that would lead on say its own words, and leave other data the same object', () => {
    const data = { choices: [{ id: 'a', kind: 'continue', label: { en: 'Yes', ja: 'はい' } }, { id: 'b', kind: 'uri', label: 'Map', uri: 'https://example.com' }] };
    const next = withoutFlowTaps(data);
    expect(next.choices[0]).toEqual({ id: 'a', kind: 'message', label: { en: 'Yes', ja: 'はい' }, text: { en: 'Yes', ja: 'はい' } });
    expect(next.choices[1]).toBe(data.choices[1]);
    expect(withoutFlowTaps(next)).toBe(next);
  });

  it('change places, and stay where there is no place', () => {
    const blocks = [text('a'), text('b'), text('c')];
    expect(moveBlock(blocks, 0, 2).map(({ data }) => data.text)).toEqual(['b', 'c', 'a']);
    expect(moveBlock(blocks, 0, -1)).toBe(blocks);
    expect(moveBlock(blocks, 2, 3)).toBe(blocks);
  });

  it('know their own problems by the place in the form', () => {
    const problem = { code: 'textEmpty', severity: 'blocking' as const, message: 'Empty.' };
    expect(problemsOfBlock([{ ...problem, path: [1, 'data', 'text'] }, { ...problem, path: [0, 'data', 'text'] }], 1)).toEqual([{ ...problem, path: ['text'] }]);
  });
});
