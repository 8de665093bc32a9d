/**
 * What bytes are, by their first ones: a file name or a header of somebody else's making says nothing. Formats that phones
 * make and browsers show. `null` for everything else, which is only ever handed out as a download.
 */
export function detectContentType(bytes: Buffer): string | null {
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to);
  const starts = (...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return 'image/gif';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WAVE') return 'audio/wav';
  if (ascii(0, 4) === 'OggS') return 'audio/ogg';
  if (ascii(0, 3) === 'ID3') return 'audio/mpeg';
  // MPEG audio frames: eleven set bits, then a version and layer that exist. Layer 0 is AAC in ADTS.
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac';
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg';
  if (ascii(4, 8) === 'ftyp') return BRANDS.find(([brand]) => brand.test(ascii(8, 12)))?.[1] ?? 'video/mp4';
  if (ascii(0, 5) === '%PDF-') return 'application/pdf';
  return null;
}

/** Major brands of the ISO base media format that are no films in MP4. */
const BRANDS: [RegExp, string][] = [
  [/^M4A|^M4B/, 'audio/mp4'],
  [/^hei[cxms]|^hev[cx]|^mif1|^msf1/, 'image/heic'],
  [/^avi[fs]/, 'image/avif'],
  [/^qt/, 'video/quicktime'],
  [/^3g/, 'video/3gpp'],
];

/** May a browser show it in place? Everything else is downloaded: a page or a drawing may hold a program. */
export function isShownInPlace(contentType: string): boolean {
  return /^(?:image\/(?:jpeg|png|gif|webp|heic|avif)|video\/(?:mp4|quicktime|3gpp)|audio\/(?:wav|ogg|mpeg|aac|mp4))$/.test(contentType);
}
