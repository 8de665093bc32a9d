import type { BotSnapshot, FlowLibrary } from '@chatloom/engine';

/** What a bot's conversations run on at one moment. */
export interface BotWorld {
  bot: BotSnapshot;
  flows: FlowLibrary;
}

/** Where turns get flows from; `bots` provides it. */
export abstract class FlowWorld {
  /**
   * The bot as of `revision` (a number that grows with every change of what it runs), with those of `versionIds` loaded
   * that exist and are the bot's own. Cached: a call for a known revision and known versions must cost no query, because
   * it happens while conversations are locked.
   */
  abstract load(request: { botId: string; runs: 'published' | 'draft'; revision: number; versionIds: readonly string[] }): Promise<BotWorld>;
}
