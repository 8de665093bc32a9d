import { Injectable } from '@nestjs/common';
import { Clock, Database, SecretsBox } from '@chatloom/platform';
import { Gather } from '../support/Gather';
import { LruCache } from '../support/LruCache';
import type { ChannelKind, ChannelRuns, ChannelState } from './Channel';
import { ChannelTokens, RENEW_BEFORE_MS } from './ChannelTokens';
import { secretPlace } from './secretPlace';

/** A channel ready for use. Holds secrets: never log it whole. */
export interface ChannelInUse {
  id: string;
  botId: string;
  kind: ChannelKind;
  /** Channel secret: signs webhooks. */
  secret: string;
  /** Empty while a token that we issue ourselves cannot be had: the gateway then asks to come back. */
  accessToken: string;
  /** Epoch ms; null for tokens a person gave. */
  tokenExpiresAt: number | null;
  /** The channel's number at LINE, when known. */
  lineChannelId: string | null;
  /** So much of the month is used that pushes wait (the channel's setting); replies go on. */
  holdsPushes: boolean;
  /** `destination` of its webhooks; null until the first check. */
  botUserId: string | null;
  state: ChannelState;
  runs: ChannelRuns;
}

/** A change made by another process is noticed after at most so long. */
const FRESH_MS = 1_000;
const REMEMBERED_MAX = 20_000;
const WEBHOOK_KEY = /^[A-Za-z0-9_-]{22,64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Row {
  id: string;
  bot_id: string;
  kind: ChannelKind;
  webhook_key: string;
  secret_enc: string;
  token_enc: string;
  bot_user_id: string | null;
  state: ChannelState;
  runs: ChannelRuns;
  line_channel_id: string | null;
  token_kind: 'given' | 'issued';
  token_expires_at: string | null;
  holds_pushes: boolean;
}
// Months and quotas are LINE's, in UTC+9 (FACTS §18.7); numbers of an earlier month stop nobody.
const SELECT = `SELECT c.id, c.bot_id, c.kind, c.webhook_key, c.secret_enc, c.token_enc, c.bot_user_id, c.state, c.runs, c.line_channel_id, c.token_kind,
    extract(epoch FROM c.token_expires_at) * 1000 AS token_expires_at,
    coalesce(q.used * 100 >= q.quota_limit * c.push_stop_percent AND q.month = to_char(to_timestamp($2::float8 / 1000) AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), false) AS holds_pushes
  FROM channel c JOIN bot b ON b.id = c.bot_id LEFT JOIN channel_quota q ON q.channel_id = c.id WHERE b.archived_at IS NULL AND`;
/** With less than this left, waiting for the new token is safer than a call with the old one. */
const STILL_GOOD_MS = 30_000;

/**
 * Channels for the hot paths. What was looked up counts for a second, absent ones too; look-ups of the same moment
 * share a query, so a flood of invented webhook keys costs one query at a time. Channels of archived bots are absent.
 */
@Injectable()
export class ChannelDirectory {
  private readonly remembered = new LruCache<string, { channel: ChannelInUse | undefined; at: number }>(REMEMBERED_MAX);
  private readonly byKey: Gather<string, ChannelInUse>;
  private readonly byIds: Gather<string, ChannelInUse>;
  /** Opening a sealed secret costs more than comparing it with the one opened last. */
  private readonly opened = new LruCache<string, { row: Row; channel: ChannelInUse }>(REMEMBERED_MAX);

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsBox,
    private readonly clock: Clock,
    /** Renews tokens we issue; tools that never call LINE do without. */
    private readonly tokens?: ChannelTokens,
  ) {
    this.byKey = new Gather(async (keys) => {
      const { rows } = await database.pg.query<Row>('bots.channelsByKey', `${SELECT} c.webhook_key = ANY($1)`, [keys, clock.now()]);
      return new Map(rows.map((row) => [row.webhook_key, this.open(row)]));
    });
    this.byIds = new Gather(async (ids) => {
      const { rows } = await database.pg.query<Row>('bots.channelsById', `${SELECT} c.id = ANY($1)`, [ids, clock.now()]);
      return new Map(rows.map((row) => [row.id, this.open(row)]));
    });
  }

  /** The channel LINE calls at `/webhook/<key>`. */
  byWebhookKey(key: string): Promise<ChannelInUse | undefined> {
    if (!WEBHOOK_KEY.test(key)) return Promise.resolve(undefined);
    return this.recall(key, this.byKey);
  }

  /** For calls to LINE: with a token that is good for some time yet, or none. */
  async byId(id: string): Promise<ChannelInUse | undefined> {
    if (!UUID.test(id)) return undefined;
    const channel = await this.recall(id.toLowerCase(), this.byIds);
    return channel && channel.tokenExpiresAt !== null ? this.withGoodToken(channel) : channel;
  }

  /** Forget everything: a channel was changed by this process. */
  forget(): void {
    this.remembered.clear();
  }

  private async withGoodToken(channel: ChannelInUse): Promise<ChannelInUse> {
    const left = channel.tokenExpiresAt! - this.clock.now();
    if (left > RENEW_BEFORE_MS || channel.lineChannelId === null || !this.tokens) return channel;
    const renewal = this.tokens.renew({ id: channel.id, kind: channel.kind, lineChannelId: channel.lineChannelId, secret: channel.secret });
    // The old one still works: nobody has to wait.
    if (left > STILL_GOOD_MS) return channel;
    const renewed = await renewal;
    if (!renewed) return { ...channel, accessToken: '' };
    const fresh = { ...channel, accessToken: renewed.token, tokenExpiresAt: renewed.expiresAt };
    this.remembered.set(channel.id, { channel: fresh, at: this.clock.now() });
    return fresh;
  }

  private async recall(key: string, look: Gather<string, ChannelInUse>): Promise<ChannelInUse | undefined> {
    const known = this.remembered.get(key);
    const now = this.clock.now();
    if (known && now - known.at < FRESH_MS) return known.channel;
    const channel = await look.load(key);
    this.remembered.set(key, { channel, at: now });
    return channel;
  }

  private open(row: Row): ChannelInUse {
    const known = this.opened.get(row.id);
    if (known && sameRow(known.row, row)) return known.channel;
    const channel: ChannelInUse = {
      id: row.id,
      botId: row.bot_id,
      kind: row.kind,
      secret: this.secrets.open(row.secret_enc, secretPlace(row.id, 'secret')),
      accessToken: this.secrets.open(row.token_enc, secretPlace(row.id, 'token')),
      botUserId: row.bot_user_id,
      state: row.state,
      runs: row.runs,
      tokenExpiresAt: row.token_kind === 'issued' ? Number(row.token_expires_at ?? 0) : null,
      lineChannelId: row.line_channel_id,
      holdsPushes: row.holds_pushes,
    };
    this.opened.set(row.id, { row, channel });
    return channel;
  }
}

function sameRow(a: Row, b: Row): boolean {
  const isSameToken = a.token_kind === b.token_kind && a.token_expires_at === b.token_expires_at && a.line_channel_id === b.line_channel_id;
  return isSameToken && a.holds_pushes === b.holds_pushes && a.secret_enc === b.secret_enc && a.token_enc === b.token_enc && a.bot_user_id === b.bot_user_id && a.state === b.state && a.runs === b.runs;
}
