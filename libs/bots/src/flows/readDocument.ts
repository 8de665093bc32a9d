import { FLOW_FORMAT_VERSION, type FlowDocument, migrateDocument, parseDocument } from '@chatloom/flow';
import { DocumentRefusedError } from '../errors';

/** A document as text, 10 MB: what a request may bring and what a draft may grow to. */
export const DOCUMENT_MAX_BYTES = 10 * 1024 * 1024;

/** Reads a document that came from outside. @throws DocumentRefusedError with one sentence per fault. */
export function readDocument(json: unknown): FlowDocument {
  const parsed = parseDocument(json);
  if (parsed.problems) throw new DocumentRefusedError(parsed.problems);
  return parsed.document;
}

/** Reads what we stored ourselves, perhaps in the format of an earlier release. */
export function readStored(stored: FlowDocument): FlowDocument {
  if (stored.formatVersion === FLOW_FORMAT_VERSION) return stored;
  const migrated = migrateDocument(stored);
  if (migrated.problem) throw new DocumentRefusedError([migrated.problem]);
  return readDocument(migrated.raw);
}

/** The text that is stored. @throws DocumentRefusedError when it is longer than allowed. */
export function writeDocument(document: FlowDocument): string {
  const text = JSON.stringify(document);
  if (Buffer.byteLength(text) > DOCUMENT_MAX_BYTES) {
    const megabytes = DOCUMENT_MAX_BYTES / 1024 / 1024;
    throw new DocumentRefusedError([{ code: 'documentTooBig', severity: 'blocking', path: [], params: { max: DOCUMENT_MAX_BYTES }, message: `The document is larger than ${megabytes} MB.` }]);
  }
  return text;
}

