import { LANGUAGES } from '../../i18n/languages';
import styles from './form.module.css';

/** The languages of the customers' texts: one tab each, and one more can be added. All texts of the form follow. */
export function LanguageTabs({
  main,
  chosen,
  used,
  t,
  readOnly,
  onChoose,
}: {
  /** The language plain texts are written in. */
  main: string;
  chosen: string;
  /** Languages that have texts already. */
  used: Iterable<string>;
  /** The editor's words. */
  t(key: string): string;
  readOnly: boolean;
  onChoose(language: string): void;
}) {
  const tabs = [...new Set([main, chosen, ...used])];
  const nameOf = (language: string): string => LANGUAGES.find(({ id }) => id === language)?.name ?? language;
  const more = LANGUAGES.filter(({ id }) => !tabs.includes(id));
  return (
    <div className={styles.tabs} style={{ marginBottom: 12 }}>
      {tabs.length > 1 && (
        <div role="tablist" aria-label={t('form.languages')} className={styles.tabs}>
          {tabs.map((language) => (
            <button key={language} type="button" role="tab" aria-selected={language === chosen} className={styles.tab} lang={language} onClick={() => onChoose(language)}>
              {nameOf(language)}
            </button>
          ))}
        </div>
      )}
      {more.length > 0 && !readOnly && (
        <select className={styles.tab} aria-label={t('form.addLanguage')} value="" onChange={(event) => event.target.value && onChoose(event.target.value)}>
          <option value="">{t('form.addLanguage')}</option>
          {more.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
