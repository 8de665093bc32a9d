import type { Clock, Config, Database, IdSource, Lifecycle, Logger, Metrics } from '@chatloom/platform';
import { ActivityReader } from '../../../libs/audience/src/activity/ActivityReader';
import { ActivityWorker } from '../../../libs/audience/src/activity/ActivityWorker';
import { ContactExports } from '../../../libs/audience/src/contacts/ContactExports';
import { ContactFilters } from '../../../libs/audience/src/contacts/ContactFilters';
import { ContactJobs } from '../../../libs/audience/src/contacts/ContactJobs';
import { ContactList } from '../../../libs/audience/src/contacts/ContactList';
import { ContactWorker } from '../../../libs/audience/src/ContactWorker';
import { FieldHistory } from '../../../libs/audience/src/fields/FieldHistory';
import { Fields } from '../../../libs/audience/src/fields/Fields';
import { ContactImports } from '../../../libs/audience/src/imports/ContactImports';
import { ImportRunner } from '../../../libs/audience/src/imports/ImportRunner';
import { NameFinder } from '../../../libs/audience/src/segments/NameFinder';
import { SegmentFacts } from '../../../libs/audience/src/segments/SegmentFacts';
import { Segments } from '../../../libs/audience/src/segments/Segments';
import { FlowNames } from '../../../libs/audience/src/tags/FlowNames';

/** What the audience does in the background, in the bare runtime: files of people, changes of many, activity. The same parts as the server's. */
export function startAudience({ database, clock, ids, logger, metrics, lifecycle }: { database: Database; clock: Clock; ids: IdSource; logger: Logger; metrics: Metrics; lifecycle: Lifecycle }): void {
  const config = { ROLES: ['web', 'worker'] } as unknown as Config;
  const flowNames = new FlowNames(database);
  const fields = new Fields(database, clock, flowNames);
  const facts = new SegmentFacts();
  const filters = new ContactFilters(database, new Segments(database, clock, ids, new NameFinder(database, flowNames, facts), facts));
  const imports = new ContactImports(database, clock, ids, fields);
  new ContactWorker(
    lifecycle, config, logger, new ContactJobs(database, clock, ids, filters, logger), imports, new ImportRunner(database, clock, ids, fields, imports, logger),
    new ContactExports(database, clock, ids, filters, new ContactList(database, filters), fields), new FieldHistory(database, flowNames),
  );
  new ActivityWorker(lifecycle, config, logger, metrics, new ActivityReader(database), clock);
}
