import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AudienceModule, ContactFactSources, ContactMessages, PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import { BotsModule } from '@chatloom/bots';
import { ChannelCareModule } from '@chatloom/channelcare';
import { ConversationsModule } from '@chatloom/conversations';
import { CONFIG, type Config, Database } from '@chatloom/platform';
import type { FastifyInstance } from 'fastify';
import { campaignExports, campaignProviders } from './campaignParts';
import { registerLinkRoute } from './links/registerLinkRoute';
import { ShortLinks } from './links/ShortLinks';
import { registerAudienceParts } from './reports/audienceParts';
import { CampaignMessages } from './reports/CampaignMessages';

/** Campaigns, step series and topics: the right message to the right people, once each. */
@Module({ imports: [AudienceModule, BotsModule, ChannelCareModule, ConversationsModule], providers: [...campaignProviders], exports: [...campaignExports] })
export class CampaignsModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
    private readonly links: ShortLinks,
    database: Database,
    facts: SegmentFacts,
    segments: Segments,
    personal: PersonalDataParts,
    people: ContactFactSources,
    messages: ContactMessages,
  ) {
    registerAudienceParts(database, { facts, segments, personal, people });
    // The address may be known only when the server listens.
    messages.register(new CampaignMessages(database, () => `${config.PUBLIC_URL}/l/`));
  }

  onModuleInit(): void {
    if (this.config.isWeb) registerLinkRoute(this.host.httpAdapter.getInstance<FastifyInstance>(), this.links);
  }
}
