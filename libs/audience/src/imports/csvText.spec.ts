import { CSV_MARK, csvRow } from '@chatloom/platform';
import fc from 'fast-check';
import { type CsvLine, decodeText, detectDelimiter, NotCsvError, readCsv } from './csvText';

async function* pieces<T>(...all: T[]): AsyncGenerator<T> {
  yield* all;
}
async function read(text: string, delimiter: ',' | ';' | '\t' | '|' = ','): Promise<CsvLine[]> {
  const lines: CsvLine[] = [];
  for await (const line of readCsv(pieces(text), delimiter)) lines.push(line);
  return lines;
}

describe('CSV', () => {
  it('that we write is read back as it was, but for the apostrophe before what could be a formula', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('=1+1', '+cmd|x', '-2', '@a', '"', 'a,b', 'two\nlines', '＝1', '\t=1', ' spaced ', '王'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }), async (rows) => {
        const table = rows.map((row) => ['x', ...row.map((text) => text.replaceAll('\ufeff', ''))]);
        const found = (await read(CSV_MARK + table.map(csvRow).join(''))).map(({ cells }) => cells);
        expect(found.map((cells) => cells.map((text, i) => (i > 0 && text.startsWith("'") ? text.slice(1) : text)))).toEqual(table.map((cells) => cells.map((text, i) => (i > 0 && text.startsWith("'") ? text.slice(1) : text))));
        for (const text of found.flat()) expect(/^\s*[=@＝＋－＠]/.test(text)).toBe(false);
      }),
    );
  });

  it('tells the line of the file each record begins in', async () => {
    expect(await read('a,b\n\n"two\nlines",2\n3,4')).toEqual([{ line: 1, cells: ['a', 'b'] }, { line: 3, cells: ['two\nlines', '2'] }, { line: 5, cells: ['3', '4'] }]);
  });

  it('takes quotes inside of cells and rows of different length as they are', async () => {
    expect((await read('a "big" one,2\nb\nc,3,4')).map(({ cells }) => cells)).toEqual([['a "big" one', '2'], ['b'], ['c', '3', '4']]);
  });

  it('whose quote never ends is none', async () => {
    await expect(read('a,"b\nc,d')).rejects.toBeInstanceOf(NotCsvError);
  });

  it('may be cut into pieces anywhere, also inside a character', async () => {
    const bytes = new TextEncoder().encode('id,王小明\n1,😀');
    for (let cut = 0; cut <= bytes.length; cut++) {
      let text = '';
      for await (const part of decodeText(pieces(bytes.subarray(0, cut), bytes.subarray(cut)), 'utf-8')) text += part;
      expect(text).toBe('id,王小明\n1,😀');
    }
  });

  it.each([
    ['a,b\n1,2', ','],
    ['a;b\n1;2,5', ';'],
    ['a\tb\n1\t2', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['"a;b",c\n"d;e",f', ','],
    ['alone\nwords', ','],
  ])('finds the separator of %j', (text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter));
});
