import { DocumentRefusedError, NotFoundError } from '@chatloom/bots';
import { detectEncoding } from '@chatloom/audience';
import type { CampaignList } from '@chatloom/contract';
import { Clock, Database, IdSource, sanitizeText } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';

const FAULTS_SHOWN = 100;
/** Ids looked up in one statement. */
const LOOKED_UP = 10_000;
const LINES_MAX = 500_000;
const ID = /^(U[0-9a-f]{32}|L[0-9a-f]{67}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Lists of people somebody brings along, as a file. */
@Injectable()
export class CampaignLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * Reads a CSV file with contact ids or LINE user ids and keeps the people of this channel it names.
   * @throws DocumentRefusedError when it is no such file; NotFoundError
   */
  async upload(botId: string, file: { channelId: string; fileName: string; base64: string; column?: string }): Promise<CampaignList> {
    const { rows: known } = await this.database.pg.query('campaigns.listChannel', 'SELECT 1 FROM channel WHERE bot_id = $1 AND id = $2', [botId, file.channelId]);
    if (known.length === 0) throw new NotFoundError('channel');
    const bytes = Buffer.from(file.base64, 'base64');
    const encoding = detectEncoding(bytes.subarray(0, 65_536));
    const lines = idsOf(linesOf(new TextDecoder(encoding).decode(bytes)), file.column);
    const listId = this.ids.newId();
    const people = new Set<string>();
    const faults: CampaignList['faults'] = [];
    let unknown = 0;
    for (let from = 0; from < lines.length; from += LOOKED_UP) {
      const part = lines.slice(from, from + LOOKED_UP);
      const found = await this.find(botId, file.channelId, part.map((one) => one.value));
      for (const { line, value } of part) {
        const contact = found.get(value.toLowerCase());
        if (contact !== undefined) people.add(contact);
        else {
          unknown++;
          if (faults.length < FAULTS_SHOWN) faults.push({ line, value: sanitizeText(value).slice(0, 80) });
        }
      }
    }
    const list: CampaignList = { id: listId, fileName: file.fileName, encoding, lines: lines.length, found: people.size, duplicates: lines.length - unknown - people.size, unknown, faults };
    await this.keep(botId, file.channelId, list, [...people]);
    return list;
  }

  private async find(botId: string, channelId: string, values: readonly string[]): Promise<Map<string, string>> {
    const ids = values.filter((value) => ID.test(value));
    const { rows } = await this.database.pg.query<{ id: string; line_user_id: string }>(
      'campaigns.listPeople',
      'SELECT id, line_user_id FROM contact WHERE bot_id = $1 AND channel_id = $2 AND (line_user_id = ANY ($3) OR id = ANY ($4::uuid[]))',
      [botId, channelId, ids.filter((id) => !id.includes('-')), ids.filter((id) => id.includes('-'))],
    );
    return new Map(rows.flatMap((row) => [[row.id, row.id], [row.line_user_id.toLowerCase(), row.id]] as const));
  }

  private async keep(botId: string, channelId: string, list: CampaignList, people: readonly string[]): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      await tx.query(
        'campaigns.keepList',
        'INSERT INTO campaign_list (id, bot_id, channel_id, file_name, encoding, lines, found, duplicates, unknown, faults, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
        [list.id, botId, channelId, list.fileName, list.encoding, list.lines, list.found, list.duplicates, list.unknown, JSON.stringify(list.faults), new Date(this.clock.now())],
      );
      for (let from = 0; from < people.length; from += LOOKED_UP) {
        await tx.query('campaigns.keepListPeople', 'INSERT INTO campaign_list_person (list_id, contact_id, bot_id) SELECT $1, id, $2 FROM unnest($3::uuid[]) AS p (id)', [
          list.id, botId, people.slice(from, from + LOOKED_UP),
        ]);
      }
    });
  }
}

/** @throws DocumentRefusedError with a sentence */
function linesOf(text: string): string[][] {
  const head = text.slice(0, 10_000);
  const delimiter = [',', ';', '\t'].reduce((best, each) => (head.split(each).length > head.split(best).length ? each : best));
  try {
    const lines = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, to: LINES_MAX + 2, max_record_size: 100_000 }) as string[][];
    if (lines.length > LINES_MAX + 1) throw refused('listTooLong', `A list has at most ${LINES_MAX} lines. Import the people and choose them by a tag.`);
    return lines;
  } catch (error) {
    if (error instanceof DocumentRefusedError) throw error;
    throw refused('listUnreadable', 'This is no table: lines with values between commas.');
  }
}

/** The column named, else the first in which something looks like an id; a first line without one is the heading. */
function idsOf(lines: string[][], column: string | undefined): { line: number; value: string }[] {
  const [first = []] = lines;
  const named = column === undefined ? -1 : first.findIndex((cell) => cell.toLowerCase() === column.trim().toLowerCase());
  if (column !== undefined && named < 0) throw refused('listColumnMissing', `The file has no column "${column}".`);
  const hasHeading = named >= 0 || !first.some((cell) => ID.test(cell));
  const rows = lines.map((cells, at) => ({ line: at + 1, cells })).slice(hasHeading ? 1 : 0);
  const sample = rows.slice(0, 100);
  const widest = Math.max(0, ...sample.map(({ cells }) => cells.length));
  const at = named >= 0 ? named : Array.from({ length: widest }, (_, index) => index).find((index) => sample.some(({ cells }) => ID.test(cells[index] ?? '')));
  if (at === undefined) throw refused('listWithoutIds', 'No column of the file has contact ids or LINE user ids (U and 32 digits 0-9, a-f).');
  return rows.map(({ line, cells }) => ({ line, value: cells[at] ?? '' })).filter(({ value }) => value !== '');
}

function refused(code: string, message: string): DocumentRefusedError {
  return new DocumentRefusedError([{ code, severity: 'blocking', message, path: ['base64'] }]);
}
