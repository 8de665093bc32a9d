import { Injectable } from '@nestjs/common';
import type { ConsentState } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import type { ConsentView } from '../contacts/ContactEdits';

/** One time the answer of a person to marketing changed. */
export interface ConsentChange {
  id: string;
  state: ConsentState;
  at: Date;
  by: ConsentView['by'];
  note: string;
  /** What the person read in a flow; `hash` is the SHA-256 of `text` in UTF-8. */
  terms: { version: string; hash: string; text: string } | null;
}

/** What people said to marketing over time. A trigger of the database writes it, whoever changes the person. */
@Injectable()
export class ConsentHistory {
  constructor(private readonly database: Database) {}

  /**
   * Newest first.
   * @param before id of the last one of the page before
   */
  async list(botId: string, contactId: string, { before, limit }: { before?: string | undefined; limit: number }): Promise<ConsentChange[]> {
    const { rows } = await this.database.pg.query<ConsentChange>(
      'consent.list',
      `SELECT h.id::text AS id, h.state, h.at, h.by, coalesce(h.note, '') AS note,
         CASE WHEN x.hash IS NOT NULL THEN json_build_object('version', h.terms ->> 'version', 'hash', x.hash, 'text', x.text) END AS terms
       FROM consent_change h LEFT JOIN consent_text x ON x.bot_id = h.bot_id AND x.hash = h.terms ->> 'hash'
       WHERE h.bot_id = $1 AND h.contact_id = $2 AND ($3::bigint IS NULL OR h.id < $3) ORDER BY h.id DESC LIMIT $4`,
      [botId, contactId, before ?? null, limit],
    );
    return rows;
  }
}
