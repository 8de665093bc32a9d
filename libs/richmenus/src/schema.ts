import type { SchemaPart } from '@chatloom/platform';
import { RichMenus1763772000000 } from './migrations/1763772000000-rich-menus';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const richMenusSchema: SchemaPart = { entities: [], migrations: [RichMenus1763772000000] };
