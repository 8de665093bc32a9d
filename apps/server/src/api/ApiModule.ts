import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccountsModule } from '@chatloom/accounts';
import { AudienceModule } from '@chatloom/audience';
import { BotsModule } from '@chatloom/bots';
import { CampaignsModule, TopicsModule } from '@chatloom/campaigns';
import { ConversationsModule } from '@chatloom/conversations';
import { ChannelCareModule } from '@chatloom/channelcare';
import { GamesModule } from '@chatloom/games';
import { PicturesModule } from '@chatloom/pictures';
import { RichMenusModule } from '@chatloom/richmenus';
import { SimulatorRegistrar } from '../simulator/SimulatorRegistrar';
import { ApiErrorFilter } from './ApiErrorFilter';
import { AccountController } from './AccountController';
import { AccountLinkController } from './AccountLinkController';
import { BingoController } from './BingoController';
import { BookingsController } from './BookingsController';
import { BotsController } from './BotsController';
import { CalendarController } from './CalendarController';
import { CampaignsController } from './CampaignsController';
import { CampaignStreams } from './CampaignStreams';
import { ChannelCareController } from './ChannelCareController';
import { ChannelChecks } from './ChannelChecks';
import { ChannelKeys } from './ChannelKeys';
import { ChannelsController } from './ChannelsController';
import { ContactImportsController } from './ContactImportsController';
import { ContactsController } from './ContactsController';
import { DrawsController } from './DrawsController';
import { FlowsController } from './FlowsController';
import { FriendPageController } from './FriendPageController';
import { FriendSourcesController } from './FriendSourcesController';
import { GamesController } from './GamesController';
import { GroupsController } from './GroupsController';
import { MeController } from './MeController';
import { OpenApiController } from './OpenApiController';
import { PeopleController } from './PeopleController';
import { PicturesController } from './PicturesController';
import { PollsController } from './PollsController';
import { PersonalPagesController } from './PersonalPagesController';
import { PublicPagesController } from './PublicPagesController';
import { RichMenusController } from './RichMenusController';
import { SegmentsController } from './SegmentsController';
import { SeriesController } from './SeriesController';
import { SessionController } from './SessionController';
import { SetupController } from './SetupController';
import { ShopsController } from './ShopsController';
import { StampCardsController } from './StampCardsController';
import { TagsController } from './TagsController';
import { TokenKeyController } from './TokenKeyController';
import { TemplatesController } from './TemplatesController';
import { TimersController } from './TimersController';
import { TopicsController } from './TopicsController';
import { VersionsController } from './VersionsController';
import { VouchersController } from './VouchersController';

/** The REST API of the contract, but for the phone, and the shape of every error of the server. */
@Module({
  imports: [AccountsModule, BotsModule, ConversationsModule, RichMenusModule, PicturesModule, ChannelCareModule, AudienceModule, CampaignsModule, TopicsModule, GamesModule],
  controllers: [
    SetupController,
    SessionController,
    MeController,
    BotsController,
    BookingsController,
    BingoController,
    DrawsController,
    ChannelsController,
    ChannelCareController,
    AccountController,
    AccountLinkController,
    FlowsController,
    VersionsController,
    TemplatesController,
    TokenKeyController,
    PeopleController,
    ContactsController,
    TagsController,
    ContactImportsController,
    FriendSourcesController,
    FriendPageController,
    GamesController,
    GroupsController,
    RichMenusController,
    PicturesController,
    SegmentsController,
    SeriesController,
    TopicsController,
    TimersController,
    PollsController,
    PersonalPagesController,
    PublicPagesController,
    CalendarController,
    CampaignsController,
    ShopsController,
    StampCardsController,
    VouchersController,
    OpenApiController,
  ],
  providers: [CampaignStreams, ChannelChecks, ChannelKeys, SimulatorRegistrar, { provide: APP_FILTER, useClass: ApiErrorFilter }],
  exports: [SimulatorRegistrar],
})
export class ApiModule {}
