import { createTransport, type Transport } from '@chatloom/line';
import { Deliverer } from '../webhooks/deliverer';
import { Channel, type Keep } from './channel';
import { botUserIdOf, MessageIds } from './ids';
import { type ChannelSettings, type ChannelSettingsInput, defaultSettings, mergeSettings } from './settings';

/** Does what was accepted earlier; `now` is the moment it was due. */
export type JobHandler = (scene: { world: World; channel: Channel; now: number }, payload: unknown) => void;

/** A token and what it opens; tokens from the OAuth endpoints expire. */
interface Token {
  channel: Channel;
  kind: TokenKind;
  /** Epoch ms. */
  expiresAt?: number;
  /** Of v2.1 tokens. */
  keyId?: string;
}

/** How a token came about (FACTS §14); `longLived` ones are named at registration. */
export type TokenKind = 'longLived' | 'stateless' | 'v2.1' | 'shortLived';

/** A token of an OAuth endpoint, for the snapshot file. */
export interface IssuedToken {
  token: string;
  kind: TokenKind;
  expiresAt: number;
  keyId?: string;
}

/** Node's timers take 32 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

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
  private jobTimer: NodeJS.Timeout | undefined;
  /** How far the simulator's clock is ahead of the outside clock. */
  private offsetMs = 0;

  constructor(
    private readonly clock: { now(): number },
    private readonly keep: Keep,
    private readonly jobHandlers: Readonly<Record<string, JobHandler>> = {},
  ) {
    this.messageIds = new MessageIds(clock.now());
  }

  readonly now = (): number => this.clock.now() + this.offsetMs;

  get clockOffsetMs(): number {
    return this.offsetMs;
  }
  set clockOffsetMs(offsetMs: number) {
    this.offsetMs = offsetMs;
    this.runDueJobs();
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
    for (const token of settings.accessTokens) this.tokens.set(token, { channel, kind: 'longLived' });
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
    for (const token of channel.settings.accessTokens) this.tokens.set(token, { channel, kind: 'longLived' });
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
  grant(token: string, channel: Channel, kind: TokenKind, lifeMs: number, keyId?: string): void {
    this.restoreToken(channel, { token, kind, expiresAt: this.now() + lifeMs, ...(keyId !== undefined && { keyId }) });
    this.touch();
  }
  restoreToken(channel: Channel, { token, ...rest }: IssuedToken): void {
    this.tokens.set(token, { channel, ...rest });
  }
  /** The channel's living tokens of OAuth endpoints, oldest first; all kinds, or one. */
  tokensOf(channel: Channel, kind?: TokenKind): IssuedToken[] {
    const living: IssuedToken[] = [];
    for (const [token, entry] of this.tokens) {
      const { expiresAt, channel: owner, ...rest } = entry;
      if (owner !== channel || expiresAt === undefined || (kind !== undefined && kind !== rest.kind)) continue;
      if (this.now() < expiresAt) living.push({ token, expiresAt, ...rest });
    }
    return living;
  }
  kindOf(token: string): TokenKind | undefined {
    return this.tokens.get(token)?.kind;
  }
  expiryOf(token: string): number | undefined {
    return this.tokens.get(token)?.expiresAt;
  }
  revoke(token: string): void {
    this.tokens.delete(token);
  }

  /** Has `kind` done with `payload` after the channel's `asyncMs`, or at another moment. */
  later(channel: Channel, kind: string, payload: unknown, dueAt = this.now() + channel.settings.asyncMs): void {
    channel.jobs.add({ dueAt, kind, payload });
    this.runDueJobs();
  }

  /** Does what is due by now; also called before every request, for clocks that jump. */
  runDueJobs(): void {
    const now = this.now();
    let next: number | undefined;
    for (const channel of this.channels.values()) {
      for (let job = channel.jobs.takeDue(now); job; job = channel.jobs.takeDue(now)) {
        this.jobHandlers[job.kind]?.({ world: this, channel, now: job.dueAt }, job.payload);
        this.touch();
      }
      const at = channel.jobs.nextAt();
      if (at !== undefined) next = Math.min(next ?? at, at);
    }
    clearTimeout(this.jobTimer);
    if (next !== undefined) this.jobTimer = setTimeout(() => this.runDueJobs(), Math.min(next - now, LONGEST_TIMER_MS)).unref();
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
    clearTimeout(this.jobTimer);
    for (const deliverer of this.deliverers.values()) deliverer.close();
    await this.transport.close();
  }
}
