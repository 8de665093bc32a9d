import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from './PageHead';
import { PhoneHost } from './PhoneHost';
import styles from './PhonePage.module.css';

const route = getRouteApi('/b/$botId');

/** The phone with a page to itself. */
export default function PhonePage() {
  const { t } = useTranslation('common');
  const { botId } = route.useParams();
  return (
    <>
      <PageHead title={t('phone.title')} />
      <div className={styles.phone}>
        <PhoneHost botId={botId} />
      </div>
    </>
  );
}
