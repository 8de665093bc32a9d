import type { ContactFactSources, PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import type { Json } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';

const SUBJECTS_MAX = 200;

/** Tells the audience what draws know about people: for segments ("has won"), for what is handed out or forgotten. */
export function registerDrawParts({ pg }: Database, audience: { facts: SegmentFacts; segments: Segments; personal: PersonalDataParts; people: ContactFactSources }): void {
  const draws = {
    subjects: async (botId: string) => {
      const { rows } = await pg.query<{ id: string; name: string; options: { id: string; name: string }[] }>(
        'draws.subjects',
        `SELECT id, name, document -> 'prizes' AS options FROM draw WHERE bot_id = $1 AND state NOT IN ('draft', 'scheduled') ORDER BY id DESC LIMIT ${SUBJECTS_MAX}`,
        [botId],
      );
      return rows.map(({ options, ...row }) => ({ ...row, options: options.map(({ id, name }) => ({ id, name })) }));
    },
    hasSubject: async (botId: string, drawId: string) => (await pg.query('draws.hasSubject', 'SELECT 1 FROM draw WHERE bot_id = $1 AND id = $2', [botId, drawId])).rows.length > 0,
  };
  const own = { from: 'draw_try dt JOIN draw_person dp ON dp.id = dt.person_id', bot: 'dt.bot_id', contact: 'dp.contact_id', subject: 'dt.draw_id', at: 'dt.tried_at' };
  audience.facts.register('drawEntered', { ...own, ...draws, subjects: async (botId) => (await draws.subjects(botId)).map((draw) => ({ ...draw, options: [] })) });
  audience.facts.register('drawWon', { ...own, ...draws, option: 'dt.prize_id', where: 'dt.prize_id IS NOT NULL' });
  audience.segments.registerUser(async (botId, segmentId) => {
    const { rows } = await pg.query<{ id: string; name: string }>(
      'draws.segmentUses',
      `SELECT id, name FROM draw WHERE bot_id = $1 AND state <> 'ended' AND document -> 'who' ->> 'segmentId' = $2 ORDER BY name LIMIT 50`,
      [botId, segmentId],
    );
    return rows.map((row) => ({ kind: 'draw', ...row }));
  });
  audience.people.register('draws', async (botId, contactId, limit) => {
    const { rows } = await pg.query<{ id: string; title: string; state: string; at: Date; won: string[] }>(
      'draws.onPerson',
      `SELECT d.id, d.name AS title, CASE WHEN p.wins > 0 THEN 'won' WHEN d.document ->> 'kind' = 'raffle' AND d.state <> 'ended' THEN 'waiting' ELSE 'lost' END AS state, max(t.tried_at) AS at,
         array_remove(array_agg(z ->> 'name' ORDER BY t.attempt), NULL) AS won
       FROM draw_person p JOIN draw d ON d.id = p.draw_id JOIN draw_try t ON t.person_id = p.id LEFT JOIN LATERAL json_array_elements(d.document -> 'prizes') z ON z ->> 'id' = t.prize_id
       WHERE p.bot_id = $1 AND p.contact_id = $2 GROUP BY d.id, p.id ORDER BY at DESC LIMIT $3`,
      [botId, contactId, limit],
    );
    return rows.map(({ won, ...row }) => ({ ...row, detail: won.length === 0 ? null : won.join(', ') }));
  });
  audience.personal.register('draws', {
    export: async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ draw: string; attempt: number; prize: string | null; code: string | null; at: Date; agreedAt: Date | null }>(
        'draws.ofPerson',
        `SELECT d.name AS draw, t.attempt, t.prize_id AS prize, u.code, t.tried_at AS at, p.agreed_at AS "agreedAt"
         FROM draw_person p JOIN draw d ON d.id = p.draw_id JOIN draw_try t ON t.person_id = p.id LEFT JOIN draw_unit u ON u.draw_id = t.draw_id AND u.place = t.place
         WHERE p.bot_id = $1 AND p.contact_id = $2 ORDER BY t.tried_at`,
        [botId, contactId],
      );
      return rows.map((row) => ({ ...row, at: row.at.toISOString(), agreedAt: row.agreedAt?.toISOString() ?? null })) as Json;
    },
    // What was tried stays, because what is left and the proof follow from it; whose it was is gone.
    forget: async (tx, { botId, contactId }) => {
      await tx.query('draws.forget', 'UPDATE draw_person SET contact_id = NULL WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
    },
  });
}
