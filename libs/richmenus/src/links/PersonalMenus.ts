import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { ContactRichMenu } from '@chatloom/contract';
import type { EffectScene } from '@chatloom/conversations';
import { Clock, Database, type Transaction } from '@chatloom/platform';
import { Scenes } from '../seeing/Scenes';
import { whatPersonSees } from '../seeing/whatPersonSees';

interface Row {
  channelId: string;
  tags: string[];
  isFriend: boolean;
  manualMenuId: string | null;
  appliedId: string | null;
  pending: boolean;
  problem: string | null;
}

/** Menus given to single people, by hand or by a flow, and what each person sees. LINE is told by `LinkWorker`. */
@Injectable()
export class PersonalMenus {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scenes: Scenes,
  ) {}

  /** What a person sees, and why. @throws NotFoundError */
  async see(botId: string, contactId: string): Promise<ContactRichMenu> {
    const { rows } = await this.database.pg.query<Row>(
      'richMenus.person',
      `SELECT c.channel_id AS "channelId", c.tags, c.is_friend AS "isFriend", l.manual_menu_id AS "manualMenuId", l.applied_id AS "appliedId", l.due_at IS NOT NULL AS pending, l.problem
       FROM contact c LEFT JOIN rich_menu_link l ON l.contact_id = c.id WHERE c.bot_id = $1 AND c.id = $2`,
      [botId, contactId],
    );
    const person = rows[0];
    if (!person) throw new NotFoundError('contact');
    const scene = (await this.scenes.load(botId)).at(person.channelId, this.clock.now());
    return {
      ...whatPersonSees(person, scene),
      atLine: { richMenuId: person.appliedId, pending: person.pending ?? false, problem: person.problem },
      isFriend: person.isFriend,
    };
  }

  /** Give a person a menu; null goes back to the rules. @throws NotFoundError */
  async give(botId: string, contactId: string, menuId: string | null): Promise<void> {
    if (!(await this.store(this.database.pg, botId, contactId, menuId))) throw new NotFoundError(menuId === null ? 'contact' : 'contact or rich menu');
  }

  /** The effect of a flow's node, in the turn's transaction. A menu that does not exist any more changes nothing. */
  async giveInTurn(tx: Transaction, scene: EffectScene, menuId: string | null): Promise<void> {
    if (scene.contactId !== null) await this.store(tx, scene.botId, scene.contactId, menuId);
  }

  /** By changing tabs a person got the new tab as a menu of their own at LINE. Tabs and menus that do not exist (any more) change nothing. */
  async switchedInTurn(tx: Transaction, scene: EffectScene, menuId: string, tabId: string): Promise<void> {
    if (scene.contactId === null) return;
    await tx.query(
      'richMenus.switched',
      `INSERT INTO rich_menu_link AS l (contact_id, bot_id, channel_id, applied_id)
       SELECT $1::uuid, p.bot_id, p.channel_id, tab ->> 'richMenuId' FROM rich_menu_publication p, json_array_elements(p.live -> 'tabs') AS tab
       WHERE p.bot_id = $2 AND p.channel_id = $3 AND p.menu_id::text = $4 AND tab ->> 'tabId' = $5
       ON CONFLICT (contact_id) DO UPDATE SET applied_id = excluded.applied_id`,
      [scene.contactId, scene.botId, scene.channelId, menuId, tabId],
    );
  }

  private async store(sql: Pick<Transaction, 'query'>, botId: string, contactId: string, menuId: string | null): Promise<boolean> {
    const { rowCount } = await sql.query(
      'richMenus.give',
      `INSERT INTO rich_menu_link AS l (contact_id, bot_id, channel_id, manual_menu_id, due_at)
       SELECT c.id, c.bot_id, c.channel_id, $3::uuid, clock_timestamp() FROM contact c
       WHERE c.bot_id = $1 AND c.id = $2 AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM rich_menu m WHERE m.id = $3 AND m.bot_id = $1))
       ON CONFLICT (contact_id) DO UPDATE SET manual_menu_id = excluded.manual_menu_id, version = l.version + 1, due_at = excluded.due_at, attempts = 0`,
      [botId, contactId, menuId],
    );
    return rowCount === 1;
  }
}
