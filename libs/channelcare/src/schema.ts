import type { SchemaPart } from '@chatloom/platform';
import { ProfileRefresh1763805700000 } from './migrations/1763805700000-profile-refresh';
import { ChannelCareTables1763790000000 } from './migrations/1763790000000-channel-care';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const channelCareSchema: SchemaPart = { entities: [], migrations: [ChannelCareTables1763790000000, ProfileRefresh1763805700000] };
