import { Injectable } from '@nestjs/common';
import type { Person, UiLanguage } from '@chatloom/contract';
import { Clock, Database, IdSource, type Sql } from '@chatloom/platform';
import { AccessError } from '../errors';
import { isCommonPassword } from '../passwords/isCommonPassword';
import { Passwords } from '../passwords/Passwords';

/** A row of `person` without the password. */
export interface PersonRow {
  id: string;
  email: string;
  name: string;
  language: UiLanguage;
  color_scheme: Person['colorScheme'];
  created_at: Date;
}
export const PERSON_COLUMNS = 'person.id, person.email, person.name, person.language, person.color_scheme, person.created_at';

/** What the API shows of a person. */
export function toPerson(row: PersonRow): Person {
  return { id: row.id, email: row.email, name: row.name, language: row.language, colorScheme: row.color_scheme, createdAt: row.created_at.toISOString() };
}

/** How addresses are compared: without case and outer space, compatibility forms folded. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

export interface NewPerson {
  email: string;
  password: string;
  name?: string;
  language?: UiLanguage;
}

/** People who work with this server. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly passwords: Passwords,
  ) {}

  async isEmpty(sql: Sql = this.database.pg): Promise<boolean> {
    const { rowCount } = await sql.query('accounts.anyPerson', 'SELECT 1 FROM person LIMIT 1');
    return rowCount === 0;
  }

  /** Refuse what would be guessed at once. @throws AccessError `invalid` naming the field. */
  requireGoodPassword(password: string, email: string, path: (string | number)[]): void {
    if (!isCommonPassword(password, email)) return;
    const message = 'This password is one of the first that somebody would try. Take a longer sentence of your own.';
    throw new AccessError('invalid', message, { details: [{ path, code: 'commonPassword', message }] });
  }

  /** @param passwordHash made before the transaction begins: hashing takes long. */
  async create(person: NewPerson, passwordHash: string, sql: Sql): Promise<PersonRow> {
    const name = person.name ?? person.email.split('@')[0]!;
    const { rows } = await sql.query<PersonRow>(
      'accounts.createPerson',
      `INSERT INTO person (id, email, email_key, name, password_hash, language, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${PERSON_COLUMNS}`,
      [this.ids.newId(), person.email, normalizeEmail(person.email), name, passwordHash, person.language ?? 'en', new Date(this.clock.now())],
    );
    return rows[0]!;
  }

  /** With the hash, for signing in. */
  async findByEmail(email: string): Promise<(PersonRow & { password_hash: string }) | null> {
    const { rows } = await this.database.pg.query<PersonRow & { password_hash: string }>(
      'accounts.personByEmail',
      `SELECT ${PERSON_COLUMNS}, password_hash FROM person WHERE email_key = $1`,
      [normalizeEmail(email)],
    );
    return rows[0] ?? null;
  }

  /** Change name, language or colours. */
  async update(personId: string, change: { name?: string; language?: UiLanguage; colorScheme?: Person['colorScheme'] }): Promise<PersonRow> {
    const { rows } = await this.database.pg.query<PersonRow>(
      'accounts.updatePerson',
      `UPDATE person SET name = coalesce($2, name), language = coalesce($3, language), color_scheme = coalesce($4, color_scheme) WHERE id = $1 RETURNING ${PERSON_COLUMNS}`,
      [personId, change.name ?? null, change.language ?? null, change.colorScheme ?? null],
    );
    return rows[0]!;
  }

  async setPasswordHash(personId: string, passwordHash: string, sql: Sql = this.database.pg): Promise<void> {
    await sql.query('accounts.setPassword', 'UPDATE person SET password_hash = $2 WHERE id = $1', [personId, passwordHash]);
  }

  hashPassword(password: string): Promise<string> {
    return this.passwords.hash(password);
  }

  /** Names of people by id, for lists that say who did something. */
  async namesOf(personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const { rows } = await this.database.pg.query<{ id: string; name: string }>('accounts.personNames', 'SELECT id, name FROM person WHERE id = ANY($1)', [[...new Set(personIds)]]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
