import type { IssuedVoucher } from '@chatloom/contract';
import { CSV_MARK, csvRow } from '@chatloom/platform';

/** All vouchers of a kind as a table, page by page as they are read. */
export async function* exportVouchers(pages: AsyncIterable<readonly IssuedVoucher[]>): AsyncIterable<string> {
  yield CSV_MARK + csvRow(['code', 'state', 'contact', 'person', 'given by', 'issued', 'expires', 'redeemed', 'redeemed by', 'shop']);
  for await (const page of pages) {
    yield page.map(({ code, state, contactId, displayName, givenBy, issuedAt, expiresAt, redeemedAt, redeemedBy, shop }) => csvRow([code, state, contactId, displayName, givenBy, issuedAt, expiresAt, redeemedAt, redeemedBy, shop])).join('');
  }
}
