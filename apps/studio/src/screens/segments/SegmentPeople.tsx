import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Segment } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { segmentPeopleQuery } from './segmentQueries';
import { useLater } from './useLater';
import rows from '../people/PeopleRows.module.css';

/** The list looks again when nothing was changed for so long: later than the figure, because it weighs more. */
const PAUSE_MS = 900;

/** The people rules mean, newest first. */
export function SegmentPeople({ botId, segment }: { botId: string; segment: Segment }) {
  const { t } = useTranslation(['segments', 'common']);
  const format = useFormat();
  const text = useLater(JSON.stringify(segment), PAUSE_MS);
  const people = useInfiniteQuery(segmentPeopleQuery(botId, JSON.parse(text) as Segment));
  const shown = people.data?.pages.flatMap(({ items }) => items);
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (!shown) return <SkeletonList count={3} height={56} />;
  if (shown.length === 0) return <p className={rows.none}>{t('people.none')}</p>;
  return (
    <>
      <ul className={rows.list} aria-label={t('people.list')}>
        {shown.map((person) => (
          <li key={person.contactId} className={rows.person}>
            <span className={rows.face} aria-hidden>
              {(person.displayName ?? '?').trim().slice(0, 1).toUpperCase()}
            </span>
            <div className={rows.words}>
              <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.contactId }} className={rows.link}>
                {person.displayName ?? t('unnamed')}
              </Link>
              <div className={rows.text}>{person.lastActiveAt ? t('people.active', { ago: format.ago(person.lastActiveAt) }) : t('people.neverActive')}</div>
            </div>
            <div className={rows.badges}>
              {person.tags.slice(0, 3).map((tag) => (
                <StateBadge key={tag} tone="info">
                  {tag}
                </StateBadge>
              ))}
              {!person.isFriend && <StateBadge tone="warn">{t('people.notFriend')}</StateBadge>}
            </div>
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button variant="default" mt="md" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </>
  );
}
