import type { SchemaPart } from '@chatloom/platform';
import { Campaigns1763802000000 } from './migrations/1763802000000-campaigns';
import { Topics1763803000000 } from './migrations/1763803000000-topics';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const campaignsSchema: SchemaPart = { entities: [], migrations: [Campaigns1763802000000, Topics1763803000000] };
