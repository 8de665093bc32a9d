import { Inject, Injectable } from '@nestjs/common';
import { createLineGateway, type LineGateway } from '@chatloom/line';
import { Clock, CONFIG, type Config, Lifecycle } from '@chatloom/platform';
import type { ChannelKind } from './Channel';

/** First part of the path at which the server gives out pictures of messages (`libs/pictures`). */
export const PICTURES_PATH = 'm';

/** The gateways of this process: one to LINE, one to the simulator for built-in simulator channels. */
@Injectable()
export class LineGateways {
  private readonly line: LineGateway;
  private readonly simulator: LineGateway;

  constructor(@Inject(CONFIG) config: Config, clock: Clock, lifecycle: Lifecycle) {
    // Read at each call: a port chosen at start is known only then.
    const picturesAt = () => `${config.PUBLIC_URL}/${PICTURES_PATH}`;
    this.line = createLineGateway({ apiBaseUrl: config.LINE_API_BASE_URL, dataApiBaseUrl: config.LINE_DATA_API_BASE_URL, clock, picturesAt });
    // Without a simulator its channels cannot be reached: calls end as on a broken network, and nothing is sent to LINE.
    const simulatorUrl = config.SIMULATOR_URL ?? 'http://127.0.0.1:9';
    this.simulator = createLineGateway({ apiBaseUrl: simulatorUrl, dataApiBaseUrl: simulatorUrl, clock, picturesAt });
    lifecycle.register({
      name: 'line gateways',
      stop: async () => {
        await Promise.all([this.line.close(), this.simulator.close()]);
      },
    });
  }

  /** Where calls for this kind of channel go. */
  of(kind: ChannelKind): LineGateway {
    return kind === 'simulator' ? this.simulator : this.line;
  }
}
