import type { SchemaPart } from '@chatloom/platform';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const gamesSchema: SchemaPart = { entities: [], migrations: [] };
