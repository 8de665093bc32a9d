import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { ContactColumn } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { Clock, CSV_MARK, csvRow, Database, IdSource } from '@chatloom/platform';
import { Fields } from '../fields/Fields';
import { ContactFilters, type PeopleMeant } from './ContactFilters';
import { ContactList, LISTED_COLUMNS, LISTED_JOINS, type ListedContact, type ListedRow } from './ContactList';
import { withOwnPlan } from './withOwnPlan';

/** A file that can be had for a while; it is written while it is read. */
export interface ContactExport {
  id: string;
  fileName: string;
  columns: ContactColumn[];
  createdAt: Date;
  expiresAt: Date;
}

const COLUMNS = 'id, file_name AS "fileName", columns, created_at AS "createdAt", expires_at AS "expiresAt"';
const VALID_MS = 3_600_000;
/** People read in one statement; some hundred kB of file. */
const PAGE = 2_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Lists of people as CSV files, of any size: page by page, so that neither memory nor a transaction grows with it. */
@Injectable()
export class ContactExports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly filters: ContactFilters,
    private readonly list: ContactList,
    private readonly fields: Fields,
  ) {}

  /** @throws as `ContactFilters.compile` */
  async create(botId: string, personId: string, people: PeopleMeant, columns: ContactColumn[]): Promise<ContactExport> {
    const settled = await this.filters.settle(botId, people);
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<ContactExport>(
      'audience.addExport',
      `INSERT INTO contact_export (id, bot_id, person_id, people, columns, file_name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
      [this.ids.newId(), botId, personId, JSON.stringify(settled), columns, `contacts-${new Date(now).toISOString().slice(0, 10)}.csv`, new Date(now), new Date(now + VALID_MS)],
    );
    return rows[0]!;
  }

  /** Only who asked for the file gets it. @throws NotFoundError, also when it is too old */
  async open(botId: string, exportId: string, personId: string): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
    const { rows } = await this.database.pg.query<ContactExport & { people: PeopleMeant }>(
      'audience.export',
      `SELECT ${COLUMNS}, people FROM contact_export WHERE bot_id = $1 AND id = $2 AND person_id = $3 AND expires_at > $4`,
      [botId, exportId, personId, new Date(this.clock.now())],
    );
    if (!rows[0]) throw new NotFoundError('export');
    // What could refuse it does so before the first byte.
    const where = await this.filters.compile(botId, rows[0].people);
    return { fileName: rows[0].fileName, text: this.write(botId, where, rows[0].columns) };
  }

  /** Files nobody can open any more. */
  async clean(): Promise<void> {
    await this.database.pg.query('audience.cleanExports', 'DELETE FROM contact_export WHERE expires_at < $1', [new Date(this.clock.now())]);
  }

  private async *write(botId: string, { where, values }: { where: string; values: unknown[] }, columns: ContactColumn[]): AsyncGenerator<string> {
    const [fields, names] = await Promise.all([this.fields.defined(botId), this.names(botId)]);
    const labels = new Map(fields.map(({ key, label }) => [key, label]));
    yield CSV_MARK + csvRow(columns.map((column) => (column.startsWith('field:') ? (labels.get(column.slice(6)) ?? column.slice(6)) : column)));
    let after = BEFORE_ALL;
    for (;;) {
      const { rows } = await withOwnPlan(this.database, (sql) =>
        sql.run<ListedRow>(
          `SELECT ${LISTED_COLUMNS} FROM (SELECT c.* FROM contact c WHERE ${where} AND c.id > $${values.length + 1}::uuid ORDER BY c.id LIMIT ${PAGE}) c ${LISTED_JOINS} ORDER BY c.id`,
          [...values, after],
        ),
      );
      const people = await this.list.withoutAliases<ListedContact>(botId, rows);
      if (people.length > 0) yield people.map((person) => csvRow(columns.map((column) => cellOf(person, column, names)))).join('');
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.id;
    }
  }

  /** Channels and friend sources are written by name. */
  private async names(botId: string): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.database.pg.query<{ id: string; name: string }>('audience.exportNames', 'SELECT id, name FROM channel WHERE bot_id = $1 UNION ALL SELECT id, name FROM friend_source WHERE bot_id = $1', [botId]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function cellOf(person: ListedContact, column: ContactColumn, names: ReadonlyMap<string, string>): string {
  switch (column) {
    case 'name':
      return person.displayName ?? '';
    case 'lineUserId':
      return person.lineUserId;
    case 'channel':
      return names.get(person.channelId) ?? '';
    case 'language':
      return person.language ?? '';
    case 'tags':
      return person.tags.join(', ');
    case 'isFriend':
      return person.isFriend ? 'yes' : 'no';
    case 'consent':
      return person.consent;
    case 'source':
      return person.sourceId === null ? '' : (names.get(person.sourceId) ?? '');
    case 'createdAt':
      return person.createdAt.toISOString();
    case 'lastActive':
      return person.lastSeenAt?.toISOString() ?? '';
    default:
      return textOf(person.fields[column.slice('field:'.length)]);
  }
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
