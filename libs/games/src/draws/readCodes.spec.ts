import { readCodes } from './readCodes';

describe('codes of an uploaded file', () => {
  it('are its lines, or the first column of a table, without the spaces around them', async () => {
    expect(await readCodes('A1\r\n\n  B2 \n')).toEqual({ codes: [{ line: 1, code: 'A1' }, { line: 3, code: 'B2' }], refused: [] });
    expect((await readCodes('A1,10 %\n"B,2",20 %\n')).codes.map(({ code }) => code)).toEqual(['A1', 'B,2']);
  });

  it('are refused by the line they stand in: twice in the file, too long, no code at all', async () => {
    const { codes, refused } = await readCodes(`A1\nB2\nA1\n${'x'.repeat(61)}\n"C\u0007"\nC3`);
    expect(codes).toEqual([{ line: 1, code: 'A1' }, { line: 2, code: 'B2' }, { line: 6, code: 'C3' }]);
    expect(refused).toEqual([{ line: 3, why: 'again' }, { line: 4, why: 'tooLong' }, { line: 5, why: 'notACode' }]);
  });

  it('are none of a file that is no table', async () => {
    expect(await readCodes('"never ends\n'.repeat(3))).toMatchObject({ codes: [], refused: [{ line: 1, why: 'notACode' }] });
  });
});
