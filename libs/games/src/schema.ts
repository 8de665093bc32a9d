import type { SchemaPart } from '@chatloom/platform';
import { Polls1763804000000 } from './migrations/1763804000000-polls';
import { Bingo1763806000000 } from './migrations/1763806000000-bingo';
import { Draws1763807000000 } from './migrations/1763807000000-draws';
import { Stamps1763808000000 } from './migrations/1763808000000-stamps';
import { BingoNews1763809000000 } from './migrations/1763809000000-bingo-news';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const gamesSchema: SchemaPart = { entities: [], migrations: [Polls1763804000000, Bingo1763806000000, Draws1763807000000, Stamps1763808000000, BingoNews1763809000000] };
