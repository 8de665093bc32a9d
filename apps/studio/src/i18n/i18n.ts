import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { suitableLanguage, type Language } from './languages';

const STORED_LANGUAGE = 'chatloom.language';

/** Loads `<language>/<area>.json` when first asked for. */
const lazyFiles = {
  type: 'backend' as const,
  init() {},
  read(language: string, area: string, done: (error: unknown, words: Record<string, unknown> | null) => void) {
    import(`./${language}/${area}.json`).then(
      (file: { default: Record<string, unknown> }) => done(null, file.default),
      (error: unknown) => done(error, null),
    );
  },
};

/**
 * Starts translation with the language kept on this computer, else the browser's.
 * Components say `useTranslation('area')` and suspend until its words are here.
 */
export async function startI18n(): Promise<I18n> {
  const wishes = [localStorage.getItem(STORED_LANGUAGE), ...navigator.languages].filter((wish) => wish !== null);
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: suitableLanguage(wishes),
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      // React already writes text as text.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
    });
  return i18next;
}

/** Changes the language of everything on screen and remembers it on this computer. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED_LANGUAGE, language);
  await i18next.changeLanguage(language);
}

/** The studio's language right now. */
export const currentLanguage = (): Language => suitableLanguage([i18next.language ?? 'en']);
