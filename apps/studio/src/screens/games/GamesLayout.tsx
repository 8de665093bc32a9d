import { Link, Outlet, getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { PAGE_TAB, PageTabs } from '../../shell/PageTabs';
import { SkeletonList } from '../../ui/Skeleton';

const route = getRouteApi('/b/$botId/games');
/** One tab per kind of game. */
const TABS = [
  { to: '/b/$botId/games', name: 'polls' },
  { to: '/b/$botId/games/bingo', name: 'bingo' },
  { to: '/b/$botId/games/draws', name: 'draws' },
  { to: '/b/$botId/games/vouchers', name: 'vouchers' },
  { to: '/b/$botId/games/stamps', name: 'stamps' },
] as const;

/** Games of a bot, by kind. */
export default function GamesLayout() {
  const { t } = useTranslation('games');
  const { botId } = route.useParams();
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <PageTabs label={t('tabs.label')}>
        {TABS.map(({ to, name }) => (
          <Link key={name} to={to} params={{ botId }} activeOptions={{ exact: true }} className={PAGE_TAB}>
            {t(`tabs.${name}`)}
          </Link>
        ))}
      </PageTabs>
      <Suspense fallback={<SkeletonList height={140} />}>
        <Outlet />
      </Suspense>
    </>
  );
}
