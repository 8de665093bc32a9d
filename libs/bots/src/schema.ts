import type { SchemaPart } from '@chatloom/platform';
import { Bot } from './bots/Bot';
import { Channel } from './channels/Channel';
import { Flow } from './flows/Flow';
import { FlowOperation } from './flows/FlowOperation';
import { FlowVersion } from './flows/FlowVersion';
import { Bots1763750000000 } from './migrations/1763750000000-bots';
import { AccountLinks1763789000000 } from './migrations/1763789000000-account-links';
import { AccountLinkOffers1763805000000 } from './migrations/1763805000000-account-link-offers';
import { TokenKeys1763805600000 } from './migrations/1763805600000-token-keys';
import { ChannelCare1763771000000 } from './migrations/1763771000000-channel-care';

/** What this lib brings to the database. */
export const botsSchema: SchemaPart = { entities: [Bot, Channel, Flow, FlowVersion, FlowOperation], migrations: [Bots1763750000000, ChannelCare1763771000000, AccountLinks1763789000000, AccountLinkOffers1763805000000, TokenKeys1763805600000] };
