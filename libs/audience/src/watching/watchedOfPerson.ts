import type { Json } from '@chatloom/engine';
import type { PersonalDataPart } from '../personalData/PersonalDataParts';

/** In which watched segments a person was seen. */
export const watchedOfPerson: PersonalDataPart = {
  async export(sql, { botId, contactId }) {
    const { rows } = await sql.query<{ seen: Json }>(
      'personal.watched',
      `SELECT json_build_object('segment', g.name, 'isIn', p.is_in, 'told', p.times) AS seen FROM segment_watch_person p JOIN segment_watch w ON w.id = p.watch_id
       LEFT JOIN segment g ON g.id = w.segment_id WHERE p.bot_id = $1 AND p.contact_id = $2 ORDER BY w.id`,
      [botId, contactId],
    );
    return rows.map(({ seen }) => seen);
  },
  async forget(tx, { botId, contactId }) {
    await tx.query('personal.forgetWatched', 'DELETE FROM segment_watch_person WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
  },
};
