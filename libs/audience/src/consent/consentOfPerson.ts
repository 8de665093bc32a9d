import type { Json } from '@chatloom/engine';
import type { PersonalDataPart } from '../personalData/PersonalDataParts';

/** What a person said to marketing, and the words they read. */
export const consentOfPerson: PersonalDataPart = {
  async export(sql, { botId, contactId }) {
    const { rows } = await sql.query<{ change: Json }>(
      'personal.consents',
      `SELECT json_build_object('state', h.state, 'at', h.at, 'by', h.by, 'note', h.note, 'version', h.terms ->> 'version', 'text', x.text) AS change
       FROM consent_change h LEFT JOIN consent_text x ON x.bot_id = h.bot_id AND x.hash = h.terms ->> 'hash' WHERE h.bot_id = $1 AND h.contact_id = $2 ORDER BY h.id`,
      [botId, contactId],
    );
    return rows.map(({ change }) => change);
  },
  /** Words may hold a name, when the flow put it there: those nobody else read go too. */
  async forget(tx, { botId, contactId }) {
    await tx.query(
      'personal.forgetConsents',
      `WITH own AS (DELETE FROM consent_change WHERE bot_id = $1 AND contact_id = $2 RETURNING terms ->> 'hash' AS hash)
       DELETE FROM consent_text x USING own WHERE x.bot_id = $1 AND x.hash = own.hash
         AND NOT EXISTS (SELECT 1 FROM consent_change o WHERE o.bot_id = $1 AND o.terms IS NOT NULL AND o.terms ->> 'hash' = x.hash AND o.contact_id <> $2)`,
      [botId, contactId],
    );
  },
};
