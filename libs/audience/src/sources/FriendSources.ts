import { Inject, Injectable } from '@nestjs/common';
import { Flows, NotFoundError, StateConflictError } from '@chatloom/bots';
import type { EffectScene } from '@chatloom/conversations';
import { type FriendSourceAnswer, friendCodeMessage } from '@chatloom/engine';
import { Clock, CONFIG, type Config, Database, IdSource, type Transaction } from '@chatloom/platform';
import { randomInt } from 'node:crypto';

/** A link and QR code, with what became of it. */
export interface FriendSourceView {
  id: string;
  channelId: string;
  name: string;
  code: string;
  url: string;
  message: string;
  lineUrl: string | null;
  tags: string[];
  flowId: string | null;
  isActive: boolean;
  counts: { opened: number; people: number; joined: number; friends: number };
  lastAt: Date | null;
  createdAt: Date;
}
export interface FriendSourceChange {
  name: string;
  tags: string[];
  flowId: string | null;
  isActive: boolean;
}

/** What the page behind the address needs. */
export interface OpenedSource {
  /** LINE's address that opens the chat with the message; null for simulator channels. */
  lineUrl: string | null;
  message: string;
  /** As people know the account. */
  accountName: string;
  url: string;
}

/** Letters and digits nobody confuses when reading them aloud. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 8;
/** Whoever was met so short a time before has come by the code. */
const JOINED_WITHIN_MS = 3_600_000;
const UNIQUE_VIOLATION = '23505';
const SOURCES_MAX = 1_000;

const SELECT = `SELECT s.id, s.channel_id AS "channelId", s.name, s.code, s.tags, s.flow_id AS "flowId", s.is_active AS "isActive", s.opened, s.created_at AS "createdAt",
    h.kind, h.basic_id, coalesce(u.people, 0)::int AS people, coalesce(u.joined, 0)::int AS joined, coalesce(u.friends, 0)::int AS friends, u.last_at AS "lastAt"
  FROM friend_source s JOIN channel h ON h.id = s.channel_id LEFT JOIN LATERAL (
    SELECT count(*) AS people, count(*) FILTER (WHERE p.joined) AS joined, count(*) FILTER (WHERE c.is_friend) AS friends, max(p.last_at) AS last_at
    FROM friend_source_use p JOIN contact c ON c.id = p.contact_id WHERE p.source_id = s.id) u ON true`;
type Row = Omit<FriendSourceView, 'url' | 'message' | 'lineUrl' | 'counts'> & { kind: 'line' | 'simulator'; basic_id: string | null; opened: number; people: number; joined: number; friends: number };

/**
 * Links and QR codes by which friends come. LINE does not say how somebody found an account, so the link opens the chat with a code
 * already written (FACTS §15, `oaMessage`); the person sends it, and the turn that takes it gives the tags and starts the flow.
 */
@Injectable()
export class FriendSources {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly flows: Flows,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Newest first. */
  async list(botId: string): Promise<FriendSourceView[]> {
    const { rows } = await this.database.pg.query<Row>('audience.sources', `${SELECT} WHERE s.bot_id = $1 ORDER BY s.id DESC LIMIT ${SOURCES_MAX}`, [botId]);
    return rows.map((row) => this.toView(row));
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, sourceId: string): Promise<FriendSourceView> {
    const { rows } = await this.database.pg.query<Row>('audience.source', `${SELECT} WHERE s.bot_id = $1 AND s.id = $2`, [botId, sourceId]);
    if (!rows[0]) throw new NotFoundError('friend source');
    return this.toView(rows[0]);
  }

  /** @throws NotFoundError for a channel or flow of another bot; StateConflictError when the code is taken. */
  async create(botId: string, source: FriendSourceChange & { channelId: string; code?: string }): Promise<FriendSourceView> {
    await this.checkFlow(botId, source.flowId);
    const { rows: channels } = await this.database.pg.query('audience.sourceChannel', 'SELECT 1 FROM channel WHERE bot_id = $1 AND id = $2', [botId, source.channelId]);
    if (channels.length === 0) throw new NotFoundError('channel');
    const id = this.ids.newId();
    try {
      await this.database.pg.query(
        'audience.addSource',
        'INSERT INTO friend_source (id, bot_id, channel_id, name, code, tags, flow_id, is_active, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [id, botId, source.channelId, source.name, source.code ?? newCode(), source.tags, source.flowId, source.isActive, new Date(this.clock.now())],
      );
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw new StateConflictError('This code is in use already. Choose another one.');
      throw error;
    }
    return this.getOrThrow(botId, id);
  }

  /** @throws NotFoundError */
  async update(botId: string, sourceId: string, change: FriendSourceChange): Promise<FriendSourceView> {
    await this.checkFlow(botId, change.flowId);
    await this.database.pg.query('audience.setSource', 'UPDATE friend_source SET name = $3, tags = $4, flow_id = $5, is_active = $6 WHERE bot_id = $1 AND id = $2', [
      botId, sourceId, change.name, change.tags, change.flowId, change.isActive,
    ]);
    return this.getOrThrow(botId, sourceId);
  }

  /** @throws NotFoundError */
  async delete(botId: string, sourceId: string): Promise<void> {
    const { rowCount } = await this.database.pg.query('audience.dropSource', 'DELETE FROM friend_source WHERE bot_id = $1 AND id = $2', [botId, sourceId]);
    if (rowCount === 0) throw new NotFoundError('friend source');
  }

  /**
   * Somebody opened the address.
   * @param counts false for programs that only look at what is behind it
   * @returns null when there is no such source any more, or it is switched off
   */
  async open(code: string, counts: boolean): Promise<OpenedSource | null> {
    const { rows } = await this.database.pg.query<{ code: string; kind: 'line' | 'simulator'; basic_id: string | null; account_name: string }>(
      'audience.openSource',
      `WITH counted AS (UPDATE friend_source SET opened = opened + 1 WHERE lower(code) = lower($1) AND is_active AND $2)
       SELECT s.code, h.kind, h.basic_id, coalesce(h.display_name, h.name) AS account_name FROM friend_source s JOIN channel h ON h.id = s.channel_id JOIN bot b ON b.id = s.bot_id
       WHERE lower(s.code) = lower($1) AND s.is_active AND b.archived_at IS NULL`,
      [code, counts],
    );
    const row = rows[0];
    return row ? { lineUrl: lineUrlOf(row), message: friendCodeMessage(row.code), accountName: row.account_name, url: this.urlOf(row.code) } : null;
  }

  /** The effect `friendCodeSent`: part of the turn that takes the message. @returns null when the code is none of this channel's */
  async sentInTurn(tx: Transaction, { botId, channelId, contactId, now }: EffectScene, code: string): Promise<FriendSourceAnswer | null> {
    if (contactId === null) return null;
    const { rows } = await tx.query<{ id: string; name: string; tags: string[]; flow_id: string | null }>(
      'audience.sentCode',
      'SELECT id, name, tags, flow_id FROM friend_source WHERE lower(code) = lower($1) AND bot_id = $2 AND channel_id = $3 AND is_active',
      [code, botId, channelId],
    );
    const source = rows[0];
    if (!source) return null;
    await tx.query(
      'audience.useSource',
      `INSERT INTO friend_source_use (source_id, contact_id, bot_id, joined, first_at, last_at)
       SELECT $1, c.id, $3, c.created_at > $4::timestamptz - interval '${JOINED_WITHIN_MS} milliseconds' AND c.source_id IS NULL, $4, $4 FROM contact c WHERE c.id = $2
       ON CONFLICT (source_id, contact_id) DO UPDATE SET last_at = excluded.last_at, times = friend_source_use.times + 1`,
      [source.id, contactId, botId, new Date(now)],
    );
    await tx.query('audience.firstSource', 'UPDATE contact SET source_id = $3, source_at = $4 WHERE bot_id = $1 AND id = $2 AND source_id IS NULL', [botId, contactId, source.id, new Date(now)]);
    return { name: source.name, addTags: source.tags, ...(source.flow_id === null ? {} : { startFlowId: source.flow_id }) };
  }

  /** Sources that give this tag. */
  async givingTag(botId: string, tag: string): Promise<{ id: string; name: string }[]> {
    const { rows } = await this.database.pg.query<{ id: string; name: string }>('audience.sourcesWithTag', 'SELECT id, name FROM friend_source WHERE bot_id = $1 AND $2 = ANY (tags) ORDER BY name', [botId, tag]);
    return rows;
  }

  private async checkFlow(botId: string, flowId: string | null): Promise<void> {
    if (flowId !== null) await this.flows.summary(botId, flowId);
  }

  private toView({ kind, basic_id, opened, people, joined, friends, ...row }: Row): FriendSourceView {
    return { ...row, url: this.urlOf(row.code), message: friendCodeMessage(row.code), lineUrl: lineUrlOf({ kind, basic_id, code: row.code }), counts: { opened, people, joined, friends } };
  }

  private urlOf(code: string): string {
    return new URL(`/f/${code}`, this.config.PUBLIC_URL).href;
  }
}

/** LINE's address that opens the chat with the message written (FACTS §15); the account's basic id is known after the first check of the channel. */
function lineUrlOf({ kind, basic_id, code }: { kind: 'line' | 'simulator'; basic_id: string | null; code: string }): string | null {
  if (kind !== 'line' || basic_id === null) return null;
  return `https://line.me/R/oaMessage/${encodeURIComponent(basic_id)}/?${encodeURIComponent(friendCodeMessage(code))}`;
}

/** Nobody guesses or reads anything out of it, so chance needs no seed. */
function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
