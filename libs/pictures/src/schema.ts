import type { SchemaPart } from '@chatloom/platform';
import { StoredPictures1763805200000 } from './migrations/1763805200000-stored-pictures';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const picturesSchema: SchemaPart = { entities: [], migrations: [StoredPictures1763805200000] };
