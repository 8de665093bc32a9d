import type { ImportEncoding } from '@chatloom/contract';

/** So many bytes of the beginning decide. */
export const SAMPLE_BYTES = 64 * 1024;

/**
 * In which encoding is this text written? A byte order mark says so; text that is valid UTF-8 is UTF-8; otherwise the text is read in each
 * encoding that spreadsheets of our countries write, and the one in which it looks most like writing wins. People see
 * what comes of it and may choose another.
 * @param sample the first `SAMPLE_BYTES` of the file; may end inside a character
 */
export function detectEncoding(sample: Uint8Array): ImportEncoding {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const wide = wideEncoding(sample);
  if (wide) return wide;
  if (isUtf8(sample)) return 'utf-8';
  const scores = { shift_jis: scoreShiftJis(sample), big5: scoreBig5(sample), 'windows-874': scoreThai(sample), 'windows-1252': scoreLatin(sample) };
  return (Object.entries(scores) as [ImportEncoding, number][]).reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

/** Separators and line ends of a table are small numbers: in UTF-16 every other byte of them is zero. */
function wideEncoding(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]! += 1;
  });
  const [even, odd] = zeros as [number, number];
  const enough = sample.length / 2 / 20;
  if (odd > enough && odd > even * 4) return 'utf-16le';
  return even > enough && even > odd * 4 ? 'utf-16be' : null;
}

/** Also when the sample ends inside a character. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

// ---------------------------------------------------------------- how much like writing, per byte that is no ASCII

/** Punishment for a byte that means nothing. */
const NONSENSE = -6;

/** Kana and the 2,965 everyday characters of JIS level 1 (lead bytes 88-97) look right; half-width kana is what other encodings turn into. */
function scoreShiftJis(bytes: Uint8Array): number {
  return walk(bytes, (lead, trail) => {
    if (lead >= 0xa1 && lead <= 0xdf) return { length: 1, score: -0.2 };
    const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
    if (!isLead || trail === undefined || trail < 0x40 || trail === 0x7f || trail > 0xfc) return { length: 1, score: NONSENSE };
    if (lead === 0x82 || lead === 0x83) return { length: 2, score: 1.1 };
    if (lead === 0x81 || (lead >= 0x88 && lead <= 0x97)) return { length: 2, score: 1 };
    return { length: 2, score: (lead >= 0x98 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xea) ? 0.4 : -1 };
  });
}

/** The 5,401 everyday characters of level 1 have lead bytes A4-C6. */
function scoreBig5(bytes: Uint8Array): number {
  return walk(bytes, (lead, trail) => {
    const isTrail = trail !== undefined && ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe));
    if (lead < 0x81 || lead === 0xff || !isTrail) return { length: 1, score: NONSENSE };
    if (lead >= 0xa4 && lead <= 0xc6) return { length: 2, score: 1 };
    if (lead >= 0xa1 && lead <= 0xa3) return { length: 2, score: 0.6 };
    return { length: 2, score: lead >= 0xc9 && lead <= 0xf9 ? 0.4 : -1 };
  });
}

/** Consonants A1-CE, signs that stand on a letter D1 D4-DA E7-EE, vowels that stand beside one. Words are longer than a letter. */
function scoreThai(bytes: Uint8Array): number {
  return walk(bytes, (byte, next, before) => {
    const isThai = (at: number | undefined) => at !== undefined && ((at >= 0xa1 && at <= 0xda) || (at >= 0xdf && at <= 0xfb));
    if (!isThai(byte)) return { length: 1, score: byte >= 0x80 && byte <= 0xa0 ? -0.5 : NONSENSE };
    const isSign = byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee);
    if (isSign && !isThai(before)) return { length: 1, score: -3 };
    // Thai and Latin letters do not stand in one word, and no word is a single letter.
    if (isPlainLetter(before) || isPlainLetter(next)) return { length: 1, score: -1 };
    return { length: 1, score: isThai(next) || isThai(before) ? 0.8 : -0.5 };
  });
}

/** Letters with accents stand among plain ones; between two of them nothing else of ours is as likely ("Ångström" is also Big5). */
function scoreLatin(bytes: Uint8Array): number {
  return walk(bytes, (byte, next, before) => {
    if (byte < 0xa0) return { length: 1, score: -1 };
    const neighbours = Number(isPlainLetter(before)) + Number(isPlainLetter(next));
    return { length: 1, score: byte < 0xc0 || neighbours === 0 ? -0.6 : neighbours === 1 ? 0.7 : 1 };
  });
}

function isPlainLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

/** The mean score of what is no ASCII. */
function walk(bytes: Uint8Array, judge: (byte: number, next: number | undefined, before: number | undefined) => { length: 1 | 2; score: number }): number {
  let total = 0;
  let count = 0;
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i]! < 0x80) {
      i += 1;
      continue;
    }
    // The sample may end in the middle of a character.
    if (i === bytes.length - 1 && bytes.length > 1) break;
    const { length, score } = judge(bytes[i]!, bytes[i + 1], bytes[i - 1]);
    total += score * length;
    count += length;
    i += length;
  }
  return count === 0 ? 0 : total / count;
}
