import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock, Database, SecretsBox } from '@chatloom/platform';
import { StateConflictError } from '../errors';
import { secretPlace } from './secretPlace';

/** The public half, as LINE's console wants it pasted (FACTS §14: RSA 2048). */
export interface PublicTokenKey {
  publicKey: { kty: string; n: string; e: string; alg: 'RS256'; use: 'sig' };
  /** What LINE calls it; null until it was registered there. */
  kid: string | null;
  createdAt: Date;
}
/** A key LINE knows, ready to sign. */
export interface SigningKey {
  kid: string;
  privateKeyPem: string;
}

const COLUMNS = 'public_jwk AS "publicKey", kid, created_at AS "createdAt"';

/** Key pairs that sign for access tokens. The private half is made here, sealed, and never leaves. */
@Injectable()
export class TokenKeys {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsBox,
    private readonly clock: Clock,
  ) {}

  /** Null when the channel has none. */
  async find(botId: string, channelId: string): Promise<PublicTokenKey | null> {
    const { rows } = await this.database.pg.query<PublicTokenKey>('bots.tokenKey', `SELECT ${COLUMNS} FROM channel_token_key WHERE bot_id = $1 AND channel_id = $2`, [botId, channelId]);
    return rows[0] ?? null;
  }

  /** A new pair, in place of one that was never registered. @throws StateConflictError when the key in use would be lost */
  async make(botId: string, channelId: string): Promise<PublicTokenKey> {
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const { kty, n, e } = publicKey.export({ format: 'jwk' });
    const sealed = this.secrets.seal(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, secretPlace(channelId, 'tokenKey'));
    const { rows } = await this.database.pg.query<PublicTokenKey>(
      'bots.makeTokenKey',
      `INSERT INTO channel_token_key AS k (channel_id, bot_id, private_enc, public_jwk, created_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
       ON CONFLICT (channel_id) DO UPDATE SET private_enc = excluded.private_enc, public_jwk = excluded.public_jwk, created_at = excluded.created_at WHERE k.kid IS NULL AND k.bot_id = $2
       RETURNING ${COLUMNS}`,
      [channelId, botId, sealed, JSON.stringify({ kty, n, e, alg: 'RS256', use: 'sig' }), this.clock.now()],
    );
    if (!rows[0]) throw new StateConflictError('The key of this channel is in use. Stop using it before you make another.');
    return rows[0];
  }

  /** The key as it would sign with this name; null when the channel has none. Nothing is stored. */
  async with(channelId: string, kid: string): Promise<SigningKey | null> {
    const { rows } = await this.database.pg.query<{ private_enc: string }>('bots.privateTokenKey', 'SELECT private_enc FROM channel_token_key WHERE channel_id = $1', [channelId]);
    return rows[0] ? { kid, privateKeyPem: this.secrets.open(rows[0].private_enc, secretPlace(channelId, 'tokenKey')) } : null;
  }

  /** The key tokens of this channel are made with; null when they are made with the channel secret. */
  async inUse(channelId: string): Promise<SigningKey | null> {
    const { rows } = await this.database.pg.query<{ kid: string }>('bots.tokenKeyInUse', 'SELECT kid FROM channel_token_key WHERE channel_id = $1 AND kid IS NOT NULL', [channelId]);
    return rows[0] ? this.with(channelId, rows[0].kid) : null;
  }

  /** LINE has taken a signature made with it. */
  async use(botId: string, channelId: string, kid: string): Promise<void> {
    await this.database.pg.query('bots.useTokenKey', 'UPDATE channel_token_key SET kid = $3 WHERE bot_id = $1 AND channel_id = $2', [botId, channelId, kid]);
  }

  async remove(botId: string, channelId: string): Promise<void> {
    await this.database.pg.query('bots.removeTokenKey', 'DELETE FROM channel_token_key WHERE bot_id = $1 AND channel_id = $2', [botId, channelId]);
  }
}
