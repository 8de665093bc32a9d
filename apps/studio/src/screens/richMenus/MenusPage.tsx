import { IconLayoutGrid, IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import flows from '../flows/FlowsPage.module.css';
import { MenuCard } from './MenuCard';
import { MenusAtLine } from './MenusAtLine';
import { menuRulesQuery, menusQuery } from './menuQueries';
import { RemoveMenu } from './RemoveMenu';
import { useMenuActions } from './useMenuActions';

const route = getRouteApi('/b/$botId/menus/');
/** Menus on their way to LINE change without anybody doing anything here. */
const LOOK_AGAIN_MS = 2_000;

/** All rich menus of the bot as cards: picture, state, who sees them. */
export default function MenusPage() {
  const { t } = useTranslation('richMenus');
  const { botId } = route.useParams();
  const menus = useQuery({ ...menusQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some(({ publications }) => publications.some((one) => one.state === 'working')) ? LOOK_AGAIN_MS : false) });
  const rules = useQuery(menuRulesQuery(botId)).data;
  const { actions, removing, closeRemove, refresh } = useMenuActions(botId);
  const items = menus.data?.items;
  const newMenu = (
    <ButtonLink to="/b/$botId/menus/new" params={{ botId }} leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new.button')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        text={t('text')}
        actions={
          <>
            <ButtonLink variant="default" to="/b/$botId/menus/rules" params={{ botId }} leftSection={<IconUsersGroup size={18} aria-hidden />}>
              {t('rules.title')}
            </ButtonLink>
            {items && items.length > 0 && newMenu}
          </>
        }
      />
      {menus.error ? (
        <ErrorState error={menus.error} onRetry={() => void menus.refetch()} />
      ) : !items ? (
        <SkeletonList count={3} height={280} grid />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconLayoutGrid size={24} />} title={t('empty.title')} action={newMenu}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul className={flows.grid}>
          {items.map((menu) => (
            <MenuCard key={menu.id} botId={botId} menu={menu} rules={rules} actions={actions} />
          ))}
        </ul>
      )}
      <MenusAtLine botId={botId} />
      <Suspense>{removing && <RemoveMenu botId={botId} menu={removing} rules={rules} onClose={closeRemove} onDone={refresh} />}</Suspense>
    </>
  );
}
