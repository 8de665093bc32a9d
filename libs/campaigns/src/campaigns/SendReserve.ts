import { NotFoundError } from '@chatloom/bots';
import { Database } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';

/** Messages of a channel's month that marketing leaves over for bookings and other things people wait for. */
@Injectable()
export class SendReserve {
  constructor(private readonly database: Database) {}

  /** @throws NotFoundError */
  async get(botId: string, channelId: string): Promise<number> {
    const { rows } = await this.database.pg.query<{ messages: number }>(
      'campaigns.reserve',
      'SELECT coalesce(s.messages, 0) AS messages FROM channel c LEFT JOIN send_reserve s ON s.channel_id = c.id WHERE c.bot_id = $1 AND c.id = $2',
      [botId, channelId],
    );
    if (!rows[0]) throw new NotFoundError('channel');
    return rows[0].messages;
  }

  /** @throws NotFoundError */
  async set(botId: string, channelId: string, messages: number): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'campaigns.setReserve',
      `INSERT INTO send_reserve (channel_id, bot_id, messages) SELECT id, bot_id, $3 FROM channel WHERE bot_id = $1 AND id = $2 ON CONFLICT (channel_id) DO UPDATE SET messages = excluded.messages`,
      [botId, channelId, messages],
    );
    if (rowCount === 0) throw new NotFoundError('channel');
  }
}
