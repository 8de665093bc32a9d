import type { SchemaPart } from '@chatloom/platform';
import { Accounts1763740000000 } from './migrations/1763740000000-accounts';
import { AuditOfGames1763814000000 } from './migrations/1763814000000-audit-of-games';

/** What this lib brings to the database; its tables are read by SQL only. */
export const accountsSchema: SchemaPart = { entities: [], migrations: [Accounts1763740000000, AuditOfGames1763814000000] };
