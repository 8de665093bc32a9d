import { Inject, Injectable } from '@nestjs/common';
import type { CallOutcome } from '@chatloom/line';
import { Clock, Database, LOGGER, type Logger, SecretsBox } from '@chatloom/platform';
import type { ChannelKind } from './Channel';
import type { IssuedToken } from './Channels';
import { LineGateways } from './LineGateways';
import { secretPlace } from './secretPlace';
import { signAssertion } from './signAssertion';
import { type SigningKey, TokenKeys } from './TokenKeys';

/** A stateless token lives 15 minutes (FACTS §14); a new one is fetched when so little is left. */
export const RENEW_BEFORE_MS = 3 * 60_000;
/** Longer than a call to LINE may take: after that somebody else may try. */
const RENEWAL_MAX_MS = 15_000;
/** After LINE could not be reached. */
const TRY_AGAIN_AFTER_MS = 2_000;
/** After LINE refused id and secret: a person has to act first. */
const REFUSED_PAUSE_MS = 60_000;
/** A token younger than this that is refused will be refused again: then the account is to blame, not the token. */
const DOUBTED_AFTER_MS = 60_000;

/** A channel whose tokens are made by us. */
export interface RenewableChannel {
  id: string;
  kind: ChannelKind;
  lineChannelId: string;
  secret: string;
}

/**
 * Access tokens made from channel id and secret, or by a signature with a key of ours (`TokenKeys`). The token is kept in the channel's row until shortly before its end;
 * however many processes notice, one of them renews it: the claim on the row is a lease, so nobody holds a lock while LINE is
 * asked.
 */
@Injectable()
export class ChannelTokens {
  /** Renewals of this process under way, so that a thousand messages ask once. */
  private readonly underWay = new Map<string, Promise<IssuedToken | null>>();

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsBox,
    private readonly gateways: LineGateways,
    private readonly clock: Clock,
    private readonly keys: TokenKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A first token for a channel that is not stored yet; tells whether id and secret belong together. */
  async issue(kind: ChannelKind, credentials: { channelId: string; channelSecret: string }): Promise<CallOutcome<IssuedToken>> {
    const issuedAt = this.clock.now();
    const outcome = await this.gateways.of(kind).tokens.issueStateless(credentials.channelId, credentials);
    if (outcome.kind !== 'ok') return outcome;
    const { access_token: token, expires_in: seconds } = outcome.value;
    return { ...outcome, value: { token, issuedAt, expiresAt: issuedAt + seconds * 1_000 } };
  }

  /** A token v2.1, signed for with a key that is registered at LINE. */
  async issueByKey(kind: ChannelKind, lineChannelId: string, key: SigningKey): Promise<CallOutcome<IssuedToken>> {
    const issuedAt = this.clock.now();
    const outcome = await this.gateways.of(kind).tokens.issueByAssertion(lineChannelId, signAssertion({ lineChannelId, ...key, now: issuedAt }));
    if (outcome.kind !== 'ok') return outcome;
    const { access_token: token, expires_in: seconds } = outcome.value;
    return { ...outcome, value: { token, issuedAt, expiresAt: issuedAt + seconds * 1_000 } };
  }

  /** The token after renewal, by us or by another process; null when there is none at the moment. */
  renew(channel: RenewableChannel): Promise<IssuedToken | null> {
    const known = this.underWay.get(channel.id);
    if (known) return known;
    const renewal = this.renewOnce(channel)
      .catch((error: unknown) => {
        this.logger.warn({ err: error as Error, channelId: channel.id }, 'An access token could not be renewed yet.');
        return null;
      })
      .finally(() => this.underWay.delete(channel.id));
    this.underWay.set(channel.id, renewal);
    return renewal;
  }

  /**
   * LINE refused the channel's token. An issued one that is not brand-new is given up, so that the next use fetches
   * another.
   * @returns false when that cannot help: the token was given by a person, or a fresh one was refused too
   */
  async giveUp(channelId: string): Promise<boolean> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ given_up: boolean }>(
      'bots.giveUpToken',
      `UPDATE channel SET token_expires_at = to_timestamp($2::float8 / 1000)
       WHERE id = $1 AND token_kind = 'issued' AND token_issued_at < to_timestamp($3::float8 / 1000) RETURNING true AS given_up`,
      [channelId, now, now - DOUBTED_AFTER_MS],
    );
    return rows.length > 0;
  }

  private async renewOnce(channel: RenewableChannel): Promise<IssuedToken | null> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ id: string }>(
      'bots.claimRenewal',
      `UPDATE channel SET token_renewing_until = to_timestamp(($2::float8 + ${RENEWAL_MAX_MS}) / 1000)
       WHERE id = $1 AND token_kind = 'issued' AND (token_expires_at IS NULL OR token_expires_at <= to_timestamp(($2::float8 + ${RENEW_BEFORE_MS}) / 1000))
         AND (token_renewing_until IS NULL OR token_renewing_until <= to_timestamp($2::float8 / 1000)) RETURNING id`,
      [channel.id, now],
    );
    if (rows.length === 0) return this.stored(channel.id);
    const key = await this.keys.inUse(channel.id);
    const outcome = key ? await this.issueByKey(channel.kind, channel.lineChannelId, key) : await this.issue(channel.kind, { channelId: channel.lineChannelId, channelSecret: channel.secret });
    if (outcome.kind === 'ok') {
      await this.store(channel.id, outcome.value);
      return outcome.value;
    }
    if (outcome.kind === 'retryLater') await this.release(channel.id, this.clock.now() + Math.max(TRY_AGAIN_AFTER_MS, outcome.after));
    else {
      await this.release(channel.id, this.clock.now() + REFUSED_PAUSE_MS);
      await this.pause(channel.id);
    }
    return null;
  }

  /** What another process has stored meanwhile. */
  private async stored(channelId: string): Promise<IssuedToken | null> {
    const { rows } = await this.database.pg.query<{ token_enc: string; issued_at: string; expires_at: string }>(
      'bots.storedToken',
      `SELECT token_enc, extract(epoch FROM token_issued_at) * 1000 AS issued_at, extract(epoch FROM token_expires_at) * 1000 AS expires_at FROM channel
       WHERE id = $1 AND token_kind = 'issued' AND token_expires_at > to_timestamp($2::float8 / 1000)`,
      [channelId, this.clock.now()],
    );
    const row = rows[0];
    return row ? { token: this.secrets.open(row.token_enc, secretPlace(channelId, 'token')), issuedAt: Number(row.issued_at), expiresAt: Number(row.expires_at) } : null;
  }

  private async store(channelId: string, { token, issuedAt, expiresAt }: IssuedToken): Promise<void> {
    await this.database.pg.query(
      'bots.storeToken',
      `UPDATE channel SET token_enc = $2, token_last_four = $3, token_issued_at = to_timestamp($4::float8 / 1000),
         token_expires_at = to_timestamp($5::float8 / 1000), token_renewing_until = NULL WHERE id = $1 AND token_kind = 'issued'`,
      [channelId, this.secrets.seal(token, secretPlace(channelId, 'token')), token.slice(-4), issuedAt, expiresAt],
    );
  }

  private async release(channelId: string, until: number): Promise<void> {
    await this.database.pg.query('bots.releaseRenewal', 'UPDATE channel SET token_renewing_until = to_timestamp($2::float8 / 1000) WHERE id = $1', [channelId, until]);
  }

  /** LINE no longer takes id and secret: only a person can mend that. One alert, by whoever pauses first. */
  private async pause(channelId: string): Promise<void> {
    const { rows } = await this.database.pg.query<{ id: string }>(
      'bots.pauseForCredentials',
      `UPDATE channel SET state = 'paused', paused_reason = 'credentials' WHERE id = $1 AND state = 'active' RETURNING id`,
      [channelId],
    );
    if (rows.length > 0) this.logger.error({ channelId, code: 'channelPaused' }, 'LINE does not accept channel id and secret any more. The messages of the channel are kept; enter the new secret to go on.');
  }
}
