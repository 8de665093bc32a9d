import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLOW_FORMAT_VERSION, migrateDocument, MIGRATIONS, parseDocument, stringifyDocument } from '@chatloom/flow';

const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));

describe('migrations of the flow document', () => {
  it('lead from format 0 to today without a gap', () => {
    expect(MIGRATIONS.map((migration) => migration.from)).toEqual(Array.from({ length: FLOW_FORMAT_VERSION }, (_, version) => version));
  });

  it('are named by date and reason, each with its files and no file without a migration', () => {
    for (const { name } of MIGRATIONS) expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/);
    const wanted = MIGRATIONS.flatMap(({ name }) => [`${name}.after.json`, `${name}.before.json`]);
    expect(readdirSync(__dirname).filter((file) => file.endsWith('.json')).sort()).toEqual(wanted.sort());
  });

  describe.each(MIGRATIONS.map((migration) => [migration.name, migration] as const))('%s', (name, migration) => {
    it('turns the one file into the other and leaves its input alone', () => {
      expect(existsSync(join(__dirname, `${name}.before.json`))).toBe(true);
      const before = read(`${name}.before.json`) as Record<string, unknown>;
      const kept = JSON.stringify(before);
      expect(before.formatVersion).toBe(migration.from);
      expect(migration.migrate(before)).toEqual(read(`${name}.after.json`));
      expect(JSON.stringify(before)).toBe(kept);
    });

    it('leads on to a document of today that is read and written again unchanged', () => {
      const { document, problems } = parseDocument(read(`${name}.before.json`));
      expect(problems).toBeUndefined();
      const text = stringifyDocument(document!);
      expect(stringifyDocument(parseDocument(JSON.parse(text)).document!)).toBe(text);
    });

    it('survives what is no document at all', () => {
      for (const edges of [undefined, null, 7, [null], [[]], ['x'], {}]) expect(() => migrateDocument({ formatVersion: migration.from, edges })).not.toThrow();
    });
  });

  it('refuses formats that never were', () => {
    expect(migrateDocument({ formatVersion: 99 }).problem?.message).toBe(`The document has format 99; this program knows formats up to ${FLOW_FORMAT_VERSION}.`);
    expect(migrateDocument({ formatVersion: '1' }).problem?.message).toBe('formatVersion must be a whole number, not "1".');
    expect(migrateDocument({}).problem?.message).toBe('formatVersion is missing.');
    expect(migrateDocument([]).problem?.message).toBe('A flow document is a JSON object.');
  });
});
