import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../../i18n/i18n';
import { LANGUAGES, type Language } from '../../i18n/languages';
import styles from './AccountFrame.module.css';

/** A card in the middle of the page with the language choice below: the reader may not know the language shown. */
export function AccountFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('account');
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" width={32} height={32} />
          <span>Chatloom</span>
        </div>
        {children}
      </main>
      <footer className={styles.foot}>
        <select className={styles.language} aria-label={t('language')} value={currentLanguage()} onChange={(event) => void setLanguage(event.currentTarget.value as Language)}>
          {LANGUAGES.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
        <p>{t('about')}</p>
      </footer>
    </div>
  );
}
