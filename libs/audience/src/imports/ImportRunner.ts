import { Inject, Injectable } from '@nestjs/common';
import { CONTACT_IMPORT_MAX_COLUMNS, type ImportCounts, type ImportEncoding, type ImportMapping } from '@chatloom/contract';
import { Clock, Database, IdSource, type Logger, LOGGER, type Sql, type Transaction } from '@chatloom/platform';
import { tellCause } from '../contacts/Cause';
import { Fields } from '../fields/Fields';
import type { FieldRule } from '../fields/readFieldValue';
import { ContactImports } from './ContactImports';
import { type CsvLine, decodeText, type Delimiter, NotCsvError, readCsv } from './csvText';
import { type FileLine, type LineEffect, type KnownContact, judgeLines } from './judgeLines';
import { readImportLine } from './readImportLine';

/** Lines of one commit. */
const LINES_AT_ONCE = 500;
/** People found by a field are looked for in all of them, so more lines share one look. */
const LINES_AT_ONCE_BY_FIELD = 5_000;
/** Longer than a part of a dry run takes, and each part asks for as much again: after that its process is taken for dead, and another one begins anew. */
const PART_MAX_MS = 10_000;
const AGAIN_AFTER_MS = 5_000;
const NO_COUNTS: ImportCounts = { lines: 0, create: 0, update: 0, unchanged: 0, unknown: 0, faulty: 0 };

interface DueImport {
  id: string;
  bot_id: string;
  channel_id: string;
  channel_kind: 'line' | 'simulator';
  state: 'checking' | 'running';
  encoding: ImportEncoding;
  delimiter: Delimiter;
  mapping: ImportMapping;
}

/**
 * Works on imports: the dry run reads the file into rows, the run does what the rows say, part by part; each part is one commit with the
 * place it came to. A dry run that was cut off begins anew, a run goes on behind its last part.
 */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly fields: Fields,
    private readonly imports: ContactImports,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Does a dry run, or the next part of a run. @returns whether there was something to do */
  async work(): Promise<boolean> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<DueImport>(
      'audience.claimImport',
      // A part of a run is one commit that holds the row, so nobody has to be kept off by a time.
      `UPDATE contact_import i SET next_at = CASE WHEN i.state = 'checking' THEN $2 ELSE i.next_at END FROM channel h
       WHERE h.id = i.channel_id AND i.id = (SELECT id FROM contact_import WHERE state IN ('checking', 'running') AND next_at <= $1 ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING i.id, i.bot_id, i.channel_id, h.kind AS channel_kind, i.state, i.encoding, i.delimiter, i.mapping`,
      [new Date(now), new Date(now + PART_MAX_MS)],
    );
    const due = rows[0];
    if (!due) return false;
    try {
      if (due.state === 'checking') await this.check(due);
      else await this.run(due);
    } catch (error) {
      if (error instanceof OvertakenError) return true;
      if (error instanceof NotCsvError) await this.fail(due, 'notCsv');
      else if (error instanceof TooManyColumnsError) await this.fail(due, 'tooManyColumns');
      else {
        this.logger.warn({ err: error as Error, botId: due.bot_id }, 'An import could not go on and will be tried again.');
        await this.database.pg.query('audience.importLater', 'UPDATE contact_import SET next_at = $2 WHERE id = $1', [due.id, new Date(this.clock.now() + AGAIN_AFTER_MS)]);
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- the dry run

  private async check(due: DueImport): Promise<void> {
    const rules = await this.rulesOf(due);
    const at = { position: 0, counts: { ...NO_COUNTS } };
    await this.database.pg.transaction(async (tx) => {
      await this.hold(tx, due, null);
      await tx.query('audience.checkAnew', 'DELETE FROM contact_import_line WHERE import_id = $1', [due.id]);
      await tx.query('audience.checkFrom', 'UPDATE contact_import SET position = 0 WHERE id = $1', [due.id]);
    });
    let batch: CsvLine[] = [];
    let isHeader = due.mapping.hasHeader;
    for await (const line of readCsv(decodeText(this.imports.pieces(due.id), due.encoding), due.delimiter)) {
      if (line.cells.length > CONTACT_IMPORT_MAX_COLUMNS) throw new TooManyColumnsError();
      if (isHeader) {
        isHeader = false;
        continue;
      }
      batch.push(line);
      if (batch.length === linesAtOnce(due)) {
        await this.keepLines(due, batch, at, rules);
        batch = [];
      }
    }
    if (batch.length > 0) await this.keepLines(due, batch, at, rules);
    await this.database.pg.transaction(async (tx) => {
      await this.hold(tx, due, at.position);
      await tx.query('audience.checked', `UPDATE contact_import SET state = 'checked', checked = $2, lines = $3, next_at = NULL WHERE id = $1`, [due.id, JSON.stringify(at.counts), at.position]);
    });
  }

  private async keepLines(due: DueImport, batch: CsvLine[], at: { position: number; counts: ImportCounts }, rules: ReadonlyMap<string, FieldRule>): Promise<void> {
    const lines: FileLine[] = batch.map(({ cells }) => {
      const reading = readImportLine(cells, due.mapping, rules);
      return 'fault' in reading ? { key: null, change: null, fault: reading.fault } : { ...reading, fault: null };
    });
    const counts = await this.database.pg.transaction(async (tx) => {
      await this.hold(tx, due, at.position);
      const keys = lines.flatMap(({ key }) => key ?? []);
      const { rows: earlier } = await tx.query<{ key: string }>('audience.keysBefore', 'SELECT key FROM contact_import_line WHERE import_id = $1 AND key = ANY ($2::text[])', [due.id, keys]);
      const effects = judgeLines(lines, await this.people(tx, due, keys), { mayCreate: mayCreate(due), keyColumn: keyColumn(due.mapping), seen: new Set(earlier.map(({ key }) => key)) });
      const kept = effects.map((effect, i) => ({
        ordinal: at.position + i + 1,
        line: batch[i]!.line,
        key: effect.fault ? null : lines[i]!.key,
        change: effect.fault ? null : lines[i]!.change,
        fault: effect.fault ?? null,
        cells: effect.fault ? batch[i]!.cells.map((cell) => cell.replaceAll('\0', '\ufffd')) : null,
      }));
      const counted = addCounts(at.counts, effects);
      await tx.query(
        'audience.keepLines',
        `WITH kept AS (
           INSERT INTO contact_import_line (import_id, ordinal, line, key, change, fault, cells)
           SELECT $1, ordinal, line, key, nullif(change::text, 'null')::json, nullif(fault::text, 'null')::json, nullif(cells::text, 'null')::json
           FROM json_to_recordset($2::json) AS l(ordinal int, line int, key text, change json, fault json, cells json)
         ) UPDATE contact_import SET position = position + $3, checked = $4, next_at = $5 WHERE id = $1`,
        [due.id, JSON.stringify(kept), batch.length, JSON.stringify(counted), new Date(this.clock.now() + PART_MAX_MS)],
      );
      return counted;
    });
    at.position += batch.length;
    at.counts = counts;
  }

  // ---------------------------------------------------------------- the run

  private async run(due: DueImport): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { position, counts, lines: total } = await this.hold(tx, due, null);
      const { rows } = await tx.query<FileLine & { ordinal: number }>(
        'audience.nextLines',
        'SELECT ordinal, key, change, fault FROM contact_import_line WHERE import_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3',
        [due.id, position, linesAtOnce(due)],
      );
      await tellCause(tx, { by: 'import', importId: due.id });
      const people = await this.people(tx, due, rows.flatMap(({ key }) => key ?? []));
      const effects = judgeLines(rows, people, { mayCreate: mayCreate(due), keyColumn: keyColumn(due.mapping), seen: new Set() });
      await this.write(tx, due, rows, effects, people);
      const last = rows.at(-1)?.ordinal ?? position;
      const isDone = last >= (total ?? last);
      await tx.query(
        'audience.partDone',
        `UPDATE contact_import SET position = $2, counts = $3, state = $4, finished_at = $5, next_at = $6 WHERE id = $1`,
        [due.id, last, JSON.stringify(addCounts(counts ?? NO_COUNTS, effects)), isDone ? 'done' : 'running', isDone ? new Date(this.clock.now()) : null, isDone ? null : new Date(this.clock.now())],
      );
      if (!isDone) return;
      // What was done is with the people now; the copy goes away.
      await tx.query('audience.dropLines', 'DELETE FROM contact_import_line WHERE import_id = $1 AND fault IS NULL', [due.id]);
      await tx.query('audience.dropPieces', 'DELETE FROM contact_import_piece WHERE import_id = $1', [due.id]);
    });
  }

  private async write(tx: Transaction, due: DueImport, lines: readonly (FileLine & { ordinal: number })[], effects: readonly LineEffect[], people: ReadonlyMap<string, KnownContact[]>): Promise<void> {
    const now = new Date(this.clock.now());
    const changes = lines.flatMap(({ key, change }, i) => (effects[i]!.does === 'update' ? [{ ...change!, id: people.get(key!)![0]!.id }] : []));
    const made = lines.flatMap(({ key, change }, i) => (effects[i]!.does === 'create' ? [{ ...change!, id: this.ids.newId(), key: key! }] : []));
    const lost = lines.flatMap(({ fault, ordinal }, i) => (effects[i]!.fault && fault === null ? [{ ordinal, fault: effects[i]!.fault }] : []));
    const shape = 'name text, language text, "addTags" json, fields jsonb, clear json, consent text';
    const tags = (of: string) => `ARRAY(SELECT DISTINCT t FROM unnest(${of} || ARRAY(SELECT json_array_elements_text(w."addTags"))) AS t ORDER BY t)`;
    const withTags = changes.filter(({ addTags }) => addTags.length > 0);
    const withFields = changes.filter(({ fields, clear }) => Object.keys(fields).length + clear.length > 0);
    const withProfile = changes.filter(({ name, language, consent }) => name !== undefined || language !== undefined || consent !== undefined);
    // Each column only where it changes: triggers and indexes hang on them.
    if (withTags.length > 0) await tx.query('audience.importTags', `UPDATE contact c SET tags = ${tags('c.tags')} FROM json_to_recordset($2::json) AS w(id uuid, ${shape}) WHERE c.bot_id = $1 AND c.id = w.id`, [due.bot_id, JSON.stringify(withTags)]);
    if (withFields.length > 0) {
      await tx.query(
        'audience.importFields',
        `UPDATE contact c SET fields = (c.fields || w.fields) - ARRAY(SELECT json_array_elements_text(w.clear)) FROM json_to_recordset($2::json) AS w(id uuid, ${shape}) WHERE c.bot_id = $1 AND c.id = w.id`,
        [due.bot_id, JSON.stringify(withFields)],
      );
    }
    if (withProfile.length > 0) {
      await tx.query(
        'audience.importProfiles',
        `UPDATE contact c SET display_name = coalesce(w.name, c.display_name), language = coalesce(w.language, c.language), consent = coalesce(w.consent, c.consent),
           consent_at = CASE WHEN w.consent IS NULL THEN c.consent_at ELSE $3::timestamptz END, consent_by = CASE WHEN w.consent IS NULL THEN c.consent_by ELSE 'import' END,
           consent_note = CASE WHEN w.consent IS NULL THEN c.consent_note ELSE i.file_name END
         FROM json_to_recordset($2::json) AS w(id uuid, ${shape}), contact_import i WHERE c.bot_id = $1 AND c.id = w.id AND i.id = $4`,
        [due.bot_id, JSON.stringify(withProfile), now, due.id],
      );
    }
    if (made.length > 0) {
      await tx.query(
        'audience.importPeople',
        `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, language, tags, fields, consent, consent_at, consent_by)
         SELECT w.id, $1, $3, w.key, w.name, w.language, ${tags(`'{}'::text[]`)}, w.fields, coalesce(w.consent, 'unknown'), CASE WHEN w.consent IS NOT NULL THEN $4::timestamptz END, CASE WHEN w.consent IS NOT NULL THEN 'import' END
         FROM json_to_recordset($2::json) AS w(id uuid, key text, ${shape}) ON CONFLICT (channel_id, line_user_id) DO NOTHING`,
        [due.bot_id, JSON.stringify(made), due.channel_id, now],
      );
    }
    if (lost.length > 0) {
      await tx.query(
        'audience.lostLines',
        `UPDATE contact_import_line l SET fault = w.fault, cells = json_build_array(l.key) FROM json_to_recordset($2::json) AS w(ordinal int, fault json) WHERE l.import_id = $1 AND l.ordinal = w.ordinal`,
        [due.id, JSON.stringify(lost)],
      );
    }
  }

  /** Known people by what the file calls them, locked in the order turns lock them when they are about to be changed. */
  private async people(sql: Sql, due: DueImport, keys: string[]): Promise<Map<string, KnownContact[]>> {
    const found = new Map<string, KnownContact[]>();
    if (keys.length === 0) return found;
    const target = due.mapping.columns.find(({ to }) => to === 'lineUserId' || to === 'matchField')!;
    const columns = 'c.id, c.display_name AS name, c.language, c.tags, c.fields, c.consent';
    const lock = due.state === 'running' ? 'FOR NO KEY UPDATE' : '';
    const { rows } =
      target.to === 'matchField'
        ? await sql.query<KnownContact & { key: string }>(
            `audience.peopleByField.${due.state}`,
            `SELECT ${columns}, c.fields ->> $3 AS key FROM contact c WHERE c.bot_id = $1 AND c.channel_id = $2 AND c.fields ->> $3 = ANY ($4::text[]) ORDER BY c.id ${lock}`,
            [due.bot_id, due.channel_id, target.field, keys],
          )
        : await sql.query<KnownContact & { key: string }>(
            `audience.peopleById.${due.state}`,
            `SELECT ${columns}, c.line_user_id AS key FROM contact c WHERE c.bot_id = $1 AND c.channel_id = $2 AND c.line_user_id = ANY ($3::text[]) ORDER BY c.id ${lock}`,
            [due.bot_id, due.channel_id, keys],
          );
    for (const { key, ...person } of rows) found.set(key, [...(found.get(key) ?? []), person]);
    return found;
  }

  /**
   * The import's row, held until the commit.
   * @param position where we think it is; null: wherever
   * @throws OvertakenError when somebody cancelled it, or another process took it because we were slow
   */
  private async hold(tx: Sql, due: DueImport, position: number | null): Promise<{ position: number; counts: ImportCounts | null; lines: number | null }> {
    const { rows } = await tx.query<{ position: number; counts: ImportCounts | null; lines: number | null; state: string }>('audience.holdImport', 'SELECT position, counts, lines, state FROM contact_import WHERE id = $1 FOR UPDATE', [due.id]);
    const row = rows[0];
    if (!row || row.state !== due.state || (position !== null && row.position !== position)) throw new OvertakenError();
    return row;
  }

  private async rulesOf(due: DueImport): Promise<ReadonlyMap<string, FieldRule>> {
    return new Map((await this.fields.defined(due.bot_id)).map((field) => [field.key, field]));
  }

  private async fail(due: DueImport, problem: string): Promise<void> {
    await this.database.pg.query('audience.failImport', `UPDATE contact_import SET state = 'failed', problem = $2, next_at = NULL WHERE id = $1 AND state = $3`, [due.id, problem, due.state]);
  }
}

/** Somebody else has the import now. */
class OvertakenError extends Error {}
class TooManyColumnsError extends Error {}

function linesAtOnce({ mapping }: DueImport): number {
  return mapping.columns.some(({ to }) => to === 'matchField') ? LINES_AT_ONCE_BY_FIELD : LINES_AT_ONCE;
}

/** LINE must not be asked about ids that may be nobody's (FACTS §1 "forbidden"), so only people of a simulator are made up from a file. */
function mayCreate({ channel_kind, mapping }: DueImport): boolean {
  return channel_kind === 'simulator' && mapping.columns.some(({ to }) => to === 'lineUserId');
}

function keyColumn({ columns }: ImportMapping): number {
  return columns.findIndex(({ to }) => to === 'lineUserId' || to === 'matchField');
}

function addCounts(before: ImportCounts, effects: readonly LineEffect[]): ImportCounts {
  const counts = { ...before };
  for (const { does } of effects) {
    counts.lines += 1;
    counts[does] += 1;
  }
  return counts;
}

