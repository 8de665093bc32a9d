import { Injectable } from '@nestjs/common';
import type { PersonSession } from '@chatloom/contract';
import { Clock, Database, IdSource, type Sql } from '@chatloom/platform';
import { PERSON_COLUMNS, type PersonRow } from '../people/People';
import { hashToken, newToken } from './tokens';

const HOUR_MS = 3_600_000;
/** RELIABILITY C 4.2. */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
export const SESSION_LONGEST_MS = 7 * 24 * HOUR_MS;
/** "Last seen" is written at most this often, not with every request. */
const SEEN_EVERY_MS = 60_000;
/** Ended sessions are kept that long, as memory of where people sign in from. */
const KEEP_ENDED_MS = 30 * 24 * HOUR_MS;
const USER_AGENT_MAX = 300;

/** Where a request came from. */
export interface Visitor {
  ip: string;
  userAgent: string;
}

interface SessionRow extends PersonRow {
  session_id: string;
  last_seen_at: Date;
}

/** Browser sessions: opaque tokens of which only a hash is kept; looked up anew with each request, so that ending one works at once everywhere. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns the token for the cookie. */
  async start(personId: string, visitor: Visitor, sql: Sql = this.database.pg): Promise<string> {
    const token = newToken();
    const now = this.clock.now();
    await sql.query(
      'accounts.startSession',
      `INSERT INTO person_session (id, person_id, token_hash, created_at, last_seen_at, expires_at, user_agent, ip) VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [this.ids.newId(), personId, hashToken(token), new Date(now), new Date(now + SESSION_LONGEST_MS), visitor.userAgent.slice(0, USER_AGENT_MAX), visitor.ip],
    );
    return token;
  }

  /** Whose session is it? null when unknown, ended, idle for too long or too old. */
  async find(token: string): Promise<{ person: PersonRow; sessionId: string } | null> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<SessionRow>(
      'accounts.findSession',
      `SELECT ${PERSON_COLUMNS}, s.id AS session_id, s.last_seen_at FROM person_session s JOIN person ON person.id = s.person_id
       WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3`,
      [hashToken(token), new Date(now), new Date(now - SESSION_IDLE_MS)],
    );
    const row = rows[0];
    if (!row) return null;
    const { session_id: sessionId, last_seen_at: lastSeenAt, ...person } = row;
    if (now - lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await this.database.pg.query('accounts.sessionSeen', 'UPDATE person_session SET last_seen_at = $2 WHERE id = $1', [sessionId, new Date(now)]);
    }
    return { person, sessionId };
  }

  /** Open sessions of a person, newest first. */
  async list(personId: string, currentId: string | null): Promise<PersonSession[]> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ id: string; created_at: Date; last_seen_at: Date; expires_at: Date; user_agent: string; ip: string }>(
      'accounts.listSessions',
      `SELECT id, created_at, last_seen_at, expires_at, user_agent, ip FROM person_session
       WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3 ORDER BY created_at DESC, id DESC`,
      [personId, new Date(now), new Date(now - SESSION_IDLE_MS)],
    );
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      userAgent: row.user_agent,
      ip: row.ip,
      current: row.id === currentId,
    }));
  }

  /** @returns false when this person has no such open session. */
  async end(personId: string, sessionId: string): Promise<boolean> {
    const { rowCount } = await this.database.pg.query('accounts.endSession', 'UPDATE person_session SET ended_at = $3 WHERE id = $2 AND person_id = $1 AND ended_at IS NULL', [
      personId,
      sessionId,
      new Date(this.clock.now()),
    ]);
    return rowCount === 1;
  }

  /** End all of a person's sessions but one (or all, with null): after a change of password. */
  async endOthers(personId: string, keepId: string | null, sql: Sql = this.database.pg): Promise<void> {
    await sql.query('accounts.endOtherSessions', 'UPDATE person_session SET ended_at = $3 WHERE person_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid', [
      personId,
      keepId,
      new Date(this.clock.now()),
    ]);
  }

  /** Has this person signed in from here within the last month? */
  async isKnownPlace(personId: string, ip: string): Promise<boolean> {
    const { rowCount } = await this.database.pg.query('accounts.knownPlace', 'SELECT 1 FROM person_session WHERE person_id = $1 AND ip = $2 AND created_at > $3 LIMIT 1', [
      personId,
      ip,
      new Date(this.clock.now() - KEEP_ENDED_MS),
    ]);
    return rowCount === 1;
  }

  /** Remove sessions that ended or expired long ago. */
  async forgetOld(): Promise<void> {
    await this.database.pg.query('accounts.forgetSessions', 'DELETE FROM person_session WHERE created_at < $1', [new Date(this.clock.now() - KEEP_ENDED_MS)]);
  }
}
