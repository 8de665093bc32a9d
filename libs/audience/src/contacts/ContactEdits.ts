import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { ConsentState } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { Clock, Database, sanitizeJson } from '@chatloom/platform';
import { type Cause, tellCause } from './Cause';

/** Whether somebody may be sent marketing, and how we know. */
export interface ConsentView {
  state: ConsentState;
  at: Date | null;
  by: 'person' | 'import' | 'flow' | 'api' | null;
  note: string;
}

/** What the list does not say about a person. */
export interface ContactMore {
  consent: ConsentView;
  source: { id: string; name: string; at: Date | null } | null;
}

/** What a team knows and changes about one person. */
@Injectable()
export class ContactEdits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async more(botId: string, contactId: string): Promise<ContactMore> {
    const { rows } = await this.database.pg.query<{ consent: ConsentState; consent_at: Date | null; consent_by: ConsentView['by']; consent_note: string | null; source_id: string | null; source_name: string | null; source_at: Date | null }>(
      'audience.more',
      `SELECT c.consent, c.consent_at, c.consent_by, c.consent_note, s.id AS source_id, s.name AS source_name, c.source_at
       FROM contact c LEFT JOIN friend_source s ON s.id = c.source_id AND s.bot_id = c.bot_id WHERE c.bot_id = $1 AND c.id = $2`,
      [botId, contactId],
    );
    const row = rows[0];
    if (!row) throw new NotFoundError('person');
    return {
      consent: { state: row.consent, at: row.consent_at, by: row.consent_by, note: row.consent_note ?? '' },
      source: row.source_id === null ? null : { id: row.source_id, name: row.source_name!, at: row.source_at },
    };
  }

  /** Tags are added before others are taken away. @throws NotFoundError */
  async change(botId: string, contactId: string, { addTags = [], removeTags = [], set = {}, clear = [] }: { addTags?: string[]; removeTags?: string[]; set?: Record<string, Json>; clear?: string[] }, cause: Cause): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      await tellCause(tx, cause);
      // Each column only when it changes: triggers and indexes hang on both.
      const { rowCount } = await tx.query('audience.person', 'SELECT 1 FROM contact WHERE bot_id = $1 AND id = $2 FOR NO KEY UPDATE', [botId, contactId]);
      if (rowCount === 0) throw new NotFoundError('person');
      if (addTags.length + removeTags.length > 0) {
        await tx.query(
          'audience.changeTags',
          `UPDATE contact SET tags = ARRAY(SELECT DISTINCT t FROM unnest(tags || $3::text[]) AS t WHERE t <> ALL ($4::text[]) ORDER BY t) WHERE bot_id = $1 AND id = $2`,
          [botId, contactId, addTags, removeTags],
        );
      }
      if (Object.keys(set).length + clear.length > 0) {
        await tx.query('audience.changeFields', 'UPDATE contact SET fields = (fields || $3::jsonb) - $4::text[] WHERE bot_id = $1 AND id = $2', [botId, contactId, JSON.stringify(sanitizeJson(set)), clear]);
      }
    });
  }

  /** @throws NotFoundError */
  async setConsent(botId: string, contactId: string, { state, note, by }: { state: ConsentState; note: string; by: 'person' | 'api' }): Promise<ConsentView> {
    const at = new Date(this.clock.now());
    const { rowCount } = await this.database.pg.query(
      'audience.consent',
      'UPDATE contact SET consent = $3, consent_at = $4, consent_by = $5, consent_note = $6 WHERE bot_id = $1 AND id = $2',
      [botId, contactId, state, at, by, note],
    );
    if (rowCount === 0) throw new NotFoundError('person');
    return { state, at, by, note };
  }
}
