import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import { WhoMayPlayRule } from '../frame/WhoMayPlayRule';
import type { BingoRow } from './BingoRow';

/** Who may sit down at a game, besides what the game's state allows. */
@Injectable()
export class BingoEntry {
  constructor(private readonly rule: WhoMayPlayRule) {}

  /** @returns null for somebody who may join */
  async refusal(tx: Transaction, scene: EffectScene, contactId: string, game: BingoRow, code: string | undefined): Promise<'notAllowed' | 'wrongCode' | null> {
    const { who, code: wanted } = game.document.entry;
    if (!(await this.rule.fits(tx, scene, contactId, who))) return 'notAllowed';
    return wanted === null || fold(code ?? '') === fold(wanted) ? null : 'wrongCode';
  }
}

/** Codes are typed by hand: case, width and spaces around them do not matter. */
function fold(code: string): string {
  return code.normalize('NFKC').trim().toLowerCase();
}
