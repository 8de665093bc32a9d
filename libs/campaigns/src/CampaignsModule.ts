import { Module } from '@nestjs/common';
import { AudienceModule } from '@chatloom/audience';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule } from '@chatloom/conversations';

/** Campaigns, step series and topics: the right message to the right people, once each. */
@Module({ imports: [AudienceModule, BotsModule, ConversationsModule], providers: [], exports: [] })
export class CampaignsModule {}
