import styles from './PageSplash.module.css';

/** Stands while the first words and code arrive; wordless, because the words are what we wait for. */
export function PageSplash() {
  return (
    <div className={styles.page} role="progressbar" aria-label="Chatloom">
      <span className={styles.mark} aria-hidden />
    </div>
  );
}
