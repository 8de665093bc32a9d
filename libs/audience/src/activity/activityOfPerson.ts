import type { PersonalDataPart } from '../personalData/PersonalDataParts';

/** What is kept of a person's way through flows, for the person themselves, and how it is forgotten. */
export const activityOfPerson: PersonalDataPart = {
  async export(sql, { botId, contactId }) {
    const { rows } = await sql.query<{ activity: { lastActiveAt: string | null } }>(
      'activity.export',
      `SELECT json_build_object(
         'lastActiveAt', (SELECT last_active_at FROM contact_activity WHERE bot_id = $1 AND contact_id = $2),
         'flows', (SELECT coalesce(json_agg(json_build_object('flow', f.name, 'state', r.state, 'node', r.node_id, 'since', r.since, 'times', r.times, 'firstReachedAt', r.first_reached_at,
             'lastReachedAt', r.last_reached_at, 'timesFinished', r.times_finished, 'lastFinishedAt', r.last_finished_at) ORDER BY r.last_reached_at), '[]')
           FROM flow_run r LEFT JOIN flow f ON f.id = r.flow_id AND f.bot_id = r.bot_id WHERE r.bot_id = $1 AND r.contact_id = $2),
         'visits', (SELECT coalesce(json_agg(json_build_object('flowId', v.flow_id, 'node', v.node_id, 'firstAt', v.first_at, 'lastAt', v.last_at, 'times', v.times) ORDER BY v.last_at, v.node_id), '[]')
           FROM flow_visit v WHERE v.bot_id = $1 AND v.contact_id = $2)) AS activity`,
      [botId, contactId],
    );
    return rows[0]!.activity;
  },
  async forget(tx, { botId, contactId }) {
    for (const table of ['contact_activity', 'flow_run', 'flow_visit']) await tx.query(`activity.forget.${table}`, `DELETE FROM ${table} WHERE bot_id = $1 AND contact_id = $2`, [botId, contactId]);
  },
};
