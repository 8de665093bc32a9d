import type { ContactFactSources, PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import type { Json } from '@chatloom/engine';
import type { Database, Sql } from '@chatloom/platform';

const CHUNK = `CROSS JOIN LATERAL (SELECT x.done_at, x.state FROM campaign_chunk x WHERE x.run_id = r.run_id AND x.from_no <= r.no ORDER BY x.from_no DESC LIMIT 1) k`;
const GOT_IT = `k.done_at IS NOT NULL AND k.state = 'done' AND (r.state IS NULL OR r.state = 'sent')`;
const SUBJECTS_MAX = 200;

/** Tells the audience what campaigns know about people: for segments, for the page of a person, for what is handed out or forgotten. */
export function registerAudienceParts(database: Database, audience: { facts: SegmentFacts; segments: Segments; personal: PersonalDataParts; people: ContactFactSources }): void {
  const { pg } = database;
  const kind = { bot: 'r.bot_id', contact: 'r.contact_id', subject: 'u.campaign_id', ...subjectsOf(database) };
  const recipients = 'campaign_recipient r JOIN campaign_run u ON u.id = r.run_id';
  audience.facts.register('campaignReceived', { ...kind, from: `${recipients} ${CHUNK}`, at: 'k.done_at', where: GOT_IT });
  audience.facts.register('campaignClicked', {
    ...kind,
    from: `${recipients} JOIN campaign_click x ON x.run_id = r.run_id AND x.no = r.no JOIN campaign_link l ON l.code = x.code`,
    at: 'x.first_at',
    option: 'l.url',
  });
  audience.facts.register('campaignReplied', { ...kind, from: `${recipients} JOIN campaign_outcome o ON o.run_id = r.run_id AND o.no = r.no`, at: 'o.replied_at', where: 'o.replied_at IS NOT NULL' });
  audience.segments.registerUser(async (botId, segmentId) => {
    const { rows } = await pg.query<{ id: string; name: string }>(
      'campaigns.segmentUses',
      `SELECT id, name FROM campaign WHERE bot_id = $1 AND state IN ('draft', 'scheduled', 'running', 'paused') AND design -> 'to' -> 'segment' ->> 'segmentId' = $2 ORDER BY name LIMIT 50`,
      [botId, segmentId],
    );
    return rows.map((row) => ({ kind: 'campaign', ...row }));
  });
  audience.people.register('campaigns', async (botId, contactId, limit) => {
    const rows = await receivedBy(pg, botId, contactId, limit);
    return rows.map((row) => ({ id: row.campaign_id, title: row.name, state: row.state, at: row.at, detail: row.reason }));
  });
  audience.personal.register('campaigns', {
    export: async (sql, { botId, contactId }) =>
      (await receivedBy(sql, botId, contactId, 10_000)).map((row) => ({ campaign: row.name, state: row.state, at: row.at.toISOString(), clicked: row.clicked, replied: row.replied_at?.toISOString() ?? null })) as Json,
    // Rows keep their number, so that what was sent still adds up; who it was is gone.
    forget: async (tx, { botId, contactId }) => {
      await tx.query('campaigns.forgetClicks', 'DELETE FROM campaign_click x USING campaign_recipient r WHERE r.bot_id = $1 AND r.contact_id = $2 AND x.run_id = r.run_id AND x.no = r.no', [botId, contactId]);
      await tx.query('campaigns.forgetOutcomes', 'DELETE FROM campaign_outcome o USING campaign_recipient r WHERE r.bot_id = $1 AND r.contact_id = $2 AND o.run_id = r.run_id AND o.no = r.no', [botId, contactId]);
      await tx.query('campaigns.forgetLosses', 'DELETE FROM friend_loss WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
      await tx.query('campaigns.forgetLists', 'DELETE FROM campaign_list_person WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
      await tx.query(
        'campaigns.forgetRecipient',
        `UPDATE campaign_recipient SET contact_id = '00000000-0000-0000-0000-000000000000', line_user_id = '', detail = NULL WHERE bot_id = $1 AND contact_id = $2`,
        [botId, contactId],
      );
    },
  });
}

interface Received {
  campaign_id: string;
  name: string;
  state: string;
  reason: string | null;
  at: Date;
  clicked: boolean;
  replied_at: Date | null;
}

async function receivedBy(sql: Sql, botId: string, contactId: string, limit: number): Promise<Received[]> {
  const { rows } = await sql.query<Received>(
    'campaigns.receivedBy',
    `SELECT u.campaign_id, c.name, coalesce(r.state, CASE k.state WHEN 'done' THEN 'sent' WHEN 'cancelled' THEN 'skipped' ELSE k.state END) AS state, r.reason, coalesce(k.done_at, u.started_at) AS at,
       EXISTS (SELECT 1 FROM campaign_click x WHERE x.run_id = r.run_id AND x.no = r.no) AS clicked, o.replied_at
     FROM campaign_recipient r JOIN campaign_run u ON u.id = r.run_id JOIN campaign c ON c.id = u.campaign_id ${CHUNK} LEFT JOIN campaign_outcome o ON o.run_id = r.run_id AND o.no = r.no
     WHERE r.bot_id = $1 AND r.contact_id = $2 ORDER BY u.started_at DESC LIMIT $3`,
    [botId, contactId, limit],
  );
  return rows;
}

/** Campaigns that went out, for rules to choose from. */
function subjectsOf(database: Database) {
  return {
    subjects: async (botId: string) => {
      const { rows } = await database.pg.query<{ id: string; name: string; urls: string[] | null }>(
        'campaigns.subjects',
        `SELECT c.id, c.name, (SELECT array_agg(DISTINCT l.url) FROM campaign_link l WHERE l.campaign_id = c.id) AS urls FROM campaign c
         WHERE c.bot_id = $1 AND c.state <> 'draft' ORDER BY c.updated_at DESC LIMIT ${SUBJECTS_MAX}`,
        [botId],
      );
      return rows.map(({ id, name, urls }) => ({ id, name, options: (urls ?? []).filter((url) => url.length <= OPTION_MAX).map((url) => ({ id: url, name: url })) }));
    },
    hasSubject: async (botId: string, subjectId: string) => (await database.pg.query('campaigns.hasSubject', 'SELECT 1 FROM campaign WHERE bot_id = $1 AND id = $2', [botId, subjectId])).rows.length > 0,
  };
}

/** Rules hold options up to this length. */
const OPTION_MAX = 100;
