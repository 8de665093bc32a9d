import { newId } from '@chatloom/platform';
import type { Client } from 'pg';

/**
 * A bot with so many contacts as a shop has them: tags that few and many have, fields of several types, visits of a flow over the last year. Made by
 * set-based SQL, without the triggers that would write a history of it.
 * @param client a connection without time limits, of a role that may do without triggers
 * @returns a flow with the nodes `ask` and `thanks`
 */
export async function seedAudience(client: Client, people: number): Promise<{ botId: string; channelId: string; flowId: string }> {
  const [botId, channelId, flowId] = [newId(), newId(), newId()];
  await client.query('BEGIN');
  await client.query(`SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = off`);
  await client.query(`INSERT INTO bot (id, name, time_zone, language) VALUES ($1, 'Tea House', 'Asia/Taipei', 'zh-TW')`, [botId]);
  await client.query(
    `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs)
     VALUES ($1, $2, 'line', 'Shop', $1::uuid::text, '', '', '', '', 'published')`,
    [channelId, botId],
  );
  const document = { formatVersion: 1, name: 'Book', language: 'en', nodes: { ask: {}, thanks: {} }, edges: [], layout: { nodes: {} } };
  await client.query(`INSERT INTO flow (id, bot_id, name, draft, position) VALUES ($1, $2, 'Book', $3, 0)`, [flowId, botId, JSON.stringify(document)]);
  await client.query(`INSERT INTO tag (bot_id, name) SELECT $1, unnest('{vip,newsletter,taipei,old}'::text[])`, [botId]);
  await client.query(`INSERT INTO contact_field (bot_id, key, label, type) SELECT $1, key, key, type FROM (VALUES ('city', 'text'), ('birthday', 'date'), ('points', 'number'), ('email', 'text')) AS f(key, type)`, [botId]);
  // An index over a million rows is made faster than it is kept up a million times.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('contact', 'contact_activity', 'flow_run', 'flow_visit')
       AND indexdef NOT LIKE 'CREATE UNIQUE%'`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  // A hash is chance that is the same each time; each use has a salt of its own, so that one says nothing of another.
  const chance = (salt: number, of = 'i') => `(hashtext(${of}::text || '/${salt}') & 2147483647)`;
  await client.query(
    `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, language, fields, tags, is_friend, consent, created_at)
     SELECT (lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(i), 12, '0'))::uuid, $1, $2, 'U' || md5(i::text),
       (ARRAY['Ann', 'Bob', 'Cat', 'Dan', '陳小明', '佐藤花子', 'สมชาย'])[1 + i % 7] || ' ' || i, (ARRAY['zh-Hant', 'zh-Hant', 'ja', 'en', NULL])[1 + ${chance(1)} % 5],
       jsonb_strip_nulls(jsonb_build_object(
         'city', CASE WHEN ${chance(2)} % 10 < 8 THEN (ARRAY['Taipei', 'Tainan', 'Taichung', 'Kaohsiung', 'Hsinchu', 'Keelung', '台北', 'Tokyo', 'Osaka', 'Bangkok'])[1 + ${chance(3)} % 10] END,
         'birthday', CASE WHEN ${chance(4)} % 10 < 6 THEN (date '1950-01-01' + ${chance(5)} % 20000)::text END,
         'points', CASE WHEN ${chance(6)} % 10 < 7 THEN ${chance(7)} % 1000 END,
         'email', CASE WHEN ${chance(8)} % 10 < 4 THEN 'guest' || i || '@example.' || (ARRAY['com', 'org'])[1 + ${chance(9)} % 2] END)),
       array_remove(ARRAY[CASE WHEN ${chance(10)} % 5 = 0 THEN 'newsletter' END, CASE WHEN ${chance(11)} % 10 < 3 THEN 'taipei' END, CASE WHEN ${chance(12)} % 100 = 0 THEN 'vip' END, CASE WHEN ${chance(13)} % 2 = 0 THEN 'old' END], NULL),
       ${chance(14)} % 20 <> 0, (ARRAY['unknown', 'unknown', 'unknown', 'yes', 'no'])[1 + ${chance(15)} % 5], made
     FROM generate_series(1, $3::integer) AS i, LATERAL (SELECT now() - (($3::integer - i) * interval '1 year' / $3::integer) AS made) AS m`,
    [botId, channelId, people],
  );
  const ago = (salt: number) => `now() - (${chance(salt, 'id')} % 365) * interval '1 day' - (${chance(salt + 1, 'id')} % 86400) * interval '1 second'`;
  await client.query(`INSERT INTO contact_activity SELECT id, bot_id, ${ago(20)} FROM contact WHERE bot_id = $1 AND ${chance(22, 'id')} % 10 < 8`, [botId]);
  await client.query(
    `INSERT INTO flow_run (flow_id, contact_id, bot_id, state, node_id, since, times, first_reached_at, last_reached_at, times_finished, first_finished_at, last_finished_at)
     SELECT $2, id, bot_id, state, CASE WHEN state <> 'finished' THEN 'ask' END, at, 1, at, at, (state = 'finished')::integer, CASE WHEN state = 'finished' THEN at END, CASE WHEN state = 'finished' THEN at END
     FROM (SELECT id, bot_id, (ARRAY['finished', 'finished', 'finished', 'dropped', 'asking'])[1 + ${chance(23, 'id')} % 5] AS state, ${ago(24)} AS at
           FROM contact WHERE bot_id = $1 AND ${chance(26, 'id')} % 10 < 4) r`,
    [botId, flowId],
  );
  await client.query(`INSERT INTO flow_visit SELECT flow_id, 'ask', contact_id, bot_id, first_reached_at, last_reached_at, 1 FROM flow_run WHERE bot_id = $1`, [botId]);
  await client.query(`INSERT INTO flow_visit SELECT flow_id, 'thanks', contact_id, bot_id, first_reached_at, last_reached_at, 1 FROM flow_run WHERE bot_id = $1 AND state = 'finished'`, [botId]);
  for (const { definition } of indexes) await client.query(definition);
  await client.query('COMMIT');
  for (const table of ['contact', 'contact_activity', 'flow_run', 'flow_visit']) await client.query(`VACUUM (ANALYZE) ${table}`);
  return { botId, channelId, flowId };
}
