const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Three hexadecimal digits are two of ours. */
const GROUPS = 11;
const SHORT = /^[A-Za-z0-9_-]{22}$/;

/** A UUID as 22 letters, digits, `_` and `-` (its bytes as base64url): postback data and addresses have little room. */
export function shortId(uuid: string): string {
  const hex = `${uuid.replaceAll('-', '')}0`;
  let short = '';
  for (let group = 0; group < GROUPS; group++) {
    const bits = Number.parseInt(hex.slice(group * 3, group * 3 + 3), 16);
    short += DIGITS[bits >> 6]! + DIGITS[bits & 63]!;
  }
  return short;
}

/** The UUID behind it; null for what is no short id. */
export function longId(short: string): string | null {
  if (!SHORT.test(short)) return null;
  let hex = '';
  for (let at = 0; at < short.length; at += 2) hex += ((DIGITS.indexOf(short[at]!) << 6) | DIGITS.indexOf(short[at + 1]!)).toString(16).padStart(3, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
