import { Injectable } from '@nestjs/common';
import { Segments } from '@chatloom/audience';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import type { BingoRow } from './BingoRow';

/** Who may sit down at a game, besides what the game's state allows. */
@Injectable()
export class BingoEntry {
  constructor(private readonly segments: Segments) {}

  /** @returns null for somebody who may join */
  async refusal(tx: Transaction, scene: EffectScene, contactId: string, game: BingoRow, code: string | undefined): Promise<'notAllowed' | 'wrongCode' | null> {
    const { who, code: wanted } = game.document.entry;
    if (who.type === 'tag') {
      const { rowCount } = await tx.query('bingo.hasTag', 'SELECT 1 FROM contact WHERE bot_id = $1 AND id = $2 AND tags @> ARRAY[$3]', [scene.botId, contactId, who.tag]);
      if (rowCount === 0) return 'notAllowed';
    }
    if (who.type === 'segment' && !(await this.isIn(tx, scene.botId, contactId, who.segmentId))) return 'notAllowed';
    return wanted === null || fold(code ?? '') === fold(wanted) ? null : 'wrongCode';
  }

  /** A segment that is gone lets nobody in. */
  private async isIn(tx: Transaction, botId: string, contactId: string, segmentId: string): Promise<boolean> {
    const segment = await this.segments.find(botId, segmentId);
    if (!segment) return false;
    const { where, values } = await this.segments.compile(botId, segment.definition, 2);
    const { rowCount } = await tx.run(`SELECT 1 FROM contact c WHERE c.id = $1 AND ${where}`, [contactId, ...values]);
    return rowCount === 1;
  }
}

/** Codes are typed by hand: case, width and spaces around them do not matter. */
function fold(code: string): string {
  return code.normalize('NFKC').trim().toLowerCase();
}
