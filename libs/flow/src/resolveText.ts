import type { LocalizedText } from './document';

/**
 * The words for one reader. A plain string is for everybody. Of a table of languages the first match wins: each wanted
 * tag as it is (`zh-TW`), then its base (`zh`), then any regional form of that base, then the table's first entry.
 * Tags are compared without case. Nothing to say gives an empty string.
 *
 * @param languages wanted BCP 47 tags, best first: the contact's, then the flow's; empty entries are skipped
 */
export function resolveText(text: LocalizedText | undefined, languages: readonly (string | undefined)[]): string {
  if (text === undefined || text === null) return '';
  if (typeof text === 'string') return text;
  const entries = Object.entries(text);
  for (const language of languages) {
    if (!language) continue;
    const wanted = language.toLowerCase();
    const base = wanted.split('-')[0]!;
    const found =
      entries.find(([tag]) => tag.toLowerCase() === wanted) ??
      entries.find(([tag]) => tag.toLowerCase() === base) ??
      entries.find(([tag]) => tag.toLowerCase().startsWith(`${base}-`));
    if (found) return found[1];
  }
  return entries[0]?.[1] ?? '';
}
