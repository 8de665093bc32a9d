import { Module } from '@nestjs/common';
import { Bots } from './bots/Bots';
import { AccountLinks } from './channels/AccountLinks';
import { ChannelDirectory } from './channels/ChannelDirectory';
import { Channels } from './channels/Channels';
import { ChannelTokens } from './channels/ChannelTokens';
import { ChannelTroubles } from './channels/ChannelTroubles';
import { LineGateways } from './channels/LineGateways';
import { TokenKeys } from './channels/TokenKeys';
import { QuotaWatch } from './channels/QuotaWatch';
import { ReachedChannels } from './channels/ReachedChannels';
import { Drafts } from './flows/Drafts';
import { FlowDirectory } from './flows/FlowDirectory';
import { Flows } from './flows/Flows';
import { KnownThings } from './flows/KnownThings';
import { Publishing } from './flows/Publishing';
import { PlannedThings } from './planned/PlannedThings';

const SERVICES = [Bots, Channels, ChannelDirectory, TokenKeys, ChannelTokens, ChannelTroubles, QuotaWatch, ReachedChannels, AccountLinks, LineGateways, FlowDirectory, KnownThings, Drafts, Flows, Publishing, PlannedThings];

/** Bots, channels, flows and versions. */
@Module({ providers: SERVICES, exports: SERVICES })
export class BotsModule {}
