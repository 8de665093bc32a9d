import { IconArrowLeft } from '@tabler/icons-react';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/PageHead';
import connect from '../channels/ConnectPage.module.css';
import { SegmentDesk } from './SegmentDesk';

const route = getRouteApi('/b/$botId/people/segments/new');

/** A new segment; begins with everybody, or with the rules it was opened with. */
export default function NewSegmentPage() {
  const { t } = useTranslation('segments');
  const { botId } = route.useParams();
  const { filter } = route.useSearch();
  return (
    <>
      <Link to="/b/$botId/people/segments" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('new.title')} text={t('desk.text')} />
      <SegmentDesk botId={botId} initial={filter ?? { type: 'group', match: 'all', items: [] }} />
    </>
  );
}
