import { westernDigits } from './cleanAnswer';

/**
 * The number a person wrote: digits of any script and width, a sign, thousands separated by `,`, a decimal point.
 * `undefined` for anything else, also for numbers too large to be exact.
 */
export function readNumber(text: string): number | undefined {
  const plain = westernDigits(text).trim().replace(/[−–]/g, '-').replace(/[、，]/g, ',');
  if (!/^[+-]?(\d{1,3}(,\d{3})+|\d{1,16})(\.\d{1,10})?$/.test(plain)) return undefined;
  const value = Number(plain.replaceAll(',', ''));
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
  return value === 0 ? 0 : value;
}
