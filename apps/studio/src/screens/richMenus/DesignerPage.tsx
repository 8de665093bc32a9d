import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import connect from '../channels/ConnectPage.module.css';
import { Designer } from './Designer';
import { menuQuery } from './menuQueries';

const route = getRouteApi('/b/$botId/menus/$menuId');

/** One rich menu: draw it, say what its areas do, see it in a phone, publish it. */
export default function DesignerPage() {
  const { t } = useTranslation('richMenus');
  const { botId, menuId } = route.useParams();
  const menu = useQuery(menuQuery(botId, menuId));
  return (
    <>
      <Link to="/b/$botId/menus" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      {menu.data ? (
        <Designer key={menuId} botId={botId} menu={menu.data} />
      ) : menu.error ? (
        <ErrorState heading error={menu.error} onRetry={() => void menu.refetch()} />
      ) : (
        <>
          <PageHead title={t('title')} />
          <SkeletonList count={2} height={280} />
        </>
      )}
    </>
  );
}
