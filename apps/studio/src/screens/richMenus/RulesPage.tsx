import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import connect from '../channels/ConnectPage.module.css';
import { FindPerson } from './FindPerson';
import { menuRulesQuery, menusQuery } from './menuQueries';
import { RulesForm } from './RulesForm';
import styles from './RulesPage.module.css';

const route = getRouteApi('/b/$botId/menus/rules');

/** Who sees which menu: the rules from strongest to weakest, and what they mean for one person. */
export default function RulesPage() {
  const { t } = useTranslation('richMenus');
  const { botId } = route.useParams();
  const rules = useQuery(menuRulesQuery(botId));
  const menus = useQuery(menusQuery(botId));
  const error = rules.error ?? menus.error;
  return (
    <>
      <Link to="/b/$botId/menus" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('rules.title')} text={t('rules.text')} />
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([rules.refetch(), menus.refetch()])} />
      ) : !rules.data || !menus.data ? (
        <SkeletonList count={3} height={160} />
      ) : (
        <div className={styles.columns}>
          <RulesForm key={rules.data.revision} botId={botId} rules={rules.data} menus={menus.data.items} />
          <FindPerson botId={botId} menus={menus.data.items} />
        </div>
      )}
    </>
  );
}
