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
    await sql.query('accounts.audit', 'INSERT INTO audit_entry (id, at, person_id, bot_id, action, details, ip) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      this.ids.newId(),
      new Date(this.clock.now()),
      entry.personId ?? null,
      entry.botId ?? null,
      entry.action,
      JSON.stringify(entry.details ?? {}),
      entry.ip,
    ]);
  }
}
