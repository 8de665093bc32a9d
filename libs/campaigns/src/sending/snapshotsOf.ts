import type { ContactSnapshot } from '@chatloom/engine';
import type { Sql } from '@chatloom/platform';

/**
 * What filling in words needs to know of people. Kept as the text the database made of each until their turn comes, for the reason `ChunkPeople` has.
 * @returns looks up one of them; undefined for those who are gone
 */
export async function snapshotsOf(sql: Sql, botId: string, contactIds: readonly string[]): Promise<(contactId: string) => ContactSnapshot | undefined> {
  const { rows } = await sql.query<{ id: string; snapshot: string }>(
    'campaigns.snapshots',
    // What nobody has said is left out, not null.
    `SELECT id, (json_strip_nulls(json_build_object('id', id, 'displayName', display_name, 'language', language, 'isFriend', is_friend, 'createdAt', floor(extract(epoch FROM created_at) * 1000)))::jsonb
       || jsonb_build_object('fields', fields, 'tags', tags))::text AS snapshot
     FROM contact WHERE bot_id = $1 AND id = ANY ($2)`,
    [botId, contactIds],
  );
  const known = new Map(rows.map(({ id, snapshot }) => [id, snapshot]));
  return (contactId) => {
    const snapshot = known.get(contactId);
    return snapshot === undefined ? undefined : (JSON.parse(snapshot) as ContactSnapshot);
  };
}
