import type { PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import type { Json } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';

const SUBJECTS_MAX = 200;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Tells the audience what games of bingo know about people: for segments ("has won"), for what is handed out or forgotten. */
export function registerBingoParts({ pg }: Database, audience: { facts: SegmentFacts; segments: Segments; personal: PersonalDataParts }): void {
  const games = {
    subjects: async (botId: string) => {
      const { rows } = await pg.query<{ id: string; name: string }>('bingo.subjects', `SELECT id, name FROM bingo_game WHERE bot_id = $1 AND state <> 'draft' ORDER BY id DESC LIMIT ${SUBJECTS_MAX}`, [botId]);
      return rows.map((row) => ({ ...row, options: [] }));
    },
    hasSubject: async (botId: string, gameId: string) => (await pg.query('bingo.hasSubject', 'SELECT 1 FROM bingo_game WHERE bot_id = $1 AND id = $2', [botId, gameId])).rows.length > 0,
  };
  audience.facts.register('bingoJoined', { from: 'bingo_player bp', bot: 'bp.bot_id', contact: 'bp.contact_id', subject: 'bp.game_id', at: 'bp.joined_at', ...games });
  audience.facts.register('bingoWon', { from: 'bingo_win bw', bot: 'bw.bot_id', contact: 'bw.contact_id', subject: 'bw.game_id', at: 'bw.won_at', ...games });
  audience.segments.registerUser(async (botId, segmentId) => {
    const { rows } = await pg.query<{ id: string; name: string }>(
      'bingo.segmentUses',
      `SELECT id, name FROM bingo_game WHERE bot_id = $1 AND state <> 'ended' AND document -> 'entry' -> 'who' ->> 'segmentId' = $2 ORDER BY name LIMIT 50`,
      [botId, segmentId],
    );
    return rows.map((row) => ({ kind: 'bingo', ...row }));
  });
  audience.personal.register('bingo', {
    export: async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ game: string; joinedAt: Date; prizes: string[] }>(
        'bingo.ofPerson',
        `SELECT g.name AS game, p.joined_at AS "joinedAt", ARRAY(SELECT w.prize_id FROM bingo_win w WHERE w.game_id = g.id AND w.contact_id = p.contact_id ORDER BY w.won_at) AS prizes
         FROM bingo_player p JOIN bingo_game g ON g.id = p.game_id WHERE p.bot_id = $1 AND p.contact_id = $2 ORDER BY p.joined_at`,
        [botId, contactId],
      );
      return rows.map((row) => ({ ...row, joinedAt: row.joinedAt.toISOString() })) as Json;
    },
    // The seat stays, because everybody's cards follow from the order of seats; its id names nobody once the contact is gone.
    forget: async (tx, { botId, contactId }) => {
      await tx.query('bingo.forget', 'UPDATE bingo_player SET conversation_id = $3 WHERE bot_id = $1 AND contact_id = $2', [botId, contactId, NOBODY]);
    },
  });
}
