import { ChannelDirectory, Channels, ChannelTokens, LineGateways } from '@chatloom/bots';
import type { GatewayChannel, LineGateway } from '@chatloom/line';
import { LOGGER, type Logger } from '@chatloom/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A channel as campaigns need it: where it talks to, and whether it may. */
export interface CampaignChannel extends GatewayChannel {
  botId: string;
  kind: 'line' | 'simulator';
  state: 'active' | 'paused';
  gateway: Pick<LineGateway, 'push' | 'multicast' | 'account'>;
}

/** Where campaigns find their channels; a port, so that the sender can be driven without a server around it. */
export abstract class CampaignChannels {
  /** `null` when the channel is gone. Cheap: asked before each batch of calls. */
  abstract open(channelId: string): Promise<CampaignChannel | null>;
  /** LINE no longer takes the channel's token: stop sending until a person mends it. One alert. */
  abstract pauseForToken(channelId: string): Promise<void>;
}

/** The channels of `bots`. */
@Injectable()
export class BotCampaignChannels extends CampaignChannels {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly channels: Channels,
    private readonly gateways: LineGateways,
    private readonly tokens: ChannelTokens,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async open(channelId: string): Promise<CampaignChannel | null> {
    const channel = await this.directory.byId(channelId);
    return channel ? { id: channel.id, botId: channel.botId, kind: channel.kind, state: channel.state, accessToken: channel.accessToken, gateway: this.gateways.of(channel.kind) } : null;
  }

  async pauseForToken(channelId: string): Promise<void> {
    if (await this.tokens.giveUp(channelId)) return this.directory.forget();
    if (await this.channels.pauseChannel(channelId, 'unauthorized')) {
      this.logger.error({ channelId, code: 'channelPaused' }, 'LINE does not accept the access token of a channel any more. Its campaigns stand still; enter a new token to go on.');
    }
  }
}
