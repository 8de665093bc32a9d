import { detectDelimiter, NotCsvError, readCsv } from '@chatloom/audience';
import { type CodesUploaded, DRAW } from '@chatloom/contract';

/** A code as it is printed: no line breaks or other control characters. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Codes of an uploaded text, one per line, of a table its first column; empty lines are passed over, spaces around a code are cut. Text that is no table at all is refused as its first line. */
export async function readCodes(text: string): Promise<{ codes: { line: number; code: string }[]; refused: CodesUploaded['refused'] }> {
  const codes: { line: number; code: string }[] = [];
  const refused: CodesUploaded['refused'] = [];
  const seen = new Set<string>();
  const pieces = (async function* () {
    // Files of several hands mix their line ends; CSV takes the first kind it meets for all.
    yield text.replaceAll(/\r\n?/g, '\n');
  })();
  try {
    for await (const { line, cells } of readCsv(pieces, detectDelimiter(text))) {
      const code = (cells[0] ?? '').trim();
      if (code === '') continue;
      const why = code.length > DRAW.codeLength ? 'tooLong' : CONTROL.test(code) ? 'notACode' : seen.has(code) ? 'again' : null;
      if (why !== null) refused.push({ line, why });
      else codes.push({ line, code });
      seen.add(code);
    }
  } catch (error) {
    if (!(error instanceof NotCsvError)) throw error;
    return { codes: [], refused: [{ line: 1, why: 'notACode' }] };
  }
  return { codes, refused };
}
