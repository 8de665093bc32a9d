import { Module } from '@nestjs/common';
import { Bots } from './bots/Bots';
import { ChannelDirectory } from './channels/ChannelDirectory';
import { Channels } from './channels/Channels';
import { FlowDirectory } from './flows/FlowDirectory';

const SERVICES = [Bots, Channels, ChannelDirectory, FlowDirectory];

/** Bots, channels, flows and versions. */
@Module({ providers: SERVICES, exports: SERVICES })
export class BotsModule {}
