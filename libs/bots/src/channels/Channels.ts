import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, IdSource, SecretsBox } from '@chatloom/platform';
import type { EntityManager } from 'typeorm';
import { NotFoundError, StateConflictError } from '../errors';
import { Channel, type ChannelKind, type ChannelRuns, type ChannelTick } from './Channel';
import { ChannelDirectory } from './ChannelDirectory';
import { secretPlace } from './secretPlace';

/** 144 random bits as 24 characters: an address nobody can guess. */
const WEBHOOK_KEY_BYTES = 18;
/** Like LINE's: 32 hexadecimal digits. */
const SECRET_BYTES = 16;
const TOKEN_BYTES = 32;

export interface ChannelChange {
  name?: string;
  channelSecret?: string;
  /** A token a person pasted, or one just issued with its end. */
  accessToken?: string | IssuedToken;
  lineChannelId?: string;
  state?: 'active' | 'paused';
  runs?: ChannelRuns;
  ticked?: Partial<Record<ChannelTick, boolean>>;
  /** null = pushes are never held back. */
  pushStopPercent?: number | null;
}
/** A token made from channel id and secret. */
export interface IssuedToken {
  token: string;
  /** Epoch ms. */
  issuedAt: number;
  expiresAt: number;
}
export interface NewLineChannel {
  name: string;
  channelSecret: string;
  /** With an issued token `lineChannelId` is there too, so that it can be renewed. */
  accessToken: string | IssuedToken;
  lineChannelId?: string;
}
/** What LINE tells about the bot behind a channel. */
export interface ChannelIdentity {
  botUserId: string;
  basicId: string;
  displayName: string;
}

/** Channels of a bot: made, changed, paused. Secrets go in and never come out here; `ChannelDirectory` opens them for use. */
@Injectable()
export class Channels {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsBox,
    private readonly ids: IdSource,
    private readonly directory: ChannelDirectory,
  ) {}

  /** All channels of the bot, the simulator channel first. */
  list(botId: string): Promise<Channel[]> {
    return this.database.orm.getRepository(Channel).createQueryBuilder('channel').where({ botId }).orderBy('channel.kind', 'DESC').addOrderBy('channel.createdAt').addOrderBy('channel.id').getMany();
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, channelId: string): Promise<Channel> {
    const channel = await this.database.orm.getRepository(Channel).findOneBy({ id: channelId, botId });
    if (!channel) throw new NotFoundError('channel');
    return channel;
  }

  /** Simulator channels of all bots that are not archived, with what the simulator must know. */
  async simulatorIds(): Promise<string[]> {
    const { rows } = await this.database.pg.query<{ id: string }>(
      'bots.simulatorChannels',
      `SELECT c.id FROM channel c JOIN bot b ON b.id = c.bot_id WHERE c.kind = 'simulator' AND b.archived_at IS NULL ORDER BY c.id`,
    );
    return rows.map((row) => row.id);
  }

  /** Connect a LINE channel. */
  async connectLine(botId: string, given: NewLineChannel): Promise<Channel> {
    const { name, channelSecret: secret, accessToken: token, lineChannelId } = given;
    return this.insert(this.database.orm, { botId, kind: 'line', name, secret, token, lineChannelId, runs: 'published' });
  }

  /** The built-in channel of a new bot, inside the transaction that makes the bot. Its secrets are made up here. */
  async addSimulator(manager: EntityManager, botId: string, name: string): Promise<Channel> {
    return this.insert(manager, { botId, kind: 'simulator', name, secret: randomBytes(SECRET_BYTES).toString('hex'), token: randomBytes(TOKEN_BYTES).toString('base64url'), runs: 'draft' });
  }

  /** @throws NotFoundError, StateConflictError for secrets of the simulator channel (the server keeps those itself). */
  async update(botId: string, channelId: string, change: ChannelChange): Promise<Channel> {
    const channel = await this.getOrThrow(botId, channelId);
    if (channel.kind === 'simulator' && (change.channelSecret !== undefined || change.accessToken !== undefined || change.runs !== undefined)) {
      throw new StateConflictError('The simulator channel has its own secrets and always runs drafts.');
    }
    const set: Partial<Channel> = {};
    if (change.name !== undefined) set.name = change.name;
    if (change.runs !== undefined) set.runs = change.runs;
    if (change.channelSecret !== undefined) Object.assign(set, this.sealed(channelId, 'secret', change.channelSecret));
    if (change.accessToken !== undefined) Object.assign(set, this.tokenColumns(channelId, change.accessToken));
    if (change.lineChannelId !== undefined) set.lineChannelId = change.lineChannelId;
    if (change.ticked !== undefined) set.ticked = { ...channel.ticked, ...change.ticked };
    if (change.pushStopPercent !== undefined) set.pushStopPercent = change.pushStopPercent;
    // Whoever changes the keys has looked at where webhooks come from.
    if (change.channelSecret !== undefined) set.foreignDestination = null;
    if (change.state !== undefined) Object.assign(set, { state: change.state, pausedReason: change.state === 'paused' ? 'byPerson' : null });
    // A new token deserves a new try.
    else if (change.accessToken !== undefined && (channel.pausedReason === 'unauthorized' || channel.pausedReason === 'credentials')) Object.assign(set, { state: 'active', pausedReason: null });
    if (Object.keys(set).length > 0) await this.database.orm.getRepository(Channel).update({ id: channelId, botId }, set);
    this.directory.forget();
    return this.getOrThrow(botId, channelId);
  }

  /** Disconnect: the row and with it the secrets are deleted. @throws NotFoundError, StateConflictError for the simulator channel. */
  async remove(botId: string, channelId: string): Promise<void> {
    const channel = await this.getOrThrow(botId, channelId);
    if (channel.kind === 'simulator') throw new StateConflictError('The simulator channel belongs to the bot and stays.');
    await this.database.orm.getRepository(Channel).delete({ id: channelId, botId });
    this.directory.forget();
  }

  /** Remember who the bot is at LINE. */
  async identify(channelId: string, identity: ChannelIdentity): Promise<void> {
    await this.database.orm.getRepository(Channel).update({ id: channelId }, identity);
    this.directory.forget();
  }

  /**
   * Stop sending through a channel, e.g. with reason `unauthorized` when LINE refuses its token. Events are still taken in.
   * @returns false when it was paused already: the first reason stays.
   */
  async pauseChannel(channelId: string, reason: string): Promise<boolean> {
    const { affected } = await this.database.orm.getRepository(Channel).update({ id: channelId, state: 'active' }, { state: 'paused', pausedReason: reason });
    this.directory.forget();
    return affected === 1;
  }

  async resumeChannel(channelId: string): Promise<void> {
    await this.database.orm.getRepository(Channel).update({ id: channelId }, { state: 'active', pausedReason: null });
    this.directory.forget();
  }

  private async insert(manager: EntityManager, given: { botId: string; kind: ChannelKind; name: string; secret: string; token: string | IssuedToken; lineChannelId?: string; runs: ChannelRuns }): Promise<Channel> {
    const id = this.ids.newId();
    await manager.getRepository(Channel).insert({
      id,
      botId: given.botId,
      kind: given.kind,
      name: given.name,
      webhookKey: randomBytes(WEBHOOK_KEY_BYTES).toString('base64url'),
      state: 'active',
      runs: given.runs,
      ...this.sealed(id, 'secret', given.secret),
      ...(given.lineChannelId === undefined ? {} : { lineChannelId: given.lineChannelId }),
      ...this.tokenColumns(id, given.token),
    });
    this.directory.forget();
    return manager.getRepository(Channel).findOneByOrFail({ id });
  }

  private tokenColumns(channelId: string, given: string | IssuedToken): Partial<Channel> {
    if (typeof given === 'string') return { ...this.sealed(channelId, 'token', given), tokenKind: 'given', tokenExpiresAt: null };
    return { ...this.sealed(channelId, 'token', given.token), tokenKind: 'issued', tokenExpiresAt: new Date(given.expiresAt), tokenIssuedAt: new Date(given.issuedAt) };
  }

  private sealed(channelId: string, which: 'secret' | 'token', plain: string): Partial<Channel> {
    const enc = this.secrets.seal(plain, secretPlace(channelId, which));
    const lastFour = plain.slice(-4);
    return which === 'secret' ? { secretEnc: enc, secretLastFour: lastFour } : { tokenEnc: enc, tokenLastFour: lastFour };
  }
}
