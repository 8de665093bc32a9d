import type { SchemaPart } from '@chatloom/platform';
import { Campaigns1763802000000 } from './migrations/1763802000000-campaigns';
import { Topics1763803000000 } from './migrations/1763803000000-topics';
import { IssueProblems1763813000000 } from './migrations/1763813000000-issue-problems';

/** What this lib brings to the database. Its tables are read and written by SQL, so there are no entities. */
export const campaignsSchema: SchemaPart = { entities: [], migrations: [Campaigns1763802000000, Topics1763803000000, IssueProblems1763813000000] };
