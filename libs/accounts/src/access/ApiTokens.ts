import { Injectable } from '@nestjs/common';
import type { ApiToken } from '@chatloom/contract';
import { Clock, Database, IdSource, type Sql } from '@chatloom/platform';
import { AccessError } from '../errors';
import { PERSON_COLUMNS, type PersonRow } from '../people/People';
import { API_TOKEN_PREFIX, hashToken, newToken } from './tokens';

const USED_EVERY_MS = 60_000;
const TOKENS_MAX = 50;

interface TokenRow {
  id: string;
  name: string;
  last_four: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

/** Personal API tokens, for scripts: `Authorization: Bearer clt_…`. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns the description and the token itself, which cannot be had again. @throws AccessError `conflict` above 50 tokens, `invalid` for an end that is past. */
  async create(personId: string, name: string, expiresAt: Date | null, sql: Sql = this.database.pg): Promise<ApiToken & { token: string }> {
    if (expiresAt !== null && expiresAt.getTime() <= this.clock.now()) {
      const message = 'The token would have expired already.';
      throw new AccessError('invalid', message, { details: [{ path: ['body', 'expiresAt'], code: 'inThePast', message }] });
    }
    const { rows: counted } = await sql.query<{ count: string }>('accounts.countTokens', 'SELECT count(*) FROM api_token WHERE person_id = $1', [personId]);
    if (Number(counted[0]!.count) >= TOKENS_MAX) throw new AccessError('conflict', `You have ${TOKENS_MAX} API tokens already. Revoke one first.`);
    const token = newToken(API_TOKEN_PREFIX);
    const { rows } = await sql.query<TokenRow>(
      'accounts.createToken',
      `INSERT INTO api_token (id, person_id, name, token_hash, last_four, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       RETURNING id, name, last_four, created_at, expires_at, last_used_at`,
      [this.ids.newId(), personId, name, hashToken(token), token.slice(-4), new Date(this.clock.now()), expiresAt],
    );
    return { ...toApiToken(rows[0]!), token };
  }

  async list(personId: string): Promise<ApiToken[]> {
    const { rows } = await this.database.pg.query<TokenRow>(
      'accounts.listTokens',
      'SELECT id, name, last_four, created_at, expires_at, last_used_at FROM api_token WHERE person_id = $1 ORDER BY created_at DESC, id DESC',
      [personId],
    );
    return rows.map(toApiToken);
  }

  /** @returns false when this person has no such token. */
  async revoke(personId: string, tokenId: string): Promise<boolean> {
    const { rowCount } = await this.database.pg.query('accounts.revokeToken', 'DELETE FROM api_token WHERE id = $2 AND person_id = $1', [personId, tokenId]);
    return rowCount === 1;
  }

  /** Whose token is it? null when unknown, revoked or expired. */
  async find(token: string): Promise<{ person: PersonRow; tokenId: string } | null> {
    if (!token.startsWith(API_TOKEN_PREFIX)) return null;
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<PersonRow & { token_id: string; last_used_at: Date | null }>(
      'accounts.findToken',
      `SELECT ${PERSON_COLUMNS}, t.id AS token_id, t.last_used_at FROM api_token t JOIN person ON person.id = t.person_id
       WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2)`,
      [hashToken(token), new Date(now)],
    );
    const row = rows[0];
    if (!row) return null;
    const { token_id: tokenId, last_used_at: lastUsedAt, ...person } = row;
    if (!lastUsedAt || now - lastUsedAt.getTime() > USED_EVERY_MS) {
      await this.database.pg.query('accounts.tokenUsed', 'UPDATE api_token SET last_used_at = $2 WHERE id = $1', [tokenId, new Date(now)]);
    }
    return { person, tokenId };
  }
}

function toApiToken(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    lastFour: row.last_four,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
