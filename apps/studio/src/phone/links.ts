import { shownPicture } from '../pictures/shownPicture';

/** Schemes a link in a chat may have; everything else stays plain text (UX §1, RELIABILITY C 4.7). */
const LINK_SCHEMES = new Set(['https:', 'http:', 'tel:', 'line:', 'mailto:']);

/**
 * The address when it may be shown as a link, else `undefined`. The URL parser decides, not a pattern: it sees through
 * tabs, line feeds and letter case inside `java\nscript:`.
 */
export function allowedLink(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 2000) return undefined;
  try {
    const url = new URL(address);
    return LINK_SCHEMES.has(url.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** The address when a picture, video or sound may be loaded from it: https and http only, or a picture of our own server. */
export function allowedMedia(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const own = shownPicture(address);
  if (own !== address) return own;
  if (/^\/(?!\/)/.test(address)) return address;
  if (/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/.test(address)) return address;
  const link = allowedLink(address);
  return link !== undefined && /^https?:/i.test(link) ? link : undefined;
}
