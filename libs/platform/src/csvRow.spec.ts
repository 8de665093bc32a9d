import { csvRow } from './csvRow';

describe('a line of a CSV file', () => {
  it('quotes what would break it', () => {
    expect(csvRow(['Ann', 'says "hi", twice', 'two\nlines', null, 3, -1.5])).toBe('Ann,"says ""hi"", twice","two\nlines",,3,-1.5\r\n');
  });
  it.each(['=1+1', '+A1', '-cmd', '@SUM(A1)', '＝1+1'])('does not let a spreadsheet run %j', (text) => {
    expect(csvRow([text])).toBe(`'${text}\r\n`);
  });
  it('sees a formula also behind a tab or a space, and keeps numbers that are written as words', () => {
    expect(csvRow(['\t=1', ' =1', '-1', '+81.5', ' Ann '])).toBe(`"'\t=1",' =1,-1,+81.5," Ann "\r\n`);
  });
});
