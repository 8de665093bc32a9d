import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from '@chatloom/flow';
import type { FlowDocument } from '@chatloom/flow';

/** Bytes of a flow file; the server takes no more either. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A flow document from a file, or the sentences that say why there is none. */
export function readFlowFile(file: string): { document: FlowDocument; sentences?: undefined } | { document?: undefined; sentences: string[] } {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES) return { sentences: [`${file} has ${size} bytes; a flow has at most ${MAX_FILE_BYTES}.`] };
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { sentences: [`${file} cannot be read: ${(error as Error).message}`] };
  }
  let json: unknown;
  try {
    // Some editors put a byte order mark in front.
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return { sentences: [`${file} is not JSON: ${(error as Error).message}`] };
  }
  const { document, problems } = parseDocument(json);
  return document ? { document } : { sentences: problems.map((problem) => problem.message) };
}
