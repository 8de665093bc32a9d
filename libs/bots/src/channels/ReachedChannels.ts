import { Injectable } from '@nestjs/common';
import type { LineGateway } from '@chatloom/line';
import { NotFoundError } from '../errors';
import { ChannelDirectory, type ChannelInUse } from './ChannelDirectory';
import { LineGateways } from './LineGateways';

/** Channels together with the gateway they are reached by. */
@Injectable()
export class ReachedChannels {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** @throws NotFoundError when the bot has no such channel */
  async getOrThrow(botId: string, channelId: string): Promise<{ channel: ChannelInUse; gateway: LineGateway }> {
    const channel = await this.directory.byId(channelId);
    if (channel?.botId !== botId) throw new NotFoundError('channel');
    return { channel, gateway: this.gateways.of(channel.kind) };
  }
}
