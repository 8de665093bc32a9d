import { COMMON_PASSWORDS } from './commonPasswords';

/**
 * Would somebody guess it within the first few thousand tries? Well-known passwords (also with a digit or two or a `!` behind
 * them), one repeated character or pair, rows of the keyboard and of numbers, and the person's own address.
 */
export function isCommonPassword(password: string, email = ''): boolean {
  const folded = password.normalize('NFKC').toLowerCase();
  if (COMMON_PASSWORDS.has(folded)) return true;
  const bare = folded.replace(/[\d!?.@#$*]{1,4}$/, '');
  if (bare !== folded && COMMON_PASSWORDS.has(bare)) return true;
  if (/^(.{1,3})\1+$/.test(folded)) return true;
  if (ROWS.some((row) => row.includes(folded))) return true;
  const [localPart = ''] = email.toLowerCase().split('@');
  return folded === email.toLowerCase() || (localPart.length >= 4 && (folded === localPart || bare === localPart));
}

const forward = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'qazwsxedcrfvtgbyhnujm'];
const ROWS = [...forward, ...forward.map((row) => [...row].reverse().join(''))];
