import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PAGE_TAB, PageTabs } from '../../shell/PageTabs';

const TABS = [
  { to: '/b/$botId/campaigns', name: 'campaigns' },
  { to: '/b/$botId/campaigns/series', name: 'series' },
  { to: '/b/$botId/campaigns/topics', name: 'topics' },
  { to: '/b/$botId/campaigns/timers', name: 'timers' },
] as const;

/** All that goes out to many, or at its time, one page each. Stands below the title of every one of them. */
export function SendTabs({ botId }: { botId: string }) {
  const { t } = useTranslation('series');
  return (
    <PageTabs label={t('tabs.label')}>
      {TABS.map(({ to, name }) => (
        <Link key={name} to={to} params={{ botId }} search={{}} activeOptions={{ exact: true, includeSearch: false }} className={PAGE_TAB}>
          {t(`tabs.${name}`)}
        </Link>
      ))}
    </PageTabs>
  );
}
