import { testDatabase } from '@chatloom/test/database';
import fc from 'fast-check';
import { textArray } from './textArray';

const database = testDatabase({ entities: [], migrations: [] });

describe('textArray', () => {
  it('reaches PostgreSQL as the same texts in the same order, with nulls, quotes, braces, emoji and nothing at all', async () => {
    const one = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'NULL', '{}', '"', '\\', 'ก็ 家 👨‍👩‍👧', JSON.stringify([{ text: 'a "b" \\ c' }])), fc.string({ unit: 'grapheme', minLength: 5_000 })), { nil: null });
    const texts = fc.array(one.map((text) => text?.replaceAll('\0', '') ?? null), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const { rows } = await database().pg.query<{ value: string | null }>('test.textArray', 'SELECT value FROM unnest($1::text[]) WITH ORDINALITY AS u(value, i) ORDER BY i', [textArray(values)]);
        expect(rows.map(({ value }) => value)).toEqual(values);
      }),
      { numRuns: 200 },
    );
  });
});
