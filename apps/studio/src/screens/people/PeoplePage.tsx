import { IconSearch, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery, contactsQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { usePhoneShown } from '../../shell/phoneShown';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { TextInput } from '../../ui/TextInput';
import styles from './PeoplePage.module.css';

const route = getRouteApi('/b/$botId/people');
/** New people and times appear without a reload. */
const LOOK_AGAIN_MS = 10_000;

/** Everybody who has talked with the bot, last seen first; a page of fifty at a time. */
export default function PeoplePage() {
  const { t } = useTranslation(['people', 'common']);
  const { botId } = route.useParams();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const { show } = usePhoneShown();
  const people = useInfiniteQuery({ ...contactsQuery(botId, useDeferredValue(q.trim())), refetchInterval: whileFine(LOOK_AGAIN_MS) });
  const channels = useQuery(channelsQuery(botId)).data?.items;
  const simulatorId = channels?.find(({ kind }) => kind === 'simulator')?.id;
  const shown = people.data?.pages.flatMap(({ items }) => items);

  return (
    <>
      <PageHead
        title={t('title')}
        text={t('text')}
        actions={
          <ButtonLink variant="default" leftSection={<IconUsersGroup size={16} aria-hidden />} to="/b/$botId/people/groups" params={{ botId }}>
            {t('groups.title')}
          </ButtonLink>
        }
      />
      <TextInput
        type="search"
        className={styles.search}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={(event) => void navigate({ search: { q: event.target.value || undefined }, replace: true })}
      />
      {people.error ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : !shown ? (
        <SkeletonList count={6} height={56} />
      ) : shown.length === 0 ? (
        q ? (
          <EmptyState
            title={t('nothing.title', { text: q })}
            action={
              <Button variant="default" onClick={() => void navigate({ search: {} })}>
                {t('nothing.clear')}
              </Button>
            }
          />
        ) : (
          <EmptyState icon={<IconUsers size={24} />} title={t('empty.title')} action={<Button onClick={() => show(true)}>{t('empty.action')}</Button>}>
            {t('empty.text')}
          </EmptyState>
        )
      ) : (
        <>
          <ul className={styles.list} aria-label={t('list')}>
            {shown.map((person) => (
              <li key={person.id} className={styles.person}>
                <span className={styles.face} aria-hidden>
                  {(person.displayName ?? '?').trim().slice(0, 1).toUpperCase()}
                </span>
                <div className={styles.words}>
                  <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.id }} className={styles.link}>
                    {person.displayName ?? t('unnamed')}
                  </Link>
                  <div className={styles.text}>{person.lastSeenAt ? t('seen', { ago: format.ago(person.lastSeenAt) }) : t('neverSeen')}</div>
                </div>
                <div className={styles.badges}>
                  {person.tags.slice(0, 3).map((tag) => (
                    <StateBadge key={tag} tone="info">
                      {tag}
                    </StateBadge>
                  ))}
                  {!person.isFriend && (person.conversationId ? <StateBadge tone="warn">{t('blocked')}</StateBadge> : <StateBadge>{t('metInGroup')}</StateBadge>)}
                  {person.channelId === simulatorId && <StateBadge>{t('inPhone')}</StateBadge>}
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
      )}
    </>
  );
}
