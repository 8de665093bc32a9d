import { Injectable } from '@nestjs/common';
import { Bots } from '@chatloom/bots';
import { Publications } from '../publishing/Publications';
import { Rules } from './Rules';
import type { Scene } from './whatPersonSees';

/** The rules of a bot and what is published where, read once for many questions. */
export interface BotScene {
  /** What decides at a channel at a moment (epoch ms). */
  at(channelId: string, now: number): Scene;
  /** LINE's id of what a menu shows first at a channel; null when it is not published there. */
  firstTab(channelId: string, menuId: string): string | null;
  /** Does LINE's id name any tab of the menu? Somebody who changed tabs by themselves still sees the right menu. */
  hasTab(channelId: string, menuId: string, richMenuId: string): boolean;
}

@Injectable()
export class Scenes {
  constructor(
    private readonly rules: Rules,
    private readonly publications: Publications,
    private readonly bots: Bots,
  ) {}

  /** @throws NotFoundError when there is no such bot */
  async load(botId: string): Promise<BotScene> {
    const [rules, rows, bot] = await Promise.all([this.rules.get(botId), this.publications.ofBot(botId), this.bots.getOrThrow(botId)]);
    const live = new Map(rows.flatMap((row) => (row.live ? [[`${row.channelId}/${row.menuId}`, row.live.tabs.map((tab) => tab.richMenuId)] as const] : [])));
    return {
      at: (channelId, now) => ({
        rules,
        published: new Set(rows.filter((row) => row.channelId === channelId && row.live).map((row) => row.menuId)),
        now,
        timeZone: bot.timeZone,
      }),
      firstTab: (channelId, menuId) => live.get(`${channelId}/${menuId}`)?.[0] ?? null,
      hasTab: (channelId, menuId, richMenuId) => live.get(`${channelId}/${menuId}`)?.includes(richMenuId) ?? false,
    };
  }
}
