import { Injectable } from '@nestjs/common';
import { Clock, Database, IdSource, type Sql } from '@chatloom/platform';

/** Something worth knowing about later. `details` never holds secrets. */
export interface AuditEntry {
  /** `<what>.<done>` in the past tense: `person.signedIn`, `flow.published`, `channel.secretChanged`. */
  action: string;
  personId?: string | null;
  botId?: string | null;
  ip: string;
  details?: Record<string, string | number | boolean | null>;
}

/** An entry as it is read again. */
export interface AuditLine {
  id: string;
  at: Date;
  personId: string | null;
  /** Of the person, where there is one. */
  personName: string | null;
  details: Record<string, string | number | boolean | null>;
}

/** The record of who did what: rows are added, and the database refuses to change or delete them. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @param sql a transaction the entry belongs to. */
  async record(entry: AuditEntry, sql: Sql = this.database.pg): Promise<void> {
    await this.recordAll([entry], sql);
  }

  /** Several at once, in one statement. @param sql a transaction the entries belong to. */
  async recordAll(entries: readonly AuditEntry[], sql: Sql = this.database.pg): Promise<void> {
    if (entries.length === 0) return;
    await sql.query(
      'accounts.audit',
      `INSERT INTO audit_entry (id, at, person_id, bot_id, action, details, ip)
       SELECT e.id, $2, e.person_id, e.bot_id, e.action, e.details, e.ip FROM unnest($1::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::text[]) AS e(id, person_id, bot_id, action, details, ip)`,
      [
        entries.map(() => this.ids.newId()),
        new Date(this.clock.now()),
        entries.map(({ personId }) => personId ?? null),
        entries.map(({ botId }) => botId ?? null),
        entries.map(({ action }) => action),
        entries.map(({ details }) => JSON.stringify(details ?? {})),
        entries.map(({ ip }) => ip),
      ],
    );
  }

  /** Entries of one kind about one game (`details.gameId`) of a bot, latest first. @param page `before`: id of the last entry of the page before */
  async ofGame(botId: string, gameId: string, action: string, { before, limit }: { before: string | null; limit: number }): Promise<AuditLine[]> {
    const { rows } = await this.database.pg.query<AuditLine>(
      'accounts.auditOfGame',
      `SELECT a.id, a.at, a.person_id AS "personId", p.name AS "personName", a.details FROM audit_entry a LEFT JOIN person p ON p.id = a.person_id
       WHERE a.bot_id = $1 AND a.details ? 'gameId' AND a.details ->> 'gameId' = $2 AND a.action = $3 AND ($4::uuid IS NULL OR a.id < $4) ORDER BY a.id DESC LIMIT $5`,
      [botId, gameId, action, before, limit],
    );
    return rows;
  }
}
