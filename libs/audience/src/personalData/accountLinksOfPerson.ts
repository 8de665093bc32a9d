import type { Json } from '@chatloom/engine';
import type { PersonalDataPart } from './PersonalDataParts';

/** With which accounts of the bot's owner a person was joined (libs/bots keeps that, and knows nothing of people's data). */
export const accountLinksOfPerson: PersonalDataPart = {
  async export(sql, { botId, contactId, channelId, lineUserId }) {
    const { rows } = await sql.query<{ link: Json }>(
      'personal.accountLinks',
      `SELECT json_build_object('accountId', account_id, 'createdAt', created_at, 'linkedAt', linked_at) AS link FROM account_link
       WHERE bot_id = $1 AND (contact_id = $2 OR channel_id = $3 AND line_user_id = $4) ORDER BY created_at`,
      [botId, contactId, channelId, lineUserId],
    );
    return rows.map(({ link }) => link);
  },
  async forget(tx, { botId, contactId, channelId, lineUserId }) {
    await tx.query('personal.forgetLinks', 'DELETE FROM account_link WHERE bot_id = $1 AND (contact_id = $2 OR channel_id = $3 AND line_user_id = $4)', [botId, contactId, channelId, lineUserId]);
    for (const table of ['account_link_offer', 'account_link_token']) await tx.query(`personal.forget.${table}`, `DELETE FROM ${table} WHERE bot_id = $1 AND contact_id = $2`, [botId, contactId]);
  },
};
