import type { SchemaPart } from '@chatloom/platform';
import { Contacts1763800000000 } from './migrations/1763800000000-contacts';
import { Segments1763801000000 } from './migrations/1763801000000-segments';
import { CheaperChanges1763811000000 } from './migrations/1763811000000-cheaper-changes';
import { ContactJobTries1763812000000 } from './migrations/1763812000000-contact-job-tries';
import { SegmentWatches1763812100000 } from './migrations/1763812100000-segment-watches';
import { ConsentHistory1763812200000 } from './migrations/1763812200000-consent-history';
import { Bookings1763812300000 } from './migrations/1763812300000-bookings';
import { BookingFields1763813000100 } from './migrations/1763813000100-booking-fields';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const audienceSchema: SchemaPart = { entities: [], migrations: [Contacts1763800000000, Segments1763801000000, CheaperChanges1763811000000, ContactJobTries1763812000000, SegmentWatches1763812100000, ConsentHistory1763812200000, Bookings1763812300000, BookingFields1763813000100] };
