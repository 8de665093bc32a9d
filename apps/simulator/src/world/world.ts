import { createTransport, type Transport } from '@chatloom/line';
import { Deliverer } from '../webhooks/deliverer';
import { Channel, type Keep } from './channel';
import { botUserIdOf, MessageIds } from './ids';
import { type ChannelSettings, type ChannelSettingsInput, defaultSettings, mergeSettings } from './settings';

/** A token and what it opens; tokens from the OAuth endpoints expire. */
interface Token {
  channel: Channel;
  expiresAt?: number;
}

/** The same access token cannot open two channels. */
export class TokenTakenError extends Error {
  constructor() {
    super('Another channel has this access token.');
    this.name = 'TokenTakenError';
  }
}

/** Everything the simulator knows: channels, tokens, and a clock that can be moved. */
export class World {
  readonly channels = new Map<string, Channel>();
  readonly messageIds: MessageIds;
  private readonly tokens = new Map<string, Token>();
  private readonly deliverers = new Map<string, Deliverer>();
  private readonly transport: Transport = createTransport({ connections: 64, connectMs: 2_000 });
  private readonly listeners = new Set<() => void>();
  /** How far the simulator's clock is ahead of the outside clock. */
  private offsetMs = 0;

  constructor(
    private readonly clock: { now(): number },
    private readonly keep: Keep,
  ) {
    this.messageIds = new MessageIds(clock.now());
  }

  readonly now = (): number => this.clock.now() + this.offsetMs;

  get clockOffsetMs(): number {
    return this.offsetMs;
  }
  set clockOffsetMs(offsetMs: number) {
    this.offsetMs = offsetMs;
    this.touch();
  }

  /** Makes a channel, or brings one up to date; users and chats stay. Tokens that are no longer named stop working. */
  register(id: string, input: ChannelSettingsInput): Channel {
    const known = this.channels.get(id);
    const settings = mergeSettings(known?.settings ?? defaultSettings(id, botUserIdOf(id)), input);
    for (const token of settings.accessTokens) {
      const owner = this.tokens.get(token)?.channel;
      if (owner && owner.id !== id) throw new TokenTakenError();
    }
    const channel = known ?? this.addChannel(new Channel(id, settings, this.now, this.keep));
    for (const token of channel.settings.accessTokens) this.tokens.delete(token);
    channel.settings = settings;
    for (const token of settings.accessTokens) this.tokens.set(token, { channel });
    this.touch();
    return channel;
  }

  /** A channel as a snapshot had it. */
  restoreChannel(id: string, settings: ChannelSettings): Channel {
    return this.addChannel(new Channel(id, settings, this.now, this.keep));
  }

  private addChannel(channel: Channel): Channel {
    this.channels.set(channel.id, channel);
    this.deliverers.set(channel.id, new Deliverer(channel, this.transport, this.now));
    for (const token of channel.settings.accessTokens) this.tokens.set(token, { channel });
    return channel;
  }

  deliverer(channel: Channel): Deliverer {
    return this.deliverers.get(channel.id)!;
  }

  /** The channel an access token opens, if it is known and not expired. */
  channelOf(token: string): Channel | undefined {
    const found = this.tokens.get(token);
    return found && (found.expiresAt === undefined || this.now() < found.expiresAt) ? found.channel : undefined;
  }

  /** A token issued by an OAuth endpoint. */
  grant(token: string, channel: Channel, lifeMs: number): void {
    this.tokens.set(token, { channel, expiresAt: this.now() + lifeMs });
  }
  expiryOf(token: string): number | undefined {
    return this.tokens.get(token)?.expiresAt;
  }
  revoke(token: string): void {
    this.tokens.delete(token);
  }

  removeChannel(id: string): boolean {
    const channel = this.channels.get(id);
    if (!channel) return false;
    this.deliverers.get(id)?.close();
    this.deliverers.delete(id);
    for (const [token, entry] of this.tokens) if (entry.channel === channel) this.tokens.delete(token);
    for (const chat of channel.chats.values()) chat.clear();
    this.touch();
    return this.channels.delete(id);
  }

  /** As on the first day: no channels, and the clock of outside. */
  reset(): void {
    for (const id of this.channels.keys()) this.removeChannel(id);
    this.clockOffsetMs = 0;
  }

  /** Something changed that a snapshot should hold. */
  touch(): void {
    for (const listener of this.listeners) listener();
  }
  onTouch(listener: () => void): void {
    this.listeners.add(listener);
  }

  async close(): Promise<void> {
    for (const deliverer of this.deliverers.values()) deliverer.close();
    await this.transport.close();
  }
}
