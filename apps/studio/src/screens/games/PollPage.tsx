import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { StateBadge } from '../../ui/StateBadge';
import connect from '../channels/ConnectPage.module.css';
import { pollQuery } from './gameQueries';
import { PollForm } from './PollForm';
import { PollResults } from './PollResults';
import { PollShare } from './PollShare';
import { POLL_TONES } from './pollTone';
import { PollVotes } from './PollVotes';
import { usePollActions } from './usePollActions';

const route = getRouteApi('/b/$botId/games/polls/$pollId');
const LOOK_AGAIN_MS = 2_000;

/** One poll: its questions until it opens, then how it stands. */
export default function PollPage() {
  const { t } = useTranslation('games');
  const { botId, pollId } = route.useParams();
  const [asking, setAsking] = useState<'close' | 'delete'>();
  const poll = useQuery({ ...pollQuery(botId, pollId), refetchInterval: ({ state }) => (['open', 'closing', 'scheduled'].includes(state.data?.state ?? '') ? LOOK_AGAIN_MS : false) });
  const { open, close, copy, remove, isBusy } = usePollActions(botId, pollId);
  const back = (
    <Link to="/b/$botId/games" params={{ botId }} className={connect.back}>
      <IconArrowLeft size={18} aria-hidden /> {t('polls.back')}
    </Link>
  );
  if (poll.error) {
    return (
      <>
        {back}
        <ErrorState error={poll.error} heading onRetry={() => void poll.refetch()} />
      </>
    );
  }
  if (!poll.data) return <SkeletonList count={3} height={140} />;
  const { data } = poll;
  const isDraft = data.state === 'draft' || data.state === 'scheduled';
  return (
    <>
      {back}
      <PageHead
        title={data.name}
        text={<StateBadge tone={POLL_TONES[data.state]}>{t(`state.${data.state}`)}</StateBadge>}
        actions={
          <>
            <Button variant="default" disabled={isBusy} onClick={() => void copy(data.name)}>
              {t('copy')}
            </Button>
            {data.state !== 'open' && (
              <Button variant="outline" color="red" disabled={isBusy} onClick={() => setAsking('delete')}>
                {t('delete')}
              </Button>
            )}
            {data.state === 'open' && (
              <Button loading={isBusy} onClick={() => setAsking('close')}>
                {t('close.button')}
              </Button>
            )}
          </>
        }
      />
      <Stack>
        {isDraft ? <PollForm key={data.revision} botId={botId} poll={data} onOpen={open} /> : <PollResults botId={botId} poll={data} />}
        {!isDraft && <PollShare botId={botId} poll={data} />}
        {!isDraft && !data.document.secret && <PollVotes botId={botId} poll={data} />}
      </Stack>
      <ConfirmWithNumber
        opened={asking === 'close'}
        title={t('close.title')}
        sentence={t('close.sentence', { count: data.voters })}
        verb={t('close.button')}
        onConfirm={close}
        onClose={() => setAsking(undefined)}
      />
      <ConfirmWithNumber
        opened={asking === 'delete'}
        title={t('remove.title')}
        sentence={t('remove.sentence', { count: data.voters })}
        verb={t('delete')}
        danger
        onConfirm={remove}
        onClose={() => setAsking(undefined)}
      />
    </>
  );
}
