import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ChannelDirectory, Channels } from '@chatloom/bots';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';

const TIMEOUT_MS = 5_000;
/** The simulator may start after us; it is asked again in ever longer pauses. */
const RETRY_MS = { first: 250, longest: 15_000 };
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Makes simulator channels known to the simulator: one when its bot is made, all of them at start. Telling it again
 * changes nothing, so every process may do it.
 */
@Injectable()
export class SimulatorRegistrar implements LifecyclePart {
  readonly name = 'simulator channels';
  private retry: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly channels: Channels,
    private readonly directory: ChannelDirectory,
    private readonly host: HttpAdapterHost,
    lifecycle: Lifecycle,
  ) {
    lifecycle.register(this);
  }

  /** Does not wait for the simulator: a server without one is a server all the same. */
  start(): void {
    if (this.config.SIMULATOR_URL && this.config.isWeb) void this.registerAll(RETRY_MS.first);
  }

  stop(): void {
    this.isStopping = true;
    clearTimeout(this.retry);
  }

  /** Make one channel known. @returns whether the simulator took it; if not, the next start makes up for it. */
  async register(channelId: string): Promise<boolean> {
    const base = this.config.SIMULATOR_URL;
    if (!base) return false;
    try {
      const channel = await this.directory.byId(channelId);
      if (channel?.kind !== 'simulator') return false;
      const { name, webhookKey } = await this.channels.getOrThrow(channel.botId, channelId);
      const response = await fetch(new URL(`/sim/v1/channels/${channelId}`, base), {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        body: JSON.stringify({
          secret: channel.secret,
          accessToken: channel.accessToken,
          displayName: name,
          webhookUrl: `${this.addressFor(base)}/webhook/${webhookKey}`,
          // Pictures of somebody's own machine may be tried out; LINE itself wants https.
          lenient: true,
        }),
      });
      if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
      const { botUserId } = (await response.json()) as { botUserId?: unknown };
      if (typeof botUserId === 'string' && botUserId !== channel.botUserId) await this.channels.identify(channelId, { botUserId, basicId: '@simulator', displayName: name });
      return true;
    } catch (error) {
      this.logger.warn({ err: error as Error, channelId }, 'A simulator channel could not be registered yet.');
      return false;
    }
  }

  private async registerAll(pauseMs: number): Promise<void> {
    if ((await this.tryAll()) || this.isStopping) return;
    this.retry = setTimeout(() => void this.registerAll(Math.min(pauseMs * 2, RETRY_MS.longest)), pauseMs);
    this.retry.unref();
  }

  private async tryAll(): Promise<boolean> {
    try {
      for (const id of await this.channels.simulatorIds()) if (!(await this.register(id))) return false;
      return true;
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'Simulator channels could not be read.');
      return false;
    }
  }

  /** A simulator on this machine calls us directly, whatever address the world knows us by. */
  private addressFor(simulatorUrl: string): string {
    const address: unknown = this.host.httpAdapter.getHttpServer().address();
    if (!LOOPBACK.has(new URL(simulatorUrl).hostname) || typeof address !== 'object' || address === null) return this.config.PUBLIC_URL;
    return `http://127.0.0.1:${(address as { port: number }).port}`;
  }
}
