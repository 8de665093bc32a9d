import type { PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import type { Json } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';

const SUBJECTS_MAX = 200;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Tells the audience what polls know about people: for segments ("did not vote"), for what is handed out or forgotten. */
export function registerPollParts({ pg }: Database, audience: { facts: SegmentFacts; segments: Segments; personal: PersonalDataParts }): void {
  // Not what was chosen: a segment of those who chose something would tell how a secret vote went, person by person.
  audience.facts.register('pollAnswered', {
    from: 'poll_vote pv',
    bot: 'pv.bot_id',
    contact: 'pv.contact_id',
    subject: 'pv.poll_id',
    at: 'pv.voted_at',
    where: 'pv.complete',
    subjects: async (botId) => {
      const { rows } = await pg.query<{ id: string; name: string }>('polls.subjects', `SELECT id, name FROM poll WHERE bot_id = $1 AND state <> 'draft' ORDER BY id DESC LIMIT ${SUBJECTS_MAX}`, [botId]);
      return rows.map((row) => ({ ...row, options: [] }));
    },
    hasSubject: async (botId, pollId) => (await pg.query('polls.hasSubject', 'SELECT 1 FROM poll WHERE bot_id = $1 AND id = $2', [botId, pollId])).rows.length > 0,
  });
  audience.segments.registerUser(async (botId, segmentId) => {
    const { rows } = await pg.query<{ id: string; name: string }>(
      'polls.segmentUses',
      `SELECT id, name FROM poll WHERE bot_id = $1 AND state <> 'closed' AND document -> 'voters' ->> 'segmentId' = $2 ORDER BY name LIMIT 50`,
      [botId, segmentId],
    );
    return rows.map((row) => ({ kind: 'poll', ...row }));
  });
  audience.personal.register('polls', {
    export: async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ poll: string; choices: string[]; at: Date }>(
        'polls.ofPerson',
        'SELECT p.name AS poll, v.choices, v.voted_at AS at FROM poll_vote v JOIN poll p ON p.id = v.poll_id WHERE v.bot_id = $1 AND v.contact_id = $2 ORDER BY v.voted_at',
        [botId, contactId],
      );
      return rows.map((row) => ({ ...row, at: row.at.toISOString() })) as Json;
    },
    // The vote stays, so that results do not change afterwards; whose it was is gone.
    forget: async (tx, { botId, contactId, conversationId }) => {
      await tx.query('polls.forgetPlaces', `UPDATE poll_place SET voter = '?' WHERE bot_id = $1 AND voter = $2::text`, [botId, contactId]);
      await tx.query(
        'polls.forgetVotes',
        `UPDATE poll_vote SET voter = '?' || gen_random_uuid(), contact_id = NULL, conversation_id = $3 WHERE bot_id = $1 AND contact_id = $2`,
        [botId, contactId, NOBODY],
      );
      if (conversationId !== null) await tx.query('polls.forgetShowings', 'DELETE FROM poll_showing WHERE bot_id = $1 AND conversation_id = $2', [botId, conversationId]);
    },
  });
}
