import type { StampHolder } from '@chatloom/contract';
import { CSV_MARK, csvRow } from '@chatloom/platform';

/** Everybody with a card as a table, page by page as they are read. */
export async function* exportStampCard(pages: AsyncIterable<readonly StampHolder[]>): AsyncIterable<string> {
  yield CSV_MARK + csvRow(['contact', 'person', 'stamps', 'cards filled', 'stamps of all time', 'last stamp', 'expires']);
  for await (const page of pages) yield page.map(({ contactId, displayName, stamps, full, total, lastAt, expiresAt }) => csvRow([contactId, displayName, stamps, full, total, lastAt, expiresAt])).join('');
}
