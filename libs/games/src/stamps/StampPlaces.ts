import { Inject, Injectable } from '@nestjs/common';
import { qrSvg } from '@chatloom/audience';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import { STAMP_CARD, type StampPlace } from '@chatloom/contract';
import { friendCodeMessage } from '@chatloom/engine';
import { Clock, Database, IdSource, SecretsBox, type Sql } from '@chatloom/platform';
import { joinUrlOf } from '../frame/PublicPages';
import { Shops } from '../shops/Shops';
import { newPlaceCode, readPlaceCode, RotatingCode } from './placeCode';
import { readStampCard } from './StampCardRow';

/** What the team says about a place. */
export interface PlaceChange {
  name: string;
  shopId: string | null;
  code: StampPlace['code'];
  isActive: boolean;
}
type PlaceRow = Omit<StampPlace, 'lastAt' | 'createdAt' | 'code'> & { isRotating: boolean; lastAt: Date | null; createdAt: Date };

const SELECT = `SELECT p.id, p.name, p.shop_id AS "shopId", p.is_rotating AS "isRotating", p.is_active AS "isActive", p.created_at AS "createdAt", u.stamps, u.people, u.at AS "lastAt"
  FROM stamp_place p LEFT JOIN LATERAL (SELECT count(*)::int AS stamps, count(DISTINCT m.contact_id)::int AS people, max(m.given_at) AS at FROM stamp m WHERE m.card_id = p.card_id AND m.place_id = p.id) u ON true`;

/** Links and QR codes that stamp: the person sends the code they carry, so LINE says who it was. */
@Injectable()
export class StampPlaces {
  private readonly codes: RotatingCode;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    @Inject(Shops) private readonly shops: Pick<Shops, 'checkOwn'>,
    secrets: SecretsBox,
  ) {
    this.codes = new RotatingCode(secrets.deriveKey('stamp codes'));
  }

  /** Oldest first. */
  async list(botId: string, cardId: string): Promise<StampPlace[]> {
    const { rows } = await this.database.pg.query<PlaceRow>('stampPlaces.list', `${SELECT} WHERE p.bot_id = $1 AND p.card_id = $2 ORDER BY p.id`, [botId, cardId]);
    return rows.map(placeOf);
  }

  /** @throws NotFoundError for a card or a shop the bot does not have; StateConflictError when there are too many */
  async create(botId: string, cardId: string, place: PlaceChange): Promise<StampPlace> {
    await readStampCard(this.database.pg, botId, cardId);
    await this.shops.checkOwn(botId, place.shopId);
    const id = this.ids.newId();
    const { rowCount } = await this.database.pg.query(
      'stampPlaces.create',
      `INSERT INTO stamp_place (id, bot_id, card_id, name, code, is_rotating, shop_id, is_active, created_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE (SELECT count(*) FROM stamp_place WHERE card_id = $3) < ${STAMP_CARD.maxPlaces}`,
      [id, botId, cardId, place.name, newPlaceCode(), place.code === 'rotating', place.shopId, place.isActive, new Date(this.clock.now())],
    );
    if (rowCount === 0) throw new StateConflictError(`A card has at most ${STAMP_CARD.maxPlaces} places.`);
    return this.get(botId, cardId, id);
  }

  /** Its code stays. @throws NotFoundError */
  async update(botId: string, cardId: string, placeId: string, place: PlaceChange): Promise<StampPlace> {
    await this.shops.checkOwn(botId, place.shopId);
    await this.database.pg.query('stampPlaces.update', 'UPDATE stamp_place SET name = $4, shop_id = $5, is_rotating = $6, is_active = $7 WHERE bot_id = $1 AND card_id = $2 AND id = $3', [
      botId, cardId, placeId, place.name, place.shopId, place.code === 'rotating', place.isActive,
    ]);
    return this.get(botId, cardId, placeId);
  }

  /** A new code; the old one stamps no more. @throws NotFoundError */
  async renew(botId: string, cardId: string, placeId: string): Promise<StampPlace> {
    await this.database.pg.query('stampPlaces.renew', 'UPDATE stamp_place SET code = $4 WHERE bot_id = $1 AND card_id = $2 AND id = $3', [botId, cardId, placeId, newPlaceCode()]);
    return this.get(botId, cardId, placeId);
  }

  /** Its stamps stay. @throws NotFoundError */
  async remove(botId: string, cardId: string, placeId: string): Promise<void> {
    const { rowCount } = await this.database.pg.query('stampPlaces.remove', 'DELETE FROM stamp_place WHERE bot_id = $1 AND card_id = $2 AND id = $3', [botId, cardId, placeId]);
    if (rowCount === 0) throw new NotFoundError('place');
  }

  /** What a place shows now. @throws NotFoundError */
  async codeOf(botId: string, cardId: string, placeId: string): Promise<{ message: string; lineUrl: string | null; qrSvg: string; changesAt: string | null }> {
    const { rows } = await this.database.pg.query<{ code: string; isRotating: boolean; basicId: string | null }>(
      'stampPlaces.code',
      `SELECT p.code, p.is_rotating AS "isRotating", (SELECT c.basic_id FROM channel c WHERE c.bot_id = p.bot_id AND c.kind = 'line' AND c.basic_id IS NOT NULL ORDER BY c.created_at LIMIT 1) AS "basicId"
       FROM stamp_place p WHERE p.bot_id = $1 AND p.card_id = $2 AND p.id = $3`,
      [botId, cardId, placeId],
    );
    const place = rows[0];
    if (!place) throw new NotFoundError('place');
    const shown = place.isRotating ? this.codes.codeAt(place.code, this.clock.now()) : { code: place.code, changesAt: null };
    const message = friendCodeMessage(shown.code);
    const lineUrl = joinUrlOf(place.basicId, message);
    return { message, lineUrl, qrSvg: qrSvg(lineUrl ?? message), changesAt: shown.changesAt === null ? null : new Date(shown.changesAt).toISOString() };
  }

  /** The place whose code somebody sent. `old`: it was shown there once, and is good no more. Null: it is no place's. */
  async sent(sql: Sql, botId: string, code: string, now: number): Promise<{ cardId: string; placeId: string; shopId: string | null; isOld: boolean } | null> {
    const read = readPlaceCode(code);
    if (!read) return null;
    const { rows } = await sql.query<{ id: string; cardId: string; shopId: string | null; isRotating: boolean }>(
      'stampPlaces.byCode',
      `SELECT p.id, p.card_id AS "cardId", p.shop_id AS "shopId", p.is_rotating AS "isRotating" FROM stamp_place p LEFT JOIN shop s ON s.id = p.shop_id
       WHERE p.code = $1 AND p.bot_id = $2 AND p.is_active AND coalesce(s.is_active, true)`,
      [read.place, botId],
    );
    const place = rows[0];
    if (!place) return null;
    // A place that does not change any more takes what it showed before: the people who stood there did so.
    const isOld = place.isRotating && !this.codes.isGood(read.place, read.proof, now);
    return { cardId: place.cardId, placeId: place.id, shopId: place.shopId, isOld };
  }

  private async get(botId: string, cardId: string, placeId: string): Promise<StampPlace> {
    const { rows } = await this.database.pg.query<PlaceRow>('stampPlaces.one', `${SELECT} WHERE p.bot_id = $1 AND p.card_id = $2 AND p.id = $3`, [botId, cardId, placeId]);
    if (!rows[0]) throw new NotFoundError('place');
    return placeOf(rows[0]);
  }
}

function placeOf({ isRotating, lastAt, createdAt, ...row }: PlaceRow): StampPlace {
  return { ...row, code: isRotating ? 'rotating' : 'fixed', lastAt: lastAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
