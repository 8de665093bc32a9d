/** Languages of the studio's own words, in the order the menu offers them, each with its own name for itself. */
export const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'zh-TW', name: '繁體中文' },
  { id: 'ja', name: '日本語' },
  { id: 'th', name: 'ไทย' },
] as const;
export type Language = (typeof LANGUAGES)[number]['id'];

/** One file of words each, loaded when a screen of that area opens. */
export const AREAS = ['common', 'account', 'home', 'flows', 'channels', 'settings', 'people', 'editor', 'nodes', 'problems', 'phone', 'trace', 'richMenus', 'insight', 'contacts', 'segments', 'campaigns', 'series', 'timers', 'games', 'bingo', 'draws', 'vouchers', 'stamps'] as const;
export type Area = (typeof AREAS)[number];

/**
 * The language of ours that suits a list of wishes best (BCP 47 tags, most wanted first); English when none does.
 * Simplified Chinese readers get our Chinese too: it is nearer to them than English.
 */
export function suitableLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const exact = LANGUAGES.find(({ id }) => id.toLowerCase() === wish.toLowerCase());
    if (exact) return exact.id;
    const base = wish.toLowerCase().split('-')[0];
    const near = LANGUAGES.find(({ id }) => id.toLowerCase().split('-')[0] === base);
    if (near) return near.id;
  }
  return 'en';
}
