/** What the contract takes away before it looks: blanks and line breaks that were copied along. No key of LINE has any. */
const BLANKS = /[\s\u200b\ufeff]+/g;
const visible = (value: string, least: number, most: number) => new RegExp(`^[\\x21-\\x7e]{${least},${most}}$`).test(value.replace(BLANKS, ''));

/** Blanks were copied along, which is worth saying although they are left out. */
export const hasBlanks = (value: string): boolean => value.trim() !== '' && value.replace(BLANKS, '') !== value;
/** Looks like the number of a channel at LINE; stand-ins name channels otherwise. */
export const isChannelId = (value: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(value.replace(BLANKS, ''));

/** Looks like a channel secret: LINE gives 32 hexadecimal digits, other stand-ins something else. */
export const isChannelSecret = (value: string): boolean => visible(value, 8, 256);
/** Looks like a channel access token: about 172 characters when long-lived, others differ (FACTS §3). */
export const isAccessToken = (value: string): boolean => visible(value, 8, 4_096);

/** Addresses that only this computer or this network can reach; LINE cannot, and takes nothing but https. */
export function isUnreachableForLine(url: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return true;
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const local = host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local') || host === '::1' || /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^0\.0\.0\.0$/.test(host);
  return local || parsed.protocol !== 'https:';
}
