import { IconArrowLeft, IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { groupQuery, keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import connect from '../channels/ConnectPage.module.css';
import { GroupMembers } from './GroupMembers';
import { groupName } from './groupName';
import styles from './PersonPage.module.css';
import { TurnList } from './TurnList';

const route = getRouteApi('/b/$botId/people/groups/$channelId/$lineId');

/** One group: what LINE says about it now, who wrote in it, what happened and why, and leaving it. */
export default function GroupPage() {
  const { t } = useTranslation(['people', 'common']);
  const { botId, channelId, lineId } = route.useParams();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const group = useQuery(groupQuery(botId, channelId, lineId));

  const leave = async () => {
    try {
      await call('POST /bots/:botId/groups/:channelId/:lineId/leave', { params: { botId, channelId, lineId } });
      toast(t('groups.hasLeft'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await Promise.all([group.refetch(), queryClient.invalidateQueries({ queryKey: keys.groups(botId) })]);
  };

  if (group.error) return <ErrorState heading error={group.error} onRetry={() => void group.refetch()} />;
  if (!group.data)
    return (
      <>
        <PageHead title={t('groups.title')} />
        <SkeletonList count={3} height={140} />
      </>
    );
  const { kind, memberCount, metAt, refreshedAt, state, conversationId, members } = group.data;
  return (
    <>
      <Link to="/b/$botId/people/groups" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('groups.back')}
      </Link>
      <PageHead
        title={groupName(group.data, t)}
        actions={
          state === 'left' ? (
            <StateBadge tone="warn">{t('groups.left')}</StateBadge>
          ) : (
            <>
              <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} loading={group.isFetching} onClick={() => void group.refetch()}>
                {t('groups.refresh')}
              </Button>
              <Button variant="default" color="red" onClick={() => setLeaving(true)}>
                {t('groups.leave')}
              </Button>
            </>
          )
        }
      />
      <div className={styles.grid}>
        <Card title={t('history.title')}>{conversationId ? <TurnList botId={botId} conversationId={conversationId} nameOf={(id) => members.find(({ lineUserId }) => lineUserId === id)?.displayName ?? undefined} /> : <p>{t('history.none')}</p>}</Card>
        <div className={styles.side}>
          <Card title={t('groups.about')}>
            <dl className={styles.facts}>
              <dt>{t('groups.kind')}</dt>
              <dd>{t(kind === 'room' ? 'groups.kindRoom' : 'groups.kindGroup')}</dd>
              <dt>{t('groups.memberCount')}</dt>
              <dd>{memberCount ?? t('profile.unknown')}</dd>
              <dt>{t('profile.since')}</dt>
              <dd>{format.date(metAt)}</dd>
              {refreshedAt && (
                <>
                  <dt>{t('groups.refreshedAt')}</dt>
                  <dd>{format.ago(refreshedAt)}</dd>
                </>
              )}
            </dl>
          </Card>
          <Card title={t('groups.people')}>
            <GroupMembers botId={botId} channelId={channelId} lineId={lineId} members={members} canAsk={state === 'in'} />
          </Card>
        </div>
      </div>
      <ConfirmWithNumber
        opened={leaving}
        danger
        title={t('groups.leaveTitle')}
        sentence={t('groups.leaveSentence', { count: memberCount ?? 0 })}
        verb={t('groups.leave')}
        onConfirm={leave}
        onClose={() => setLeaving(false)}
      />
    </>
  );
}
