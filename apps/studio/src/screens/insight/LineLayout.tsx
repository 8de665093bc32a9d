import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { PAGE_TAB, PageTabs } from '../../shell/PageTabs';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { chosenChannel } from './useLineChannel';

const route = getRouteApi('/b/$botId/line');
const TABS = [
  { to: '/b/$botId/line', name: 'insight' },
  { to: '/b/$botId/line/audiences', name: 'audiences' },
  { to: '/b/$botId/line/coupons', name: 'coupons' },
  { to: '/b/$botId/line/followers', name: 'followers' },
] as const;

/** Pages about what LINE keeps for an account, with the choice of the account where a bot has several. */
export default function LineLayout() {
  const { t } = useTranslation(['insight', 'common']);
  const { botId } = route.useParams();
  const { channel: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const channels = useQuery(channelsQuery(botId));
  const items = channels.data?.items ?? [];
  const chosen = chosenChannel(items, wanted);
  return (
    <>
      <PageHead
        title={t('title')}
        text={t('text')}
        actions={
          items.length > 1 && (
            <NativeSelect
              aria-label={t('channel')}
              value={chosen?.id ?? ''}
              onChange={(event) => void navigate({ to: '.', search: { channel: event.currentTarget.value }, replace: true })}
              data={items.map((item) => ({ value: item.id, label: item.kind === 'simulator' ? t('builtIn') : (item.displayName ?? item.name) }))}
            />
          )
        }
      />
      <PageTabs label={t('tabs.label')}>
        {TABS.map(({ to, name }) => (
          <Link key={name} to={to} params={{ botId }} search={wanted ? { channel: wanted } : {}} activeOptions={{ exact: true, includeSearch: false }} className={PAGE_TAB}>
            {t(`tabs.${name}`)}
          </Link>
        ))}
      </PageTabs>
      {channels.error ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : !chosen ? (
        <SkeletonList height={140} />
      ) : (
        <Suspense fallback={<SkeletonList height={140} />}>
          <Outlet />
        </Suspense>
      )}
    </>
  );
}
