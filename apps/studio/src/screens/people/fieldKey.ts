const KEY = /^[\p{L}_][\p{L}\p{M}\p{N}_]{0,39}$/u;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** May a field have this name in flows? The rule of `nameSchema` in libs/nodes: letters of any language, digits, "_". */
export const isFieldKey = (key: string): boolean => KEY.test(key) && !FORBIDDEN.has(key);

/** A name for flows out of a label: "Date of birth" becomes `date_of_birth`, 生日 stays. Empty when there are no letters. */
export function keyFor(label: string): string {
  const words = label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^[_\p{N}\p{M}]+|_+$/gu, '');
  return words.slice(0, 40).replace(/_+$/, '');
}
