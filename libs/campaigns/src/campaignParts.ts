import { Ingest } from '@chatloom/conversations';
import { Clock, CONFIG, type Config, Database, IdSource, LOGGER, type Logger } from '@chatloom/platform';
import type { Provider } from '@nestjs/common';
import { CampaignChecks } from './campaigns/CampaignChecks';
import { CampaignControl } from './campaigns/CampaignControl';
import { CampaignLists } from './campaigns/CampaignLists';
import { Campaigns } from './campaigns/Campaigns';
import { CampaignViews } from './campaigns/CampaignViews';
import { Pricing } from './campaigns/Pricing';
import { RunStarter } from './campaigns/RunStarter';
import { SendReserve } from './campaigns/SendReserve';
import { TestSends } from './campaigns/TestSends';
import { CampaignWorker } from './CampaignWorker';
import { Freezer } from './freezing/Freezer';
import { CampaignRecipients, RecipientConditions } from './freezing/recipientsOf';
import { ShortLinks } from './links/ShortLinks';
import { CampaignReports } from './reports/CampaignReports';
import { Outcomes } from './reports/Outcomes';
import { BotCampaignChannels, CampaignChannels } from './sending/CampaignChannels';
import { ChannelLeader } from './sending/ChannelLeader';
import { MonthlyQuota, RunProgress, WatchedQuota } from './sending/RunProgress';

/** What campaigns are made of. The parts that send are plain classes, so that they can be driven without a server around them. */
export const campaignProviders: Provider[] = [
  Campaigns,
  CampaignChecks,
  CampaignControl,
  CampaignLists,
  CampaignViews,
  CampaignReports,
  Pricing,
  SendReserve,
  ShortLinks,
  TestSends,
  { provide: RecipientConditions, useClass: CampaignRecipients },
  { provide: CampaignChannels, useClass: BotCampaignChannels },
  { provide: MonthlyQuota, useClass: WatchedQuota },
  { provide: Outcomes, useFactory: (database: Database, clock: Clock) => new Outcomes(database, clock), inject: [Database, Clock] },
  { provide: Freezer, useFactory: (database: Database, clock: Clock, recipients: RecipientConditions) => new Freezer(database, clock, recipients), inject: [Database, Clock, RecipientConditions] },
  { provide: RunStarter, useFactory: (database: Database, clock: Clock, ids: IdSource, logger: Logger) => new RunStarter(database, clock, ids, logger), inject: [Database, Clock, IdSource, LOGGER] },
  {
    provide: RunProgress,
    useFactory: (database: Database, clock: Clock, logger: Logger, channels: CampaignChannels, quota: MonthlyQuota, outcomes: Outcomes) => new RunProgress({ database, clock, logger, channels, quota, outcomes }),
    inject: [Database, Clock, LOGGER, CampaignChannels, MonthlyQuota, Outcomes],
  },
  {
    provide: ChannelLeader,
    useFactory: (database: Database, clock: Clock, ids: IdSource, logger: Logger, config: Config, channels: CampaignChannels, ingest: Ingest, freezer: Freezer, progress: RunProgress) => {
      // The address may be known only when the server listens.
      const parts = { database, clock, ids, logger, channels, ingest, get publicUrl() { return config.PUBLIC_URL; } };
      return new ChannelLeader(parts, freezer, progress);
    },
    inject: [Database, Clock, IdSource, LOGGER, CONFIG, CampaignChannels, Ingest, Freezer, RunProgress],
  },
  CampaignWorker,
];

/** What the API asks. */
export const campaignExports = [Campaigns, CampaignChecks, CampaignControl, CampaignLists, CampaignViews, CampaignReports, Pricing, SendReserve, ShortLinks, TestSends];
