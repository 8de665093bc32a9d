import type { LocalizedText } from '@chatloom/flow';

/** The text for one language as it is written, or `undefined` when that language has none of its own. */
export function textIn(value: LocalizedText | undefined, language: string, mainLanguage: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return language === mainLanguage ? value : undefined;
  return value[language];
}

/** What people of that language see while there is no text of their own. */
export function fallbackText(value: LocalizedText | undefined, mainLanguage: string): string {
  if (typeof value === 'string') return value;
  return value?.[mainLanguage] ?? Object.values(value ?? {})[0] ?? '';
}

/**
 * The value after the text of one language was changed. A plain string stays plain while only the main language is
 * written; emptying another language takes it away, and the last language left becomes a plain string again.
 */
export function withTextIn(value: LocalizedText | undefined, language: string, mainLanguage: string, text: string): LocalizedText {
  if (typeof value !== 'object' || value === null) {
    if (language === mainLanguage) return text;
    if (text === '') return value ?? '';
    return { [mainLanguage]: value ?? '', [language]: text };
  }
  const next = { ...value, [language]: text };
  if (text === '' && language !== mainLanguage) delete next[language];
  const left = Object.keys(next);
  return left.length === 1 && left[0] === mainLanguage ? next[mainLanguage]! : next;
}

/** Languages used anywhere in a node's or flow's data, found in its localized texts. */
export function languagesIn(data: unknown, isTag: (key: string) => boolean = looksLikeLanguage): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value);
      if (entries.length > 0 && entries.every(([key, text]) => typeof text === 'string' && isTag(key))) entries.forEach(([key]) => found.add(key));
      else entries.forEach(([, inner]) => look(inner));
    }
  };
  look(data);
  return found;
}

function looksLikeLanguage(key: string): boolean {
  // Short field names that look like a language tag.
  return /^[a-z]{2}(?:-[A-Za-z0-9]{2,8})*$/.test(key) && !['to', 'by', 'is', 'in', 'at', 'op'].includes(key);
}
