import { audienceSchema } from '@chatloom/audience';
import { accountsSchema } from '@chatloom/accounts';
import { botsSchema } from '@chatloom/bots';
import { campaignsSchema } from '@chatloom/campaigns';
import { channelCareSchema } from '@chatloom/channelcare';
import { conversationsSchema } from '@chatloom/conversations';
import { gamesSchema } from '@chatloom/games';
import { picturesSchema } from '@chatloom/pictures';
import { richMenusSchema } from '@chatloom/richmenus';
import { joinSchemas, type SchemaPart } from '@chatloom/platform';

/** The tables of all capabilities; migrations run in the order of their timestamps. */
export const schema: SchemaPart = joinSchemas(accountsSchema, botsSchema, channelCareSchema, conversationsSchema, richMenusSchema, picturesSchema, audienceSchema, campaignsSchema, gamesSchema);
