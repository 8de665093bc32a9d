import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import { Clock, type Sql } from '@chatloom/platform';
import type { GameButton } from './gamePostback';

/** Where lines of the record go; the server gives the one of accounts, which this library does not know. */
export abstract class GameAuditTrail {
  abstract record(entry: { action: string; botId: string; personId?: string; ip: string; details: Record<string, string | number | boolean | null> }, sql?: Sql): Promise<void>;
}

/** Somebody who taps the same dead button a hundred times is one line. */
const ONE_LINE_PER_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/** Writes down taps that were refused because something is wrong with them, not because somebody was late. */
@Injectable()
export class GameAudit {
  private readonly written = new Map<string, number>();

  constructor(
    private readonly trail: GameAuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param why `forged`, `noSuchGame`, `otherChannel` … */
  async refused(sql: Sql, scene: Pick<EffectScene, 'botId' | 'conversationId' | 'contactId'>, why: string, button?: GameButton): Promise<void> {
    const key = `${scene.conversationId} ${why}`;
    const now = this.clock.now();
    if (now - (this.written.get(key) ?? Number.NEGATIVE_INFINITY) < ONE_LINE_PER_MS) return;
    if (this.written.size >= MAX_REMEMBERED) this.written.clear();
    this.written.set(key, now);
    const { conversationId, contactId } = scene;
    // Nobody of the team did it, so there is no address it came from.
    await this.trail.record({ action: 'game.tapRefused', botId: scene.botId, ip: '', details: { why, conversationId, contactId, ...(button && { kind: button.kind, gameId: button.gameId }) } }, sql);
  }

  /** Somebody of the team ran a game: opened, closed, called. */
  async hosted(entry: { action: string; botId: string; personId: string; ip: string; details: Record<string, string | number | boolean | null> }): Promise<void> {
    await this.trail.record(entry);
  }

  /** Something happened at a counter that nobody of the team signed in for, e.g. a PIN typed on the page of a customer. */
  async noted(sql: Sql, entry: { action: string; botId: string; details: Record<string, string | number | boolean | null> }): Promise<void> {
    await this.trail.record({ ...entry, ip: '' }, sql);
  }
}
