const REPLACEMENT = '\ufffd';
const SUSPECT = /[\0\ud800-\udfff]/;

/**
 * Text that PostgreSQL can store: NUL and lone surrogates become U+FFFD (its text and jsonb refuse both, and one such
 * string would fail a whole batch; RELIABILITY D3). Other text comes back as the same string.
 */
export function sanitizeText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const withoutNul = text.replaceAll('\0', REPLACEMENT);
  let clean = '';
  for (const character of withoutNul) {
    const code = character.codePointAt(0) as number;
    clean += code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : character;
  }
  return clean;
}

/**
 * The same for every string and key inside a JSON value. A value with nothing to clean comes back as it is, not copied.
 * Values nested deeper than `maxDepth` throw: callers bound depth before they store anything.
 */
export function sanitizeJson<T>(value: T, maxDepth = 200): T {
  return sanitizeValue(value, maxDepth) as T;
}

function sanitizeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return sanitizeText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) throw new RangeError('The value is nested too deeply to be stored.');
  if (Array.isArray(value)) {
    let changed = false;
    const items = value.map((item) => {
      const clean = sanitizeValue(item, depth - 1);
      changed ||= clean !== item;
      return clean;
    });
    return changed ? items : value;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const cleanKey = sanitizeText(key);
    const clean = sanitizeValue(item, depth - 1);
    changed ||= cleanKey !== key || clean !== item;
    return [cleanKey, clean] as const;
  });
  return changed ? Object.fromEntries(entries) : value;
}
