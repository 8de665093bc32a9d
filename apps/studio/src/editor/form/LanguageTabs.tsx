import { useStore } from 'zustand';
import { LANGUAGES } from '../../i18n/languages';
import { useEditor, useEditorWords } from '../editorContext';
import { languagesIn } from './localizedValue';
import styles from './form.module.css';

/** The languages of the customers' texts: one tab each, and one more can be added. All texts of the form follow. */
export function LanguageTabs() {
  const { documents, view } = useEditor();
  const words = useEditorWords();
  const document = useStore(documents, (state) => state.document);
  const chosen = useStore(view, (state) => state.language) ?? document.language;
  const used = new Set([document.language, chosen, ...languagesIn(Object.values(document.nodes).map((node) => node.data))]);
  const nameOf = (language: string): string => LANGUAGES.find(({ id }) => id === language)?.name ?? language;
  const more = LANGUAGES.filter(({ id }) => !used.has(id));
  const choose = (language: string): void => view.setState({ language: language === document.language ? null : language });
  const tabs = [...used];
  return (
    <div className={styles.tabs} style={{ marginBottom: 12 }}>
      {tabs.length > 1 && (
        <div role="tablist" aria-label={words.t('form.languages')} className={styles.tabs}>
          {tabs.map((language) => (
            <button key={language} type="button" role="tab" aria-selected={language === chosen} className={styles.tab} lang={language} onClick={() => choose(language)}>
              {nameOf(language)}
            </button>
          ))}
        </div>
      )}
      {more.length > 0 && !words.readOnly && (
        <select className={styles.tab} aria-label={words.t('form.addLanguage')} value="" onChange={(event) => event.target.value && choose(event.target.value)}>
          <option value="">{words.t('form.addLanguage')}</option>
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
