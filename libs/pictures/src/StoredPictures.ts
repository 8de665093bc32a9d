import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DocumentRefusedError, NotFoundError, StateConflictError } from '@chatloom/bots';
import { readStoredPicture, storedPictureUrl } from '@chatloom/messages';
import { Clock, Database } from '@chatloom/platform';
import { makeForms, PictureRefusedError } from './makeForms';

/** A picture of a bot. */
export interface StoredPicture {
  code: string;
  /** Pixels, upright. */
  width: number;
  height: number;
  createdAt: Date;
}

/** 128 bits: who knows the address may see the picture, as LINE has to. */
const CODE_BYTES = 16;
/** About 4 GB of pictures. */
const MAX_PER_BOT = 2_000;
const MAX_LISTED = 200;
const COLUMNS = 'code, width, height, created_at AS "createdAt"';

/** Pictures for messages: kept in every size LINE asks for, given out at an address nobody can guess. */
@Injectable()
export class StoredPictures {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Keep a picture. The same file of the same bot is kept once.
   * @throws DocumentRefusedError for what is no picture, StateConflictError when the bot has too many
   */
  async store(botId: string, bytes: Buffer): Promise<StoredPicture> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = await this.find(botId, sha256);
    if (known) return known;
    const { rows } = await this.database.pg.query<{ count: number }>('pictures.count', 'SELECT count(*)::int AS count FROM stored_picture WHERE bot_id = $1', [botId]);
    if (rows[0]!.count >= MAX_PER_BOT) throw new StateConflictError(`A bot keeps at most ${MAX_PER_BOT} pictures.`);
    const { width, height, forms } = await makeForms(bytes).catch((error: unknown) => {
      if (!(error instanceof PictureRefusedError)) throw error;
      throw new DocumentRefusedError([{ code: error.code, severity: 'blocking', path: ['base64'], message: error.message }]);
    });
    const code = randomBytes(CODE_BYTES).toString('base64url');
    await this.database.pg.query(
      'pictures.store',
      `WITH picture AS (
         INSERT INTO stored_picture (code, bot_id, sha256, width, height, created_at) VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) ON CONFLICT DO NOTHING RETURNING code)
       INSERT INTO stored_picture_form (code, form, bot_id, content_type, bytes)
       SELECT picture.code, f.form, $2, f.content_type, f.bytes FROM picture, unnest($7::text[], $8::text[], $9::bytea[]) AS f(form, content_type, bytes)`,
      [code, botId, sha256, width, height, this.clock.now(), forms.map((one) => one.form), forms.map((one) => one.contentType), forms.map((one) => one.bytes)],
    );
    return (await this.find(botId, sha256))!;
  }

  /** Newest first, at most 200. */
  async list(botId: string): Promise<StoredPicture[]> {
    const { rows } = await this.database.pg.query<StoredPicture>('pictures.list', `SELECT ${COLUMNS} FROM stored_picture WHERE bot_id = $1 ORDER BY created_at DESC, code LIMIT ${MAX_LISTED}`, [botId]);
    return rows;
  }

  /** A picture in one of its sizes, for anybody. @throws NotFoundError */
  async read(code: string, form = 'fit'): Promise<{ contentType: string; body: Buffer }> {
    // Only what could be one of our addresses is looked for.
    const named = readStoredPicture(`${storedPictureUrl(code)}/${form}`);
    const { rows } = named
      ? await this.database.pg.query<{ contentType: string; body: Buffer }>('pictures.read', 'SELECT content_type AS "contentType", bytes AS body FROM stored_picture_form WHERE code = $1 AND form = $2', [code, form])
      : { rows: [] };
    if (!rows[0]) throw new NotFoundError('picture');
    return rows[0];
  }

  private async find(botId: string, sha256: string): Promise<StoredPicture | undefined> {
    const { rows } = await this.database.pg.query<StoredPicture>('pictures.find', `SELECT ${COLUMNS} FROM stored_picture WHERE bot_id = $1 AND sha256 = $2`, [botId, sha256]);
    return rows[0];
  }
}
