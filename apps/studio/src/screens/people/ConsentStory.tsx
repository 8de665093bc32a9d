import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { SkeletonList } from '../../ui/Skeleton';
import { consentChangesQuery } from './contactQueries';
import styles from './PersonPage.module.css';

/** What a person said to marketing over time, newest first, with the words they were asked with. */
export function ConsentStory({ botId, contactId }: { botId: string; contactId: string }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const changes = useInfiniteQuery(consentChangesQuery(botId, contactId));
  const items = changes.data?.pages.flatMap((page) => page.items);
  if (!items) return <SkeletonList count={1} height={40} />;
  return (
    <>
      <ol className={styles.changes} aria-label={t('consent.story')}>
        {items.map(({ id, state, at, by, note, terms }) => (
          <li key={id}>
            <div>
              {t(`consent.${state}`)}
              {note !== '' && ` · ${note}`}
            </div>
            <div className={styles.text}>
              {t(`consent.by.${by ?? 'person'}`)} · <time dateTime={at}>{format.dateTime(at)}</time>
            </div>
            {terms && (
              <details className={styles.text}>
                <summary>{terms.version === '' ? t('consent.words') : t('consent.wordsOf', { version: terms.version })}</summary>
                <p className={styles.terms}>{terms.text}</p>
                <p>{t('consent.hash', { hash: terms.hash.slice(0, 16) })}</p>
              </details>
            )}
          </li>
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button variant="subtle" size="compact-sm" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </>
  );
}
