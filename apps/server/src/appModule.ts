import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule, Audit, SETUP_PRINTER } from '@chatloom/accounts';
import { AudienceModule } from '@chatloom/audience';
import { BotsModule } from '@chatloom/bots';
import { CampaignsModule } from '@chatloom/campaigns';
import { ConversationsModule } from '@chatloom/conversations';
import { GameAuditTrail, GamesModule } from '@chatloom/games';
import { PlatformModule, type PlatformOptions } from '@chatloom/platform';
import { ChannelCareModule } from '@chatloom/channelcare';
import { RichMenusModule } from '@chatloom/richmenus';
import { ApiModule } from './api/ApiModule';
import { PhoneModule } from './phone/PhoneModule';

/** What is said once for the whole server. The set-up link is shown by `announceStart`, together with the address. */
const SHARED = [{ provide: SETUP_PRINTER, useValue: () => undefined }, { provide: GameAuditTrail, useExisting: Audit }];

/** The whole server: the platform, and one module per capability. */
@Module({})
export class AppModule {
  static forRoot(platform: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [PlatformModule.forRoot(platform), AccountsModule, BotsModule, ConversationsModule, RichMenusModule, ChannelCareModule, AudienceModule, CampaignsModule, GamesModule, ApiModule, PhoneModule],
      providers: SHARED,
      exports: SHARED,
    };
  }
}
