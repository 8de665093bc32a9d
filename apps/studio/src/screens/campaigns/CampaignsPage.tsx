import { IconCalendar, IconList, IconPlus, IconSearch, IconSpeakerphone } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { SendTabs } from '../series/SendTabs';
import { campaignsQuery } from './campaignQueries';
import { CampaignRow } from './CampaignRow';
import { SEARCHABLE_STATES, type SearchableState } from './searchableStates';
import { isMoving } from './stateTone';
import { useNewCampaign } from './useNewCampaign';
import list from './list.module.css';

const route = getRouteApi('/b/$botId/campaigns/');
const LOOK_AGAIN_MS = 3_000;

/** All campaigns: state, when, and what came of them. */
export default function CampaignsPage() {
  const { t } = useTranslation(['campaigns', 'common']);
  const { botId } = route.useParams();
  const { q = '', state } = route.useSearch();
  const navigate = route.useNavigate();
  const search = useDeferredValue(q.trim());
  const campaigns = useInfiniteQuery({
    ...campaignsQuery(botId, search, state ?? ''),
    refetchInterval: ({ state: { data, status } }) => (status !== 'error' && data?.pages.some(({ items }) => items.some((one) => isMoving(one.state))) ? LOOK_AGAIN_MS : false),
  });
  const items = campaigns.data?.pages.flatMap((page) => page.items);
  const fresh = useNewCampaign(botId);
  const newButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} loading={fresh.isPending} disabled={!fresh.isReady} onClick={fresh.make}>
      {t('list.new')}
    </Button>
  );
  const filtered = search !== '' || state !== undefined;
  return (
    <>
      <PageHead
        title={t('title')}
        text={t('text')}
        actions={
          <>
            <ButtonLink variant="default" to="/b/$botId/campaigns/calendar" params={{ botId }} leftSection={<IconCalendar size={18} aria-hidden />}>
              {t('calendar.title')}
            </ButtonLink>
            {items && (items.length > 0 || filtered) && newButton}
          </>
        }
      />
      <SendTabs botId={botId} />
      {((items && items.length > 0) || filtered) && (
        <div className={list.filters}>
          <TextInput
            type="search"
            className={list.search}
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={q}
            onChange={(event) => void navigate({ search: (before) => ({ ...before, q: event.target.value || undefined }), replace: true })}
          />
          <NativeSelect
            aria-label={t('list.state')}
            value={state ?? ''}
            data={[{ value: '', label: t('list.anyState') }, ...SEARCHABLE_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]}
            onChange={(event) => ((value) => void navigate({ search: (before) => ({ ...before, state: (value || undefined) as SearchableState | undefined }), replace: true }))(event.currentTarget.value)}
          />
        </div>
      )}
      {campaigns.error ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : !items ? (
        <SkeletonList count={4} height={72} />
      ) : items.length > 0 ? (
        <>
          <ul className={list.list} aria-label={t('title')}>
            {items.map((campaign) => (
              <CampaignRow key={campaign.id} botId={botId} campaign={campaign} />
            ))}
          </ul>
          {campaigns.hasNextPage && (
            <Button variant="default" mt="md" loading={campaigns.isFetchingNextPage} onClick={() => void campaigns.fetchNextPage()}>
              {t('common:more')}
            </Button>
          )}
        </>
      ) : filtered ? (
        <EmptyState
          icon={<IconList size={24} />}
          title={t('list.nothing')}
          action={
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('list.showAll')}
            </Button>
          }
        />
      ) : (
        <EmptyState icon={<IconSpeakerphone size={24} />} title={t('list.empty.title')} action={newButton}>
          {t('list.empty.text')}
        </EmptyState>
      )}
    </>
  );
}
