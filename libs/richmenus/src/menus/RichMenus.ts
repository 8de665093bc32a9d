import { Injectable } from '@nestjs/common';
import { DocumentRefusedError, Flows, NotFoundError, StateConflictError } from '@chatloom/bots';
import { gridBounds, type RichMenuDocument, richMenuDocumentSchema, type RichMenuProblem, richMenuProblems } from '@chatloom/messages';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { Pictures } from './Pictures';

/** A menu as it is stored. */
export interface RichMenu {
  id: string;
  botId: string;
  name: string;
  document: RichMenuDocument;
  /** Goes up with each save. */
  revision: number;
  updatedAt: Date;
}

const COLUMNS = `id, bot_id AS "botId", name, document, revision, updated_at AS "updatedAt"`;

/** Rich menus of a bot: made, changed, deleted. What people see is `Publications`. */
@Injectable()
export class RichMenus {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    private readonly pictures: Pictures,
    private readonly flows: Flows,
  ) {}

  /** Newest first. */
  async list(botId: string): Promise<RichMenu[]> {
    const { rows } = await this.database.pg.query<RichMenu>('richMenus.list', `SELECT ${COLUMNS} FROM rich_menu WHERE bot_id = $1 ORDER BY id DESC`, [botId]);
    return rows;
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, menuId: string): Promise<RichMenu> {
    const { rows } = await this.database.pg.query<RichMenu>('richMenus.get', `SELECT ${COLUMNS} FROM rich_menu WHERE bot_id = $1 AND id = $2`, [botId, menuId]);
    if (!rows[0]) throw new NotFoundError('rich menu');
    return rows[0];
  }

  /** Without a document: one empty tab of 2500 × 1686 with six areas nobody has filled in yet. */
  async create(botId: string, name: string, document: RichMenuDocument = emptyDocument(name)): Promise<RichMenu> {
    const id = this.ids.newId();
    await this.database.pg.query('richMenus.insert', 'INSERT INTO rich_menu (id, bot_id, name, document) VALUES ($1, $2, $3, $4)', [id, botId, name, JSON.stringify(document)]);
    return this.getOrThrow(botId, id);
  }

  /** Save the draft. @throws NotFoundError, StateConflictError when somebody else saved since `baseRevision` */
  async update(botId: string, menuId: string, change: { baseRevision: number; name?: string; document: RichMenuDocument }): Promise<RichMenu> {
    const { rowCount } = await this.database.pg.query(
      'richMenus.update',
      `UPDATE rich_menu SET document = $4, name = coalesce($5, name), revision = revision + 1, updated_at = to_timestamp($6::float8 / 1000)
       WHERE bot_id = $1 AND id = $2 AND revision = $3`,
      [botId, menuId, change.baseRevision, JSON.stringify(change.document), change.name ?? null, this.clock.now()],
    );
    const menu = await this.getOrThrow(botId, menuId);
    if (rowCount === 0) throw new StateConflictError(`Somebody else saved this menu: it is at revision ${menu.revision} by now.`);
    return menu;
  }

  /** @throws NotFoundError, StateConflictError while it is at a channel or named by a rule */
  async remove(botId: string, menuId: string): Promise<void> {
    await this.getOrThrow(botId, menuId);
    const { rows } = await this.database.pg.query<{ published: boolean; ruled: boolean }>(
      'richMenus.uses',
      `SELECT EXISTS (SELECT 1 FROM rich_menu_publication WHERE menu_id = $2 AND (live IS NOT NULL OR job IS NOT NULL)) AS published,
         EXISTS (SELECT 1 FROM rich_menu_rules WHERE bot_id = $1 AND (default_menu_id = $2 OR strpos(tag_rules::text, $2::text) > 0 OR strpos(schedule::text, $2::text) > 0)) AS ruled`,
      [botId, menuId],
    );
    if (rows[0]?.published) throw new StateConflictError('People still have this menu. Unpublish it first.');
    if (rows[0]?.ruled) throw new StateConflictError('A rule shows this menu. Take it out of the rules first.');
    await this.database.pg.transaction(async (tx) => {
      await tx.query('richMenus.deletePublications', 'DELETE FROM rich_menu_publication WHERE menu_id = $1', [menuId]);
      await tx.query('richMenus.delete', 'DELETE FROM rich_menu WHERE bot_id = $1 AND id = $2', [botId, menuId]);
    });
  }

  /** What is wrong with each menu, by its id. */
  async problems(botId: string, menus: readonly Pick<RichMenu, 'id' | 'document'>[]): Promise<Map<string, RichMenuProblem[]>> {
    const named = menus.flatMap((menu) => menu.document.tabs.flatMap((tab) => tab.picture?.pictureId ?? []));
    const [pictures, flows] = await Promise.all([this.pictures.sizes(botId, named), this.flows.list(botId)]);
    const context = { pictures, flows: flows.map((flow) => ({ id: flow.id, isPublished: flow.publishedVersionId !== null })) };
    return new Map(menus.map((menu) => [menu.id, richMenuProblems(menu.document, context)]));
  }

  /** @throws DocumentRefusedError with every blocking problem */
  async assertPublishable(botId: string, menu: RichMenu): Promise<void> {
    const blocking = (await this.problems(botId, [menu])).get(menu.id)!.filter((problem) => problem.severity === 'blocking');
    if (blocking.length > 0) throw new DocumentRefusedError(blocking);
  }
}

function emptyDocument(name: string): RichMenuDocument {
  const size = { width: 2500, height: 1686 };
  const areas = gridBounds(size, [3, 3]).map((bounds, index) => ({ id: `area-${index + 1}`, bounds, action: { type: 'message' as const, text: '' } }));
  return richMenuDocumentSchema.parse({ size, chatBarText: '', selected: true, tabs: [{ id: 'tab-1', name: name.slice(0, 60), picture: null, areas }] });
}
