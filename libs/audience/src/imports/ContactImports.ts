import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import { CONTACT_IMPORT_MAX_COLUMNS, CONTACT_IMPORT_PIECE_BYTES, type ImportCounts, type ImportEncoding, type ImportMapping } from '@chatloom/contract';
import { Clock, CSV_MARK, csvRow, Database, IdSource } from '@chatloom/platform';
import { Fields } from '../fields/Fields';
import { decodeText, type Delimiter, detectDelimiter, NotCsvError, readCsv } from './csvText';
import { detectEncoding, SAMPLE_BYTES } from './detectEncoding';
import type { LineFault } from './readImportLine';
import { suggestMapping } from './suggestMapping';

export type ImportState = 'uploading' | 'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'cancelled';

/** A file of people on its way in. */
export interface ContactImport {
  id: string;
  channelId: string;
  personId: string | null;
  fileName: string;
  bytes: number;
  state: ImportState;
  encoding: ImportEncoding | null;
  delimiter: Delimiter | null;
  preview: string[][];
  unreadable: number;
  mapping: ImportMapping | null;
  suggestion: ImportMapping | null;
  checked: ImportCounts | null;
  counts: ImportCounts | null;
  /** Lines done in this state, and how many there are, once that is known. */
  position: number;
  lines: number | null;
  problem: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}
/** A line that cannot be used, with its cells as they were. */
export interface FaultyLine {
  line: number;
  fault: LineFault;
  cells: string[];
}

const COLUMNS = `id, channel_id AS "channelId", person_id AS "personId", file_name AS "fileName", bytes, state, encoding, delimiter, preview, unreadable, mapping, suggestion,
  checked, counts, position, lines, problem, created_at AS "createdAt", finished_at AS "finishedAt"`;
const PREVIEW_LINES = 20;
const PREVIEW_CELL = 200;
/** Imports the list shows. */
const LISTED = 50;
const FAULTS_PAGE = 1_000;
/** Uploads nobody finished, and bytes of files that are done. */
const PIECES_KEPT_MS = 86_400_000;
/** Lines with problems, to look up what was wrong. */
const FAULTS_KEPT_MS = 30 * 86_400_000;

/** Files of people: upload in pieces, reading, mapping. What happens to the lines is `ImportRunner`'s affair. */
@Injectable()
export class ContactImports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly fields: Fields,
  ) {}

  /** The last ones, newest first. */
  async list(botId: string): Promise<ContactImport[]> {
    const { rows } = await this.database.pg.query<ContactImport>('audience.imports', `SELECT ${COLUMNS} FROM contact_import WHERE bot_id = $1 ORDER BY created_at DESC, id DESC LIMIT ${LISTED}`, [botId]);
    return rows;
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, importId: string): Promise<ContactImport> {
    const { rows } = await this.database.pg.query<ContactImport>('audience.import', `SELECT ${COLUMNS} FROM contact_import WHERE bot_id = $1 AND id = $2`, [botId, importId]);
    if (!rows[0]) throw new NotFoundError('import');
    return rows[0];
  }

  /** @throws NotFoundError when the bot has no such channel */
  async create(botId: string, personId: string, { channelId, fileName, bytes }: { channelId: string; fileName: string; bytes: number }): Promise<ContactImport> {
    const id = this.ids.newId();
    const { rowCount } = await this.database.pg.query(
      'audience.addImport',
      `INSERT INTO contact_import (id, bot_id, channel_id, person_id, file_name, bytes, state, created_at)
       SELECT $1, $2, h.id, $4, $5, $6, 'uploading', $7 FROM channel h WHERE h.id = $3 AND h.bot_id = $2`,
      [id, botId, channelId, personId, fileName, bytes, new Date(this.clock.now())],
    );
    if (rowCount === 0) throw new NotFoundError('channel');
    return this.getOrThrow(botId, id);
  }

  /**
   * Keep a piece; with the last missing one the file is read.
   * @throws NotFoundError; StateConflictError when the file is complete, or the piece is none of it
   */
  async putPiece(botId: string, importId: string, piece: number, bytes: Buffer): Promise<ContactImport> {
    const found = await this.getOrThrow(botId, importId);
    if (found.state !== 'uploading') throw new StateConflictError('This file is complete already.');
    const pieces = Math.ceil(found.bytes / CONTACT_IMPORT_PIECE_BYTES);
    const expected = piece < pieces - 1 ? CONTACT_IMPORT_PIECE_BYTES : found.bytes - (pieces - 1) * CONTACT_IMPORT_PIECE_BYTES;
    if (piece >= pieces || bytes.length !== expected) throw new StateConflictError(`The file has ${pieces} pieces; this one should have ${expected} bytes.`);
    const { rows } = await this.database.pg.query<{ n: number }>(
      'audience.addPiece',
      `WITH kept AS (INSERT INTO contact_import_piece (import_id, piece, bytes) VALUES ($1, $2, $3) ON CONFLICT (import_id, piece) DO UPDATE SET bytes = excluded.bytes)
       SELECT count(*)::int AS n FROM (SELECT piece FROM contact_import_piece WHERE import_id = $1 UNION SELECT $2) p`,
      [importId, piece, bytes],
    );
    return rows[0]!.n < pieces ? this.getOrThrow(botId, importId) : this.read(botId, importId);
  }

  /** Read it in another way. What was mapped and checked before is forgotten. @throws NotFoundError; StateConflictError while it is worked on, and afterwards */
  async readAs(botId: string, importId: string, encoding: ImportEncoding, delimiter: Delimiter): Promise<ContactImport> {
    const { state } = await this.getOrThrow(botId, importId);
    if (!['uploaded', 'checked', 'failed'].includes(state) || !(await this.hasPieces(importId))) throw new StateConflictError('The file is not waiting to be read.');
    return this.read(botId, importId, { encoding, delimiter });
  }

  /** Begin the dry run. @throws NotFoundError; StateConflictError when it is not waiting for one, or the mapping does not fit the file */
  async check(botId: string, importId: string, mapping: ImportMapping): Promise<ContactImport> {
    const found = await this.getOrThrow(botId, importId);
    if (found.state !== 'uploaded' && found.state !== 'checked') throw new StateConflictError('The file is not waiting for a dry run.');
    const keys = mapping.columns.filter(({ to }) => to === 'lineUserId' || to === 'matchField');
    if (keys.length !== 1) throw new StateConflictError('Exactly one column says whom a line is about: the LINE user id, or a field.');
    await this.change(botId, importId, ['uploaded', 'checked'], `state = 'checking', mapping = $4, checked = NULL, counts = NULL, position = 0, lines = NULL, problem = NULL, next_at = $5`, [JSON.stringify(mapping), this.now()]);
    return this.getOrThrow(botId, importId);
  }

  /** Do what the dry run counted. @throws NotFoundError; StateConflictError before a dry run */
  async run(botId: string, importId: string): Promise<ContactImport> {
    await this.change(botId, importId, ['checked'], `state = 'running', position = 0, counts = NULL, next_at = $4`, [this.now()]);
    return this.getOrThrow(botId, importId);
  }

  /** Stop; what was done stays. @throws NotFoundError; StateConflictError when it is over */
  async cancel(botId: string, importId: string): Promise<ContactImport> {
    await this.change(botId, importId, ['uploading', 'uploaded', 'checking', 'checked', 'running'], `state = 'cancelled', finished_at = $4, next_at = NULL`, [this.now()]);
    await this.database.pg.query('audience.dropPieces', 'DELETE FROM contact_import_piece WHERE import_id = $1', [importId]);
    return this.getOrThrow(botId, importId);
  }

  /** Lines with problems in the order of the file, from behind `after` (a line's place). @throws NotFoundError */
  async faults(botId: string, importId: string, limit: number, after = 0): Promise<(FaultyLine & { ordinal: number })[]> {
    await this.getOrThrow(botId, importId);
    const { rows } = await this.database.pg.query<FaultyLine & { ordinal: number }>(
      'audience.faults',
      'SELECT ordinal, line, fault, coalesce(cells, $4::json) AS cells FROM contact_import_line WHERE import_id = $1 AND fault IS NOT NULL AND ordinal > $2 ORDER BY ordinal LIMIT $3',
      [importId, after, limit, '[]'],
    );
    return rows;
  }

  /** All lines with problems as CSV text: the cells as they were, so that the mended file can be imported again. @throws NotFoundError */
  async faultsFile(botId: string, importId: string, sentence: (fault: LineFault) => string): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
    const found = await this.getOrThrow(botId, importId);
    const heading = found.mapping?.hasHeader ? (found.preview[0] ?? []) : [];
    return { fileName: `problems-${found.fileName.replace(/\.[^.]*$/, '')}.csv`, text: this.writeFaults(botId, importId, heading, sentence) };
  }

  /** Names of columns for people: the heading, or a number from 1. */
  static columnName({ mapping, preview }: ContactImport, column: number | null): string | null {
    if (column === null) return null;
    return (mapping?.hasHeader && preview[0]?.[column]?.trim()) || String(column + 1);
  }

  /** Bytes of the file, piece by piece. */
  async *pieces(importId: string): AsyncGenerator<Uint8Array> {
    for (let piece = 0; ; piece++) {
      const { rows } = await this.database.pg.query<{ bytes: Buffer }>('audience.piece', 'SELECT bytes FROM contact_import_piece WHERE import_id = $1 AND piece = $2', [importId, piece]);
      if (!rows[0]) return;
      yield rows[0].bytes;
    }
  }

  /** Uploads that were left, bytes nobody needs any more, and old lines with problems. */
  async clean(): Promise<void> {
    const before = (ms: number) => new Date(this.clock.now() - ms);
    await this.database.pg.query('audience.cleanUploads', `DELETE FROM contact_import WHERE state = 'uploading' AND created_at < $1`, [before(PIECES_KEPT_MS)]);
    await this.database.pg.query(
      'audience.cleanPieces',
      `DELETE FROM contact_import_piece p USING contact_import i WHERE i.id = p.import_id AND (i.state = 'done' OR i.state IN ('uploaded', 'checked', 'failed', 'cancelled') AND i.created_at < $1)`,
      [before(PIECES_KEPT_MS)],
    );
    await this.database.pg.query('audience.cleanLines', 'DELETE FROM contact_import_line l USING contact_import i WHERE i.id = l.import_id AND i.created_at < $1', [before(FAULTS_KEPT_MS)]);
  }

  private async read(botId: string, importId: string, as?: { encoding: ImportEncoding; delimiter: Delimiter }): Promise<ContactImport> {
    const [first] = await firstOf(this.pieces(importId), 1);
    const sample = (first ?? new Uint8Array()).subarray(0, SAMPLE_BYTES);
    const encoding = as?.encoding ?? detectEncoding(sample);
    const text = (await joined(decodeText(only(sample), encoding))).replace(/^\ufeff/, '');
    const delimiter = as?.delimiter ?? detectDelimiter(text);
    let preview: string[][] = [];
    let problem: string | null = null;
    try {
      const lines = await firstOf(readCsv(decodeText(this.pieces(importId), encoding), delimiter), PREVIEW_LINES);
      preview = lines.map(({ cells }) => cells.map((cell) => [...cell].slice(0, PREVIEW_CELL).join('').replaceAll('\0', '\ufffd')));
      problem = isSpreadsheet(sample) ? 'notText' : problemOf(preview, text);
    } catch (error) {
      if (!(error instanceof NotCsvError)) throw error;
      problem = isSpreadsheet(sample) ? 'notText' : 'notCsv';
    }
    // A byte cut off by the end of the sample is no fault of the encoding.
    const unreadable = (text.slice(0, -1).match(/\ufffd/g) ?? []).length;
    const suggestion = suggestMapping(preview, await this.fields.defined(botId));
    await this.database.pg.query(
      'audience.readImport',
      `UPDATE contact_import SET state = $3, encoding = $4, delimiter = $5, preview = $6, unreadable = $7, suggestion = $8, problem = $9, mapping = NULL, checked = NULL, counts = NULL, position = 0, lines = NULL
       WHERE bot_id = $1 AND id = $2 AND state IN ('uploading', 'uploaded', 'checked', 'failed')`,
      [botId, importId, problem === null ? 'uploaded' : 'failed', encoding, delimiter, JSON.stringify(preview), unreadable, JSON.stringify(suggestion), problem],
    );
    return this.getOrThrow(botId, importId);
  }

  private async hasPieces(importId: string): Promise<boolean> {
    const { rows } = await this.database.pg.query('audience.anyPiece', 'SELECT 1 FROM contact_import_piece WHERE import_id = $1 LIMIT 1', [importId]);
    return rows.length > 0;
  }

  private async *writeFaults(botId: string, importId: string, heading: string[], sentence: (fault: LineFault) => string): AsyncGenerator<string> {
    yield CSV_MARK + csvRow(['line', 'problem', ...heading]);
    for (let after = 0; ; ) {
      const page = await this.faults(botId, importId, FAULTS_PAGE, after);
      if (page.length > 0) yield page.map(({ line, fault, cells }) => csvRow([String(line), sentence(fault), ...cells])).join('');
      if (page.length < FAULTS_PAGE) return;
      after = page.at(-1)!.ordinal;
    }
  }

  private async change(botId: string, importId: string, from: ImportState[], set: string, values: unknown[]): Promise<void> {
    const { rowCount } = await this.database.pg.run(`UPDATE contact_import SET ${set} WHERE bot_id = $1 AND id = $2 AND state = ANY ($3::text[])`, [botId, importId, from, ...values]);
    if (rowCount === 0) {
      const { state } = await this.getOrThrow(botId, importId);
      throw new StateConflictError(`The import is "${state}": this cannot be done now.`);
    }
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** A workbook called `.csv`: a ZIP file, or what spreadsheets wrote before. */
function isSpreadsheet(sample: Uint8Array): boolean {
  return ['504b0304', 'd0cf11e0'].includes(Buffer.from(sample.subarray(0, 4)).toString('hex'));
}

function problemOf(preview: readonly string[][], text: string): string | null {
  if (preview.length === 0) return 'empty';
  if (preview.some((cells) => cells.length > CONTACT_IMPORT_MAX_COLUMNS)) return 'tooManyColumns';
  // Pictures and spreadsheets: most of it is no letter at all.
  const strange = (text.match(/[\0-\x08\x0e-\x1f\ufffd]/g) ?? []).length;
  return strange > text.length / 5 ? 'notText' : null;
}

async function* only<T>(value: T): AsyncGenerator<T> {
  yield value;
}

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

/** The first few of them; the rest is never asked for. */
async function firstOf<T>(all: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) {
    found.push(one);
    if (found.length === count) break;
  }
  return found;
}
