import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { botQuery, channelCheckQuery, channelsQuery, contactsQuery, flowsQuery, sessionQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { QuotaBar } from '../../ui/QuotaBar';
import { SkeletonList } from '../../ui/Skeleton';
import { GoLiveList } from './GoLiveList';
import { goLiveSteps } from './goLiveSteps';
import { LatestTurns } from './LatestTurns';
import { ProblemList } from './ProblemList';
import styles from './HomePage.module.css';

const route = getRouteApi('/b/$botId/');
/** Somebody trying the bot in the phone beside the page expects to see it here. The browser stops asking in hidden tabs. */
const LOOK_AGAIN_MS = 5_000;

/** Today: what is left before going live, what needs attention, who wrote last, and the month's messages. */
export default function HomePage() {
  const { t } = useTranslation(['home', 'common']);
  const { botId } = route.useParams();
  const format = useFormat();
  const bot = useQuery(botQuery(botId)).data;
  const person = useQuery(sessionQuery()).data?.person;
  const flows = useQuery(flowsQuery(botId));
  const channels = useQuery(channelsQuery(botId));
  const contacts = useInfiniteQuery({ ...contactsQuery(botId, ''), refetchInterval: whileFine(LOOK_AGAIN_MS) });
  const lineChannel = channels.data?.items.find(({ kind }) => kind === 'line');
  const check = useQuery({ ...channelCheckQuery(botId, lineChannel?.id ?? ''), enabled: lineChannel !== undefined });

  const failed = [flows, channels, contacts].find(({ error }) => error);
  const people = contacts.data?.pages[0]?.items ?? [];
  const ready = flows.data && channels.data && contacts.data;
  const steps = ready ? goLiveSteps({ flows: flows.data.items, channels: channels.data.items, hasPeople: people.length > 0, check: check.data }) : [];
  const quota = check.data?.quota;

  return (
    <>
      <PageHead title={bot?.name ?? t('title')} text={person && t('greeting', { name: person.name || person.email })} />
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void Promise.all([flows.refetch(), channels.refetch(), contacts.refetch()])} />
      ) : !ready ? (
        <SkeletonList count={3} height={180} grid />
      ) : (
        <div className={styles.grid}>
          <div className={styles.column}>
            {/* The list leaves once all is done and LINE has said so. */}
            {steps.some(({ done }) => !done) && !(lineChannel && check.isPending) && <GoLiveList botId={botId} steps={steps} channelId={lineChannel?.id} />}
            <Card title={t('latest.title')}>
              <LatestTurns botId={botId} people={people.slice(0, 5)} />
            </Card>
          </div>
          <div className={styles.column}>
            <Card title={t('problems.title')}>
              <ProblemList botId={botId} flows={flows.data.items} channels={channels.data.items} checks={check.data ? [{ channelId: lineChannel!.id, check: check.data }] : []} />
            </Card>
            {quota && (
              <Card title={t('quota.title')}>
                <QuotaBar
                  used={quota.used}
                  limit={quota.limit}
                  sentence={quota.limit === null ? t('quota.unlimited', { used: format.number(quota.used) }) : t('quota.used', { used: format.number(quota.used), limit: format.number(quota.limit) })}
                  note={t('quota.free')}
                />
              </Card>
            )}
          </div>
        </div>
      )}
    </>
  );
}
