import type { Ingest } from '@chatloom/conversations';
import type { LineGateway } from '@chatloom/line';
import { type Clock, type Database, type IdSource, type JobQueue, type Lifecycle, type Logger } from '@chatloom/platform';
import { RunStarter } from '../../../libs/campaigns/src/campaigns/RunStarter';
import { CampaignWorker } from '../../../libs/campaigns/src/CampaignWorker';
import { Freezer } from '../../../libs/campaigns/src/freezing/Freezer';
import { type RecipientCondition, RecipientConditions } from '../../../libs/campaigns/src/freezing/recipientsOf';
import { Outcomes } from '../../../libs/campaigns/src/reports/Outcomes';
import { type CampaignChannel, CampaignChannels } from '../../../libs/campaigns/src/sending/CampaignChannels';
import { ChannelLeader } from '../../../libs/campaigns/src/sending/ChannelLeader';
import { MonthlyQuota, RunProgress } from '../../../libs/campaigns/src/sending/RunProgress';

class Everybody extends RecipientConditions {
  async of(botId: string, _design: unknown, from: number): Promise<RecipientCondition> {
    return { where: `c.bot_id = $${from}`, values: [botId] };
  }
}
class Unlimited extends MonthlyQuota {
  async left(): Promise<null> {
    return null;
  }
}

/** The campaigns of the bare runtime: the same parts as the server's, to everybody, without a quota. */
export function startCampaigns(parts: {
  database: Database; clock: Clock; ids: IdSource; logger: Logger; queue: JobQueue; lifecycle: Lifecycle; ingest: Ingest; gateway: LineGateway; botId: string;
}): void {
  const { database, clock, ids, logger, queue, lifecycle, ingest, gateway, botId } = parts;
  const channels = new (class extends CampaignChannels {
    async open(id: string): Promise<CampaignChannel> {
      return { id, botId, kind: 'line', state: 'active', accessToken: 'token', gateway };
    }
    async pauseForToken(): Promise<void> {
      throw new Error('The stand-in never refuses a token.');
    }
  })();
  const outcomes = new Outcomes(database, clock);
  const progress = new RunProgress({ database, clock, logger, channels, quota: new Unlimited(), outcomes });
  const leader = new ChannelLeader({ database, clock, ids, logger, channels, ingest, publicUrl: 'https://bot.example' }, new Freezer(database, clock, new Everybody()), progress);
  new CampaignWorker(lifecycle, queue, { ROLES: ['web', 'worker'] }, logger, database, new RunStarter(database, clock, ids, logger), leader, outcomes);
}
