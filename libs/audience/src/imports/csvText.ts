import type { ImportEncoding } from '@chatloom/contract';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Readable } from 'node:stream';

/** One line of a CSV file (a record may span several): where it begins, and its cells. */
export interface CsvLine {
  line: number;
  cells: string[];
}
export type Delimiter = ',' | ';' | '\t' | '|';

/** The file is no CSV: a quote that never ends, a line of megabytes. */
export class NotCsvError extends Error {
  constructor(cause: unknown) {
    super('The file cannot be read as CSV.', { cause });
    this.name = 'NotCsvError';
  }
}

/** Longest record, in characters. */
const RECORD_MAX = 1_000_000;

/** Text of a file that comes in pieces; characters may be cut anywhere. What the encoding cannot read becomes U+FFFD. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/**
 * Records of CSV text, empty lines left out. Quotes inside of unquoted cells are taken as they are.
 * @throws NotCsvError
 */
export async function* readCsv(text: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvLine> {
  const parser: Parser = parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, skip_records_with_empty_values: false, max_record_size: RECORD_MAX, info: true });
  const source = Readable.from(text);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  // Lines are told at the end of a record; it begins behind the one before.
  let ended = 0;
  let empty = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number; empty_lines: number } }>) {
      yield { line: ended + 1 + info.empty_lines - empty, cells: record };
      ended = info.lines;
      empty = info.empty_lines;
    }
  } catch (error) {
    throw error instanceof CsvError ? new NotCsvError(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** The separator that divides the first lines into the same number of cells; a comma when none does. */
export function detectDelimiter(text: string): Delimiter {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').slice(0, 20);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of [',', '\t', ';', '|'] as const) {
    const counts = lines.map((line) => outsideQuotes(line).split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    const alike = counts.filter((count) => count === most).length / Math.max(1, lines.length);
    const score = most === 0 ? 0 : alike * 100 + Math.min(most, 50);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function outsideQuotes(line: string): string {
  return line.replace(/"([^"]|"")*"/g, '');
}
