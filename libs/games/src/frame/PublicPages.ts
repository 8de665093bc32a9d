import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '@chatloom/platform';
import type { GameKind } from './gamePostback';

/** A page anybody may look at who knows its code. */
export interface GamePage {
  code: string;
  botId: string;
  kind: GameKind;
  gameId: string;
  joinText: string;
  isOn: boolean;
}

/** Whose page it is, and how one joins. */
export interface PageFacts {
  botName: string;
  /** Of the bot, BCP 47. */
  language: string;
  /** What the QR code holds; null for an account that LINE does not know. */
  joinUrl: string | null;
}

const COLUMNS = 'code, bot_id AS "botId", kind, game_id AS "gameId", join_text AS "joinText", is_on AS "isOn"';

/** Addresses of the public pages of games. A code is 128 random bits; switching a page off and on gives it a new one. */
@Injectable()
export class PublicPages {
  constructor(private readonly database: Database) {}

  /** The page of a game; made with the first call, switched off. */
  async of(botId: string, kind: GameKind, gameId: string, sql: Pick<Sql, 'query'> = this.database.pg): Promise<GamePage> {
    const { rows } = await sql.query<GamePage>('games.pageOf', `SELECT ${COLUMNS} FROM game_page WHERE bot_id = $1 AND kind = $2 AND game_id = $3`, [botId, kind, gameId]);
    if (rows[0]) return rows[0];
    const { rows: made } = await sql.query<GamePage>(
      'games.makePage',
      `INSERT INTO game_page AS p (code, bot_id, kind, game_id) VALUES ($4, $1, $2, $3)
       ON CONFLICT (kind, game_id) DO UPDATE SET code = p.code RETURNING ${COLUMNS}`,
      [botId, kind, gameId, newCode()],
    );
    return made[0]!;
  }

  /** Switch it on or off. An address that was switched off never works again. */
  async set(botId: string, kind: GameKind, gameId: string, { isOn, joinText }: { isOn: boolean; joinText?: string }): Promise<GamePage> {
    await this.of(botId, kind, gameId);
    const { rows } = await this.database.pg.query<GamePage>(
      'games.setPage',
      `UPDATE game_page SET code = CASE WHEN $4 AND NOT is_on THEN $5 ELSE code END, is_on = $4, join_text = coalesce($6, join_text)
       WHERE bot_id = $1 AND kind = $2 AND game_id = $3 RETURNING ${COLUMNS}`,
      [botId, kind, gameId, isOn, newCode(), joinText ?? null],
    );
    return rows[0]!;
  }

  /** What every page says besides its game; null while it is switched off. */
  async shownBy(botId: string, kind: GameKind, gameId: string): Promise<PageFacts | null> {
    const { rows } = await this.database.pg.query<{ name: string; language: string; joinText: string; basicId: string | null }>(
      'games.pageFacts',
      `SELECT b.name, b.language, g.join_text AS "joinText",
         (SELECT c.basic_id FROM channel c WHERE c.bot_id = b.id AND c.kind = 'line' AND c.basic_id IS NOT NULL ORDER BY c.created_at LIMIT 1) AS "basicId"
       FROM bot b JOIN game_page g ON g.bot_id = b.id AND g.kind = $2 AND g.game_id = $3 AND g.is_on WHERE b.id = $1`,
      [botId, kind, gameId],
    );
    return rows[0] ? { botName: rows[0].name, language: rows[0].language, joinUrl: joinUrlOf(rows[0].basicId, rows[0].joinText) } : null;
  }

  /** Code of the page of a game; null while it is switched off. */
  async codeOf(botId: string, kind: GameKind, gameId: string, sql: Pick<Sql, 'query'> = this.database.pg): Promise<string | null> {
    const { rows } = await sql.query<{ code: string }>('games.pageCode', 'SELECT code FROM game_page WHERE bot_id = $1 AND kind = $2 AND game_id = $3 AND is_on', [botId, kind, gameId]);
    return rows[0]?.code ?? null;
  }

  /** The page behind an address; null when there is none, or it is switched off. Not bounded by a bot: the code is the key. */
  async find(code: string): Promise<GamePage | null> {
    const { rows } = await this.database.pg.query<GamePage>('games.pageByCode', `SELECT ${COLUMNS} FROM game_page WHERE code = $1 AND is_on`, [code]);
    return rows[0] ?? null;
  }
}

/** 22 characters of base64url; `pageCodeSchema` of the contract holds it. */
function newCode(): string {
  return randomBytes(16).toString('base64url');
}

/** Opens the account in LINE with the words ready to be sent, or adds it as a friend (FACTS §15). */
export function joinUrlOf(basicId: string | null, joinText: string): string | null {
  if (basicId === null) return null;
  const account = encodeURIComponent(basicId);
  return joinText === '' ? `https://line.me/R/ti/p/${account}` : `https://line.me/R/oaMessage/${account}/?${encodeURIComponent(joinText)}`;
}
