import fc from 'fast-check';
import { newVoucherCode, readVoucherCode, writeVoucherCode } from './voucherCode';

describe('codes of vouchers', () => {
  it('are read back however they are typed', () => {
    fc.assert(
      fc.property(fc.constantFrom('', ' ', '-', ' – ', '　'), fc.boolean(), (between, lower) => {
        const code = newVoucherCode();
        const typed = writeVoucherCode(code).replaceAll('-', between);
        expect(readVoucherCode(lower ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it('are written in groups of four', () => expect(writeVoucherCode('7KQ2MMXW3HTB')).toBe('7KQ2-MMXW-3HTB'));

  it('full width letters of a Japanese keyboard are the same', () => expect(readVoucherCode('７ｋｑ２ｍｍｘｗ３ｈｔｂ')).toBe('7KQ2MMXW3HTB'));

  it.each(['', '7KQ2', '7KQ2-MMXW-3HTO', '7KQ2-MMXW-3HTBB', "7KQ2' OR 1=1"])('%j is none', (typed) => expect(readVoucherCode(typed)).toBeNull());

  it('are all different', () => expect(new Set(Array.from({ length: 5_000 }, newVoucherCode)).size).toBe(5_000));
});
