import { Module } from '@nestjs/common';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule, EffectHandlers } from '@chatloom/conversations';
import { LinkWorker } from './links/LinkWorker';
import { PersonalMenus } from './links/PersonalMenus';
import { Pictures } from './menus/Pictures';
import { RichMenus } from './menus/RichMenus';
import { JobRunner } from './publishing/JobRunner';
import { MenusAtLine } from './publishing/MenusAtLine';
import { Publications } from './publishing/Publications';
import { RichMenuPublishing } from './publishing/RichMenuPublishing';
import { RichMenuWorker } from './RichMenuWorker';
import { ChannelDefaults } from './seeing/ChannelDefaults';
import { Rules } from './seeing/Rules';
import { Scenes } from './seeing/Scenes';
import { MenuStatistics } from './statistics/MenuStatistics';

const SERVICES = [Pictures, RichMenus, Rules, Publications, Scenes, ChannelDefaults, JobRunner, RichMenuPublishing, MenusAtLine, PersonalMenus, LinkWorker, MenuStatistics];

/** Rich menus: drafts, publishing, who sees which, statistics. */
@Module({ imports: [BotsModule, ConversationsModule], providers: [...SERVICES, RichMenuWorker], exports: SERVICES })
export class RichMenusModule {
  constructor(effects: EffectHandlers, personal: PersonalMenus) {
    effects.register('setRichMenu', async (tx, scene, payload) => {
      await personal.giveInTurn(tx, scene, typeof payload['menuId'] === 'string' ? payload['menuId'] : null);
      return null;
    });
    effects.register('richMenuTabSwitched', async (tx, scene, payload) => {
      await personal.switchedInTurn(tx, scene, String(payload['menuId']), String(payload['tabId']));
      return null;
    });
  }
}
