import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DocumentRefusedError, NotFoundError } from '@chatloom/bots';
import { pictureFaults, readPictureHeader } from '@chatloom/messages';
import { Database, IdSource } from '@chatloom/platform';

/** A stored picture without its bytes. */
export interface PictureHead {
  id: string;
  contentType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  bytes: number;
}

/** Pictures of rich menus. They never change, so whoever holds an id holds the picture. */
@Injectable()
export class Pictures {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
  ) {}

  /**
   * Store a picture, known by its content.
   * @throws DocumentRefusedError when LINE would refuse it (FACTS §9 "image"); each reason is a problem
   */
  async store(botId: string, bytes: Buffer): Promise<PictureHead> {
    const faults = pictureFaults(bytes);
    const header = readPictureHeader(bytes);
    if (faults.length > 0 || !header) throw new DocumentRefusedError(faults.map((fault) => ({ ...fault, severity: 'blocking' as const, path: ['base64'] })));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { rows } = await this.database.pg.query<{ id: string }>(
      'richMenus.storePicture',
      `INSERT INTO rich_menu_picture (id, bot_id, sha256, content_type, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (bot_id, sha256) DO UPDATE SET sha256 = excluded.sha256 RETURNING id`,
      [this.ids.newId(), botId, sha256, header.contentType, header.width, header.height, bytes],
    );
    return { id: rows[0]!.id, ...header, bytes: bytes.length };
  }

  /** @throws NotFoundError */
  async read(botId: string, pictureId: string): Promise<{ contentType: string; body: Buffer }> {
    const { rows } = await this.database.pg.query<{ contentType: string; body: Buffer }>(
      'richMenus.readPicture',
      'SELECT content_type AS "contentType", bytes AS body FROM rich_menu_picture WHERE bot_id = $1 AND id = $2',
      [botId, pictureId],
    );
    if (!rows[0]) throw new NotFoundError('picture');
    return rows[0];
  }

  /** Sizes in pixels of those that exist, by id. */
  async sizes(botId: string, pictureIds: readonly string[]): Promise<Map<string, { width: number; height: number }>> {
    const { rows } = await this.database.pg.query<{ id: string; width: number; height: number }>(
      'richMenus.pictureSizes',
      'SELECT id, width, height FROM rich_menu_picture WHERE bot_id = $1 AND id = ANY($2::uuid[])',
      [botId, [...new Set(pictureIds)]],
    );
    return new Map(rows.map(({ id, width, height }) => [id, { width, height }]));
  }
}
