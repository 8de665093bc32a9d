import fc from 'fast-check';
import { InvalidCursorError, readPosition, writePosition } from './listPosition';

const id = '01a201ca-5027-732f-92a2-3ca654b7767f';
describe('cursors of the list', () => {
  it('say where a page ended, in whatever letters a name has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }).filter((name) => !name.includes('\0')), fc.constantFrom('asc', 'desc'), (name, direction) => {
        const sort = { by: 'name', direction } as const;
        expect(readPosition(writePosition(sort, { row: { id }, key: name, phase: 'sorted' }), sort)).toEqual({ phase: 'sorted', key: name, id });
      }),
    );
  });

  it('made up by somebody, or of another order, are refused', () => {
    const mine = { by: 'name', direction: 'asc' } as const;
    const other = writePosition({ by: 'name', direction: 'desc' }, { row: { id }, key: 'a', phase: 'sorted' });
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map((json) => Buffer.from(json).toString('base64url')), fc.constant(other)), (cursor) => expect(() => readPosition(cursor, mine)).toThrow(InvalidCursorError)));
    const noTime = writePosition({ by: 'lastActive', direction: 'asc' }, { row: { id }, key: 'yesterday', phase: 'sorted' });
    expect(() => readPosition(noTime, { by: 'lastActive', direction: 'asc' })).toThrow(InvalidCursorError);
  });
});
