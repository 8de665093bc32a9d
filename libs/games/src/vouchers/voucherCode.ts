import { randomInt } from 'node:crypto';

/** Letters and digits nobody confuses when reading them aloud or typing them. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/** A code nobody guesses: 12 letters of 30, 58 bits. Real chance, because it is a secret. */
export function newVoucherCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** As people read it: `7KQ2-MMXW-3HTB`. */
export function writeVoucherCode(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))!.join('-');
}

/** The code somebody typed or a reader read: lower case, full width, spaces and hyphens are forgiven. Null for anything that is none. */
export function readVoucherCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s‐-―−-]/g, '').toUpperCase();
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
