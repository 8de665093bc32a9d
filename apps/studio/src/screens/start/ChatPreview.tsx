import { useTranslation } from 'react-i18next';
import styles from './ChatPreview.module.css';

/** The first bubbles as the customer will see them. A picture of the words, not the phone itself: nothing can be tapped. */
export function ChatPreview({ shop, language, exchanges }: { shop: string; language: string; exchanges: { said?: string; answer: string }[] }) {
  const { t } = useTranslation('flows');
  return (
    <section className={styles.phone} aria-label={t('start.preview')}>
      <h2 className={styles.shop}>{shop}</h2>
      <div className={styles.wall} lang={language}>
        {exchanges.map(({ said, answer }, index) => (
          <div key={index} className={styles.exchange}>
            {said && <p className={styles.mine}>{said}</p>}
            <p className={styles.theirs}>{answer}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
