import { IconArrowLeft, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { groupsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import connect from '../channels/ConnectPage.module.css';
import { groupName } from './groupName';
import styles from './PeopleRows.module.css';

const route = getRouteApi('/b/$botId/people/groups');

/** Groups the bot lives in, and those it left. */
export default function GroupsPage() {
  const { t } = useTranslation('people');
  const { botId } = route.useParams();
  const format = useFormat();
  const groups = useQuery(groupsQuery(botId));
  const shown = groups.data?.items;

  return (
    <>
      <Link to="/b/$botId/people" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('groups.title')} text={t('groups.text')} />
      {groups.error ? (
        <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
      ) : !shown ? (
        <SkeletonList count={3} height={56} />
      ) : shown.length === 0 ? (
        <EmptyState icon={<IconUsersGroup size={24} />} title={t('groups.empty.title')}>
          {t('groups.empty.text')}
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label={t('groups.list')}>
          {shown.map((group) => (
            <li key={group.channelId + group.lineId} className={styles.person}>
              <span className={styles.face} aria-hidden>
                <IconUsersGroup size={18} />
              </span>
              <div className={styles.words}>
                <Link to="/b/$botId/people/groups/$channelId/$lineId" params={{ botId, channelId: group.channelId, lineId: group.lineId }} className={styles.link}>
                  {groupName(group, t)}
                </Link>
                <div className={styles.text}>
                  {group.memberCount === null ? t('groups.since', { date: format.date(group.metAt) }) : t('groups.members', { count: group.memberCount })}
                </div>
              </div>
              {group.state === 'left' && <StateBadge tone="warn">{t('groups.left')}</StateBadge>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
