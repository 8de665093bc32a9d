import { Injectable } from '@nestjs/common';
import { type ChannelInUse, ChannelDirectory, LineGateways } from '@chatloom/bots';
import type { CallOutcome } from '@chatloom/line';
import { Clock, Database } from '@chatloom/platform';
import { inChunks } from '../links/inChunks';
import { defaultMenu } from './whatPersonSees';
import { Scenes } from './Scenes';

/** Keeps LINE's default menu of each channel what rules and schedules say. A default that is not ours is left alone. */
@Injectable()
export class ChannelDefaults {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scenes: Scenes,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** Compare what every channel should show with what LINE was last told, and tell it the difference. @param botId only this bot's channels */
  async keep(botId: string | null = null): Promise<void> {
    // A job in its step `show` is just changing the default itself.
    const { rows } = await this.database.pg.query<{ channelId: string; botId: string; appliedId: string | null }>(
      'richMenus.defaultsToKeep',
      `SELECT c.id AS "channelId", c.bot_id AS "botId", d.applied_id AS "appliedId" FROM channel c LEFT JOIN rich_menu_default d ON d.channel_id = c.id
       WHERE ($1::uuid IS NULL OR c.bot_id = $1)
         AND (d.applied_id IS NOT NULL OR EXISTS (SELECT 1 FROM rich_menu_publication p WHERE p.channel_id = c.id AND p.live IS NOT NULL))
         AND NOT EXISTS (SELECT 1 FROM rich_menu_publication p WHERE p.channel_id = c.id AND p.job ->> 'phase' = 'show')`,
      [botId],
    );
    for (const [bot, channels] of groupBy(rows, (row) => row.botId)) {
      const scene = await this.scenes.load(bot);
      for (const { channelId, appliedId } of channels) {
        const menuId = defaultMenu(scene.at(channelId, this.clock.now()));
        const wanted = menuId === null ? null : scene.firstTab(channelId, menuId);
        if (wanted === appliedId) continue;
        const channel = await this.directory.byId(channelId);
        if (channel?.state !== 'active') continue;
        await this.tell(channel, wanted);
      }
    }
  }

  /** Who changed tabs of the old default has such a tab as a menu of their own, and would never see the new default (FACTS §9). */
  private async lookAgainAtTabs(channelId: string, oldDefaultId: string): Promise<void> {
    await inChunks(async (after, limit) => {
      const { rows } = await this.database.pg.query<{ id: string }>(
        'richMenus.dueSwitched',
        `WITH part AS (
           SELECT l.contact_id AS id FROM rich_menu_link l
           WHERE l.channel_id = $1 AND l.contact_id > $3 AND l.applied_id IN (
             SELECT tab ->> 'richMenuId' FROM rich_menu_publication p, json_array_elements(p.live -> 'tabs') AS tab
             WHERE p.channel_id = $1 AND p.live -> 'tabs' -> 0 ->> 'richMenuId' = $2
           ) ORDER BY l.contact_id LIMIT $4
         ), due AS (
           UPDATE rich_menu_link l SET version = version + 1, due_at = clock_timestamp(), attempts = 0 FROM part WHERE l.contact_id = part.id
         ) SELECT id FROM part ORDER BY id DESC LIMIT 1`,
        [channelId, oldDefaultId, after, limit],
      );
      return rows[0]?.id;
    });
  }

  /**
   * Tell LINE the channel's default, unless it was told that last.
   * @param replaced menus whose people are moved by somebody else
   */
  async tell(channel: ChannelInUse, richMenuId: string | null, replaced: readonly string[] = []): Promise<CallOutcome<true>> {
    const { rows } = await this.database.pg.query<{ appliedId: string | null }>('richMenus.default', 'SELECT applied_id AS "appliedId" FROM rich_menu_default WHERE channel_id = $1', [channel.id]);
    const before = rows[0]?.appliedId ?? null;
    if (before === richMenuId) return { kind: 'ok', value: true };
    const line = this.gateways.of(channel.kind).richMenus;
    const outcome = richMenuId === null ? await line.cancelDefault(channel) : await line.setDefault(channel, richMenuId);
    const isTold = outcome.kind === 'ok' || (outcome.kind === 'notFound' && richMenuId === null);
    if (!isTold) return outcome;
    await this.database.pg.query(
      'richMenus.setDefault',
      'INSERT INTO rich_menu_default (channel_id, applied_id) VALUES ($1, $2) ON CONFLICT (channel_id) DO UPDATE SET applied_id = excluded.applied_id',
      [channel.id, richMenuId],
    );
    if (before !== null && !replaced.includes(before)) await this.lookAgainAtTabs(channel.id, before);
    return { kind: 'ok', value: true };
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
