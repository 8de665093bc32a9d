import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PAGE_TAB, PageTabs } from '../../shell/PageTabs';

const TABS = [
  { to: '/b/$botId/people', name: 'people' },
  { to: '/b/$botId/people/segments', name: 'segments' },
  { to: '/b/$botId/people/tags', name: 'tags' },
  { to: '/b/$botId/people/fields', name: 'fields' },
  { to: '/b/$botId/people/bookings', name: 'bookings' },
  { to: '/b/$botId/people/import', name: 'import' },
  { to: '/b/$botId/people/sources', name: 'sources' },
  { to: '/b/$botId/people/groups', name: 'groups' },
] as const;

/** What belongs to people, one page each. Stands below the title of every one of them. */
export function PeopleTabs({ botId }: { botId: string }) {
  const { t } = useTranslation('contacts');
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
