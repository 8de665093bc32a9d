import { Injectable } from '@nestjs/common';
import { StateConflictError } from '@chatloom/bots';
import { type CodesUploaded, DRAW } from '@chatloom/contract';
import { Database, type Transaction } from '@chatloom/platform';
import { type DrawRow, lockDraw } from './DrawRow';
import { readCodes } from './readCodes';

/** Lines named in the answer to an upload. */
const NAMED = 200;

/** Codes of prizes, kept until the draw opens and each becomes part of one prize. */
@Injectable()
export class DrawCodes {
  constructor(private readonly database: Database) {}

  /** Add codes to a prize of a draft, all that can be used. @throws NotFoundError, StateConflictError once it has started, or for a prize that has none */
  async upload(botId: string, drawId: string, prizeId: string, text: string): Promise<CodesUploaded> {
    const { codes, refused } = await readCodes(text);
    return this.database.pg.transaction(async (tx) => {
      await this.draftOf(tx, botId, drawId, prizeId);
      const { rows } = await tx.query<{ code: string }>(
        'draws.addCodes',
        'INSERT INTO draw_code (draw_id, code, bot_id, prize_id) SELECT $1, code, $2, $3 FROM unnest($4::text[]) AS code ON CONFLICT DO NOTHING RETURNING code',
        [drawId, botId, prizeId, codes.map(({ code }) => code)],
      );
      const added = new Set(rows.map(({ code }) => code));
      const known = codes.filter(({ code }) => !added.has(code)).map(({ line }) => ({ line, why: 'known' as const }));
      const all = [...refused, ...known].sort((a, b) => a.line - b.line);
      const { rows: count } = await tx.query<{ count: number }>('draws.codesOfPrize', 'SELECT count(*)::int AS count FROM draw_code WHERE draw_id = $1 AND bot_id = $2 AND prize_id = $3', [drawId, botId, prizeId]);
      if (count[0]!.count > DRAW.maxStock) throw new StateConflictError(`A prize has at most ${DRAW.maxStock} codes.`);
      return { added: added.size, codes: count[0]!.count, refused: all.slice(0, NAMED), refusedCount: all.length };
    });
  }

  /** Take all codes of a prize of a draft away. @throws NotFoundError, StateConflictError once it has started */
  remove(botId: string, drawId: string, prizeId: string): Promise<void> {
    return this.database.pg.transaction(async (tx) => {
      await this.draftOf(tx, botId, drawId, null);
      await tx.query('draws.removeCodes', 'DELETE FROM draw_code WHERE draw_id = $1 AND bot_id = $2 AND prize_id = $3', [drawId, botId, prizeId]);
    });
  }

  private async draftOf(tx: Transaction, botId: string, drawId: string, prizeId: string | null): Promise<DrawRow> {
    const draw = await lockDraw(tx, botId, drawId);
    if (draw.state !== 'draft') throw new StateConflictError('This draw has started: its codes stay as they are. Stop and copy it to change them.');
    if (prizeId !== null && !draw.document.prizes.some(({ id, codes }) => id === prizeId && codes)) throw new StateConflictError('This prize has no codes.');
    return draw;
  }
}
