import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { ContactColumn, ContactFilter, ContactSort } from '@chatloom/contract';
import { Clock, Database, IdSource } from '@chatloom/platform';

/** A saved way to look at the list of people. */
export interface SavedView {
  id: string;
  name: string;
  filter: ContactFilter;
  columns: ContactColumn[];
  sort: ContactSort;
  createdAt: Date;
}
export type ViewChange = Omit<SavedView, 'id' | 'createdAt'>;

const COLUMNS = 'id, name, filter, columns, sort, created_at AS "createdAt"';
/** More than anybody finds again. */
const VIEWS_MAX = 200;

/** Saved views, shared by the team of a bot. */
@Injectable()
export class ContactViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** By name. */
  async list(botId: string): Promise<SavedView[]> {
    const { rows } = await this.database.pg.query<SavedView>('audience.views', `SELECT ${COLUMNS} FROM contact_view WHERE bot_id = $1 ORDER BY lower(name), id`, [botId]);
    return rows;
  }

  /** @throws StateConflictError when the name is taken, or there are too many. */
  async create(botId: string, view: ViewChange): Promise<SavedView> {
    const { rows } = await this.database.pg.query<SavedView>(
      'audience.addView',
      `INSERT INTO contact_view (id, bot_id, name, filter, columns, sort, created_at)
       SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM contact_view WHERE bot_id = $2) < ${VIEWS_MAX}
       ON CONFLICT (bot_id, name) DO NOTHING RETURNING ${COLUMNS}`,
      [this.ids.newId(), botId, view.name, JSON.stringify(view.filter), view.columns, JSON.stringify(view.sort), new Date(this.clock.now())],
    );
    if (!rows[0]) throw new StateConflictError(`There is a view with this name already, or there are ${VIEWS_MAX} of them.`);
    return rows[0];
  }

  /** @throws NotFoundError; StateConflictError when the name is taken. */
  async update(botId: string, viewId: string, view: ViewChange): Promise<SavedView> {
    const { rows: others } = await this.database.pg.query('audience.viewName', 'SELECT 1 FROM contact_view WHERE bot_id = $1 AND name = $2 AND id <> $3', [botId, view.name, viewId]);
    if (others.length > 0) throw new StateConflictError('There is a view with this name already.');
    const { rows } = await this.database.pg.query<SavedView>(
      'audience.setView',
      `UPDATE contact_view SET name = $3, filter = $4, columns = $5, sort = $6 WHERE bot_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [botId, viewId, view.name, JSON.stringify(view.filter), view.columns, JSON.stringify(view.sort)],
    );
    if (!rows[0]) throw new NotFoundError('view');
    return rows[0];
  }

  /** @throws NotFoundError */
  async delete(botId: string, viewId: string): Promise<void> {
    const { rowCount } = await this.database.pg.query('audience.dropView', 'DELETE FROM contact_view WHERE bot_id = $1 AND id = $2', [botId, viewId]);
    if (rowCount === 0) throw new NotFoundError('view');
  }
}
