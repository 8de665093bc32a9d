import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { Shop } from '@chatloom/contract';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { ShopPins } from './ShopPins';

type ShopRow = Omit<Shop, 'lastAt' | 'createdAt'> & { lastAt: Date | null; createdAt: Date };

const SELECT = `SELECT s.id, s.name, s.pin_hash IS NOT NULL AS "hasPin", s.is_active AS "isActive", s.created_at AS "createdAt", v.redeemed, t.stamps, greatest(v.at, t.at) AS "lastAt"
  FROM shop s
  LEFT JOIN LATERAL (SELECT count(*)::int AS redeemed, max(i.redeemed_at) AS at FROM voucher_issued i WHERE i.shop_id = s.id AND i.redeemed_at IS NOT NULL) v ON true
  LEFT JOIN LATERAL (SELECT count(*)::int AS stamps, max(m.given_at) AS at FROM stamp m WHERE m.shop_id = s.id) t ON true`;
const UNIQUE_VIOLATION = '23505';
const SHOPS_MAX = 500;

/** Places where staff stamp and redeem. */
@Injectable()
export class Shops {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly pins: ShopPins,
  ) {}

  /** By name, at most 500. */
  async list(botId: string): Promise<Shop[]> {
    const { rows } = await this.database.pg.query<ShopRow>('shops.list', `${SELECT} WHERE s.bot_id = $1 ORDER BY s.name, s.id LIMIT ${SHOPS_MAX}`, [botId]);
    return rows.map(shopOf);
  }

  /** @throws StateConflictError when another place has this PIN */
  async create(botId: string, { name, pin }: { name: string; pin: string | null }): Promise<Shop> {
    const id = this.ids.newId();
    await withOwnPin(() =>
      this.database.pg.query('shops.create', 'INSERT INTO shop (id, bot_id, name, pin_hash, created_at) VALUES ($1, $2, $3, $4, $5)', [
        id, botId, name, pin === null ? null : this.pins.hashOf(botId, pin), new Date(this.clock.now()),
      ]),
    );
    return this.get(botId, id);
  }

  /** @param change `pin` undefined: as it was; null: none any more. @throws NotFoundError; StateConflictError when another place has this PIN */
  async update(botId: string, shopId: string, { name, isActive, pin }: { name: string; isActive: boolean; pin?: string | null }): Promise<Shop> {
    await withOwnPin(() =>
      this.database.pg.query('shops.update', 'UPDATE shop SET name = $3, is_active = $4, pin_hash = CASE WHEN $5 THEN pin_hash ELSE $6 END WHERE bot_id = $1 AND id = $2', [
        botId, shopId, name, isActive, pin === undefined, pin == null ? null : this.pins.hashOf(botId, pin),
      ]),
    );
    return this.get(botId, shopId);
  }

  /** What was redeemed and stamped there stays. @throws NotFoundError */
  async remove(botId: string, shopId: string): Promise<void> {
    const { rowCount } = await this.database.pg.query('shops.remove', 'DELETE FROM shop WHERE bot_id = $1 AND id = $2', [botId, shopId]);
    if (rowCount === 0) throw new NotFoundError('shop');
  }

  /** @throws NotFoundError when the bot has no such place */
  async checkOwn(botId: string, shopId: string | null): Promise<void> {
    if (shopId !== null) await this.get(botId, shopId);
  }

  private async get(botId: string, shopId: string): Promise<Shop> {
    const { rows } = await this.database.pg.query<ShopRow>('shops.one', `${SELECT} WHERE s.bot_id = $1 AND s.id = $2`, [botId, shopId]);
    if (!rows[0]) throw new NotFoundError('shop');
    return shopOf(rows[0]);
  }
}

function shopOf({ lastAt, createdAt, ...row }: ShopRow): Shop {
  return { ...row, lastAt: lastAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}

async function withOwnPin(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw new StateConflictError('Another place has this PIN already. Choose another one: it tells the places apart.');
    throw error;
  }
}
