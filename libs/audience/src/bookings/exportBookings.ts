import { CSV_MARK, csvRow } from '@chatloom/platform';
import type { BookingDays, Bookings, BookingView } from './Bookings';

/** Bookings read at once. */
const CHUNK = 2_000;

/** Bookings as a table, the earliest first. Read while it is written. */
export async function* exportBookings(bookings: Pick<Bookings, 'list'>, botId: string, days: BookingDays): AsyncGenerator<string> {
  yield CSV_MARK + csvRow(['time', 'what', 'people', 'name', 'note', 'state', 'booked at', 'contact']);
  for (let last: BookingView | undefined, more = true; more; ) {
    const page: BookingView[] = await bookings.list(botId, days, { limit: CHUNK, ...(last && { after: { at: last.at.getTime(), id: last.id } }) });
    yield page.map((one) => csvRow([one.local, one.resource, one.people, one.displayName, one.note, one.state, one.createdAt.toISOString(), one.contactId])).join('');
    last = page.at(-1);
    more = page.length === CHUNK;
  }
}
