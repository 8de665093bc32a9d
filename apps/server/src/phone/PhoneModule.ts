import { Module } from '@nestjs/common';
import { AccountsModule } from '@chatloom/accounts';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule } from '@chatloom/conversations';
import { ApiModule } from '../api/ApiModule';
import { Phone } from './Phone';
import { PhoneController } from './PhoneController';
import { PhoneStreams } from './PhoneStreams';
import { SimulatorDriver } from './SimulatorDriver';

/** The phone: the simulator channel of a bot, through the server. */
@Module({
  imports: [AccountsModule, BotsModule, ConversationsModule, ApiModule],
  controllers: [PhoneController],
  providers: [Phone, SimulatorDriver, PhoneStreams],
})
export class PhoneModule {}
