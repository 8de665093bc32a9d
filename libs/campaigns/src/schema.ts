import type { SchemaPart } from '@chatloom/platform';
import { Campaigns1763802000000 } from './migrations/1763802000000-campaigns';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const campaignsSchema: SchemaPart = { entities: [], migrations: [Campaigns1763802000000] };
