import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecretsBox, type Sql, type Transaction } from '@chatloom/platform';
import { GameAudit } from '../frame/GameAudit';
import { afterWrongPin, pinPausedUntil, pinTriesLeft, type PinTries } from './pinPause';

/** On whose page a PIN is typed. */
export interface PinScene {
  botId: string;
  contactId: string;
  /** Epoch ms. */
  now: number;
}

/** What a page on which PINs are typed says about them. */
export interface PinFacts {
  takesPin: boolean;
  triesLeft: number;
  pausedUntil: string | null;
}

interface TryRow {
  wrong: number;
  pauses: number;
  pausedUntil: Date | null;
  lastAt: Date;
}
const TRY_COLUMNS = 'wrong, pauses, paused_until AS "pausedUntil", last_at AS "lastAt"';

/**
 * PINs of places, typed by staff on the page of a customer. A PIN has few digits, so an ordinary hash would hide nothing: it is kept as a
 * hash with a key that is not in the database, and wrong ones are counted per person under a lock, so that many at once are many.
 */
@Injectable()
export class ShopPins {
  private readonly key: Buffer;

  constructor(
    secrets: SecretsBox,
    private readonly audit: GameAudit,
  ) {
    this.key = secrets.deriveKey('PINs of shops');
  }

  /** The same for the same PIN of a bot, so that the table can keep them apart. */
  hashOf(botId: string, pin: string): string {
    return createHmac('sha256', this.key).update(`${botId} ${pin}`).digest('base64url');
  }

  /** Whose PIN it is. Whatever comes of it counts only once `tx` is committed. */
  async check(tx: Transaction, { botId, contactId, now }: PinScene, pin: string): Promise<{ outcome: 'right'; shopId: string } | { outcome: 'wrongPin' | 'paused' }> {
    await tx.query('shops.firstTry', 'INSERT INTO shop_pin_try (contact_id, bot_id, last_at) VALUES ($1, $2, to_timestamp($3::float8 / 1000)) ON CONFLICT DO NOTHING', [contactId, botId, now]);
    const { rows } = await tx.query<TryRow>('shops.lockTries', `SELECT ${TRY_COLUMNS} FROM shop_pin_try WHERE contact_id = $1 AND bot_id = $2 FOR UPDATE`, [contactId, botId]);
    const tries = triesOf(rows[0]);
    if (pinPausedUntil(tries, now) !== null) return { outcome: 'paused' };
    const { rows: shops } = await tx.query<{ id: string }>('shops.byPin', 'SELECT id FROM shop WHERE bot_id = $1 AND pin_hash = $2 AND is_active', [botId, this.hashOf(botId, pin)]);
    if (shops[0]) {
      await tx.query('shops.rightPin', 'DELETE FROM shop_pin_try WHERE contact_id = $1 AND bot_id = $2', [contactId, botId]);
      return { outcome: 'right', shopId: shops[0].id };
    }
    const { wrong, pauses, pausedUntil } = afterWrongPin(tries, now);
    await tx.query(
      'shops.wrongPin',
      'UPDATE shop_pin_try SET wrong = $3, pauses = $4, paused_until = to_timestamp($5::float8 / 1000), last_at = to_timestamp($6::float8 / 1000) WHERE contact_id = $1 AND bot_id = $2',
      [contactId, botId, wrong, pauses, pausedUntil, now],
    );
    if (pausedUntil !== null) await this.audit.noted(tx, { action: 'shop.pinPaused', botId, details: { contactId, pauses } });
    return { outcome: 'wrongPin' };
  }

  /** What the page of a person says about PINs. */
  async facts(sql: Sql, { botId, contactId, now }: PinScene): Promise<PinFacts> {
    const { rows } = await sql.query<TryRow & { takesPin: boolean }>(
      'shops.pinFacts',
      `SELECT EXISTS (SELECT 1 FROM shop WHERE bot_id = $1 AND pin_hash IS NOT NULL AND is_active) AS "takesPin", ${TRY_COLUMNS}
       FROM (SELECT 1) one LEFT JOIN shop_pin_try t ON t.contact_id = $2 AND t.bot_id = $1`,
      [botId, contactId],
    );
    const { takesPin, ...row } = rows[0]!;
    const tries = row.lastAt === null ? null : triesOf(row);
    const until = pinPausedUntil(tries, now);
    return { takesPin, triesLeft: pinTriesLeft(tries, now), pausedUntil: until === null ? null : new Date(until).toISOString() };
  }
}

function triesOf(row: TryRow | undefined): PinTries | null {
  return row ? { wrong: row.wrong, pauses: row.pauses, pausedUntil: row.pausedUntil?.getTime() ?? null, lastAt: row.lastAt.getTime() } : null;
}
