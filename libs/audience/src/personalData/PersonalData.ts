import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import { Forgetting } from '@chatloom/conversations';
import type { Json, JsonObject } from '@chatloom/engine';
import { Clock, Database, type Sql } from '@chatloom/platform';
import { PersonalDataParts, type Someone } from './PersonalDataParts';

/** Everything stored about one person: handed out, or deleted. */
@Injectable()
export class PersonalData {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PersonalDataParts,
    private readonly conversations: Forgetting,
  ) {}

  /** @throws NotFoundError */
  async export(botId: string, contactId: string): Promise<JsonObject> {
    const person = await this.find(this.database.pg, botId, contactId);
    const file: JsonObject = { madeAt: new Date(this.clock.now()).toISOString() };
    for (const [name, part] of OWN_PARTS) file[name] = await part(this.database.pg, person);
    file['conversation'] = await this.conversations.export(person);
    for (const [name, part] of this.parts.list()) file[name] = await part.export(this.database.pg, person);
    return file;
  }

  /**
   * Deletes the person with everything in one transaction: nothing is left half-deleted, and whatever happens to them from then on
   * happens to somebody new. What LINE's own servers keep is LINE's affair.
   * @throws NotFoundError
   */
  async delete(botId: string, contactId: string, also: (tx: Sql) => Promise<void> = async () => undefined): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      // History of a talkative person is long; nobody waits for this but the one who asked.
      await tx.run('SET LOCAL statement_timeout = 60000');
      const person = await this.find(tx, botId, contactId);
      // Turns of the person wait, or are waited for, before anything is looked at.
      await this.conversations.lock(tx, person);
      for (const [, part] of this.parts.list()) await part.forget(tx, person);
      await tx.query('audience.forgetChanges', 'DELETE FROM contact_field_change WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
      // The line of a file that was about them is not evidence of the import; its counts are.
      await tx.query(
        'audience.forgetLines',
        `DELETE FROM contact_import_line l USING contact_import i WHERE i.id = l.import_id AND i.bot_id = $1 AND i.channel_id = $2 AND (l.key = $3 OR strpos(l.cells::text, $3) > 0)`,
        [botId, person.channelId, person.lineUserId],
      );
      await this.conversations.forget(tx, person);
      await also(tx);
    });
  }

  private async find(sql: Sql, botId: string, contactId: string): Promise<Someone> {
    const { rows } = await sql.query<Someone>(
      'audience.someone',
      `SELECT c.bot_id AS "botId", c.id AS "contactId", c.channel_id AS "channelId", c.line_user_id AS "lineUserId", v.id AS "conversationId"
       FROM contact c LEFT JOIN conversation v ON v.contact_id = c.id AND v.bot_id = c.bot_id WHERE c.bot_id = $1 AND c.id = $2`,
      [botId, contactId],
    );
    if (!rows[0]) throw new NotFoundError('person');
    return rows[0];
  }
}

/** What this capability keeps, by the name it has in the file. */
const OWN_PARTS: [string, (sql: Sql, person: Someone) => Promise<Json>][] = [
  [
    'profile',
    async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ profile: JsonObject }>(
        'audience.exportProfile',
        `SELECT json_build_object('lineUserId', c.line_user_id, 'displayName', c.display_name, 'pictureUrl', c.picture_url, 'language', c.language, 'isFriend', c.is_friend,
           'firstMetAt', c.created_at, 'tags', c.tags, 'fields', c.fields, 'source', s.name, 'sourceAt', c.source_at,
           'consent', json_build_object('state', c.consent, 'at', c.consent_at, 'by', c.consent_by, 'note', c.consent_note)) AS profile
         FROM contact c LEFT JOIN friend_source s ON s.id = c.source_id AND s.bot_id = c.bot_id WHERE c.bot_id = $1 AND c.id = $2`,
        [botId, contactId],
      );
      return rows[0]!.profile;
    },
  ],
  [
    'fieldChanges',
    async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ change: JsonObject }>(
        'audience.exportChanges',
        `SELECT json_build_object('field', field, 'before', before, 'after', after, 'at', at) AS change FROM contact_field_change WHERE bot_id = $1 AND contact_id = $2 ORDER BY id`,
        [botId, contactId],
      );
      return rows.map(({ change }) => change);
    },
  ],
  [
    'friendSources',
    async (sql, { botId, contactId }) => {
      const { rows } = await sql.query<{ use: JsonObject }>(
        'audience.exportSources',
        `SELECT json_build_object('source', s.name, 'firstAt', u.first_at, 'lastAt', u.last_at, 'times', u.times) AS use
         FROM friend_source_use u JOIN friend_source s ON s.id = u.source_id WHERE u.bot_id = $1 AND u.contact_id = $2 ORDER BY u.first_at`,
        [botId, contactId],
      );
      return rows.map(({ use }) => use);
    },
  ],
];
