import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { Explanation } from '../segments/ExplainPerson';
import { segmentsQuery } from '../segments/segmentQueries';
import { contactSegmentsQuery } from './contactQueries';
import styles from './PersonPage.module.css';

/** Saved segments this person is in now, and why they are in or out of any of them. */
export function PersonSegments({ botId, contactId, name }: { botId: string; contactId: string; name: string }) {
  const { t } = useTranslation(['contacts', 'segments']);
  const mine = useQuery(contactSegmentsQuery(botId, contactId));
  const all = useQuery(segmentsQuery(botId)).data?.items ?? [];
  const [asked, setAsked] = useState<string>();
  const segment = all.find(({ id }) => id === asked);
  if (mine.error) return <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data) return <SkeletonList count={1} height={32} />;
  return (
    <div className={styles.stack}>
      {mine.data.items.length === 0 ? (
        <p className={styles.text}>{t('segments.none')}</p>
      ) : (
        <ul className={styles.plain}>
          {mine.data.items.map((item) => (
            <li key={item.id}>
              <Link to="/b/$botId/people/segments/$segmentId" params={{ botId, segmentId: item.id }}>
                {item.name}
              </Link>
              <Button variant="subtle" size="compact-sm" aria-label={t('segments.whyNamed', { name: item.name })} onClick={() => setAsked(item.id)}>
                {t('segments.why')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {all.length > mine.data.items.length && (
        <NativeSelect
          label={t('segments.whyNot')}
          value=""
          data={[{ value: '', label: t('segments.choose') }, ...all.filter(({ id }) => !mine.data.items.some((item) => item.id === id)).map(({ id, name: label }) => ({ value: id, label }))]}
          onChange={(event) => setAsked(event.currentTarget.value || undefined)}
        />
      )}
      <Modal opened={segment !== undefined} onClose={() => setAsked(undefined)} title={segment?.name}>
        {segment && <Explanation botId={botId} segment={segment.definition} contactId={contactId} name={name} />}
      </Modal>
    </div>
  );
}
