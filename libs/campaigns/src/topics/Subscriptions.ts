import type { EffectScene } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { Database, type Sql, type Transaction } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';

type Someone = Pick<EffectScene, 'botId' | 'contactId'>;

/** Who subscribes to what. Flows change it in their own turn. */
@Injectable()
export class Subscriptions {
  constructor(private readonly database: Database) {}

  /** Again has no effect; a topic that is gone has none either. */
  async subscribe(tx: Transaction, { botId, contactId, now }: EffectScene, topicId: string): Promise<void> {
    if (contactId === null) return;
    await tx.query(
      'topics.subscribe',
      `INSERT INTO topic_subscription (topic_id, contact_id, bot_id, at) SELECT t.id, $3, t.bot_id, to_timestamp($4::float8 / 1000) FROM topic t WHERE t.bot_id = $1 AND t.id::text = $2 ON CONFLICT DO NOTHING`,
      [botId, topicId, contactId, now],
    );
  }

  async unsubscribe(tx: Transaction, { botId, contactId }: Someone, topicId: string): Promise<void> {
    await tx.query('topics.unsubscribe', 'DELETE FROM topic_subscription WHERE bot_id = $1 AND topic_id::text = $2 AND contact_id = $3', [botId, topicId, contactId]);
  }

  async isSubscribed(sql: Sql, { botId, contactId }: Someone, topicId: string): Promise<boolean> {
    const { rows } = await sql.query('topics.isSubscribed', 'SELECT 1 FROM topic_subscription WHERE bot_id = $1 AND topic_id::text = $2 AND contact_id = $3', [botId, topicId, contactId]);
    return rows.length > 0;
  }

  /** Nothing is left of what somebody subscribed to. */
  async forget(tx: Transaction, { botId, contactId }: Someone): Promise<void> {
    await tx.query('topics.forget', 'DELETE FROM topic_subscription WHERE bot_id = $1 AND contact_id = $2', [botId, contactId]);
  }

  /** Topics of a person, for what is handed out about them. */
  async of(sql: Sql, { botId, contactId }: Someone): Promise<Json> {
    const { rows } = await sql.query<{ topic: string; at: Date }>(
      'topics.ofPerson',
      'SELECT t.name AS topic, s.at FROM topic_subscription s JOIN topic t ON t.id = s.topic_id WHERE s.bot_id = $1 AND s.contact_id = $2 ORDER BY s.at',
      [botId, contactId],
    );
    return rows.map(({ topic, at }) => ({ topic, since: at.toISOString() }));
  }

  /** Topics rules of segments can name. */
  async subjects(botId: string): Promise<{ id: string; name: string }[]> {
    const { rows } = await this.database.pg.query<{ id: string; name: string }>('topics.subjects', 'SELECT id, name FROM topic WHERE bot_id = $1 ORDER BY id DESC LIMIT 200', [botId]);
    return rows;
  }

  async hasTopic(botId: string, topicId: string): Promise<boolean> {
    const { rows } = await this.database.pg.query('topics.exists', 'SELECT 1 FROM topic WHERE bot_id = $1 AND id = $2', [botId, topicId]);
    return rows.length > 0;
  }
}
