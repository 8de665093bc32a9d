import { Injectable } from '@nestjs/common';
import { Database, IdSource } from '@chatloom/platform';
import { In, IsNull } from 'typeorm';
import { Channels } from '../channels/Channels';
import { ChannelDirectory } from '../channels/ChannelDirectory';
import { NotFoundError } from '../errors';
import { Bot, type BusinessHours } from './Bot';
import { touchLive } from './revisions';

export interface NewBot {
  name: string;
  timeZone: string;
  language: string;
}
export interface BotChange extends Partial<NewBot> {
  businessHours?: BusinessHours | null;
}

/** Bots: made with their simulator channel, changed, archived. Who may see which is decided by libs/accounts. */
@Injectable()
export class Bots {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly channels: Channels,
    private readonly directory: ChannelDirectory,
  ) {}

  /** @param id made beforehand, so that membership can be stored first. */
  async create(bot: NewBot, id = this.ids.newId()): Promise<{ bot: Bot; simulatorChannelId: string }> {
    return this.database.orm.transaction(async (manager) => {
      await manager.getRepository(Bot).insert({ id, name: bot.name, timeZone: bot.timeZone, language: bot.language });
      const channel = await this.channels.addSimulator(manager, id, bot.name);
      return { bot: await manager.getRepository(Bot).findOneByOrFail({ id }), simulatorChannelId: channel.id };
    });
  }

  /** Those of `botIds` that are not archived, oldest first. */
  list(botIds: readonly string[]): Promise<Bot[]> {
    return this.database.orm.getRepository(Bot).find({ where: { id: In([...botIds]), archivedAt: IsNull() }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** @throws NotFoundError, also for archived bots. */
  async getOrThrow(botId: string): Promise<Bot> {
    const bot = await this.database.orm.getRepository(Bot).findOneBy({ id: botId, archivedAt: IsNull() });
    if (!bot) throw new NotFoundError('bot');
    return bot;
  }

  /** Simulator channels by bot. */
  async simulatorChannels(botIds: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.database.pg.query<{ bot_id: string; id: string }>('bots.simulatorOf', `SELECT bot_id, id FROM channel WHERE kind = 'simulator' AND bot_id = ANY($1)`, [botIds]);
    return new Map(rows.map((row) => [row.bot_id, row.id]));
  }

  /** @throws NotFoundError */
  async update(botId: string, change: BotChange): Promise<Bot> {
    const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await this.database.orm.transaction(async (manager) => {
      if (Object.keys(set).length === 0) return;
      await manager.getRepository(Bot).update({ id: botId, archivedAt: IsNull() }, set);
      // Conversations see name, zone and hours: all of it is part of what they run on.
      await touchLive(manager, botId);
    });
    return this.getOrThrow(botId);
  }

  /** Nothing is erased, but its channels are as if they were not there. @throws NotFoundError */
  async archive(botId: string): Promise<void> {
    await this.database.orm.transaction(async (manager) => {
      const { affected } = await manager.getRepository(Bot).update({ id: botId, archivedAt: IsNull() }, { archivedAt: () => 'now()' });
      if (affected !== 1) throw new NotFoundError('bot');
      await touchLive(manager, botId);
    });
    this.directory.forget();
  }
}
