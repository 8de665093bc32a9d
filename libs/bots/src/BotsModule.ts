import { Module } from '@nestjs/common';
import { Bots } from './bots/Bots';
import { ChannelDirectory } from './channels/ChannelDirectory';
import { Channels } from './channels/Channels';
import { LineGateways } from './channels/LineGateways';
import { Drafts } from './flows/Drafts';
import { FlowDirectory } from './flows/FlowDirectory';
import { Flows } from './flows/Flows';
import { Publishing } from './flows/Publishing';

const SERVICES = [Bots, Channels, ChannelDirectory, LineGateways, FlowDirectory, Drafts, Flows, Publishing];

/** Bots, channels, flows and versions. */
@Module({ providers: SERVICES, exports: SERVICES })
export class BotsModule {}
