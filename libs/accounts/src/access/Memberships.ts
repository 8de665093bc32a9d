import { Injectable } from '@nestjs/common';
import type { BotPermission } from '@chatloom/contract';
import { Clock, Database } from '@chatloom/platform';
import { AccessError } from '../errors';

export type BotRole = 'owner';

/** What each role may do with a bot. Later roles are lines in this table. */
const MAY: Record<BotRole, (permission: BotPermission) => boolean> = {
  owner: () => true,
};

/** Who may do what with which bot: every decision about it is made here. */
@Injectable()
export class Memberships {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Let only people of the bot pass who have the right. @throws AccessError `notFound` for bots of others (their existence
   * is nobody's business), `forbidden` when the role does not include the permission.
   */
  async requireBot(personId: string, botId: string, permission: BotPermission): Promise<void> {
    const { rows } = await this.database.pg.query<{ role: BotRole }>('accounts.roleInBot', 'SELECT role FROM bot_member WHERE bot_id = $1 AND person_id = $2', [botId, personId]);
    const role = rows[0]?.role;
    if (!role) throw new AccessError('notFound', 'There is no such bot.');
    if (!MAY[role](permission)) throw new AccessError('forbidden', `Your role (${role}) does not include this.`);
  }

  /** Make somebody a member. Done before the bot itself is stored, so that no bot is ever without an owner. */
  async add(botId: string, personId: string, role: BotRole): Promise<void> {
    await this.database.pg.query('accounts.addMember', 'INSERT INTO bot_member (bot_id, person_id, role, created_at) VALUES ($1, $2, $3, $4)', [botId, personId, role, new Date(this.clock.now())]);
  }

  /** Ids of bots this person is a member of. */
  async botIdsOf(personId: string): Promise<string[]> {
    const { rows } = await this.database.pg.query<{ bot_id: string }>('accounts.botsOf', 'SELECT bot_id FROM bot_member WHERE person_id = $1', [personId]);
    return rows.map((row) => row.bot_id);
  }
}
