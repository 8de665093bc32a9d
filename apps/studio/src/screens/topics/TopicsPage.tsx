import { IconPlus, IconRss } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { TextInput } from '../../ui/TextInput';
import { SendTabs } from '../series/SendTabs';
import { topicKeys, topicsQuery } from './topicQueries';
import rows from '../people/PeopleRows.module.css';

const route = getRouteApi('/b/$botId/campaigns/topics');

/** What people can subscribe to. */
export default function TopicsPage() {
  const { t } = useTranslation(['series', 'common']);
  const format = useFormat();
  const { botId } = route.useParams();
  const topics = useQuery(topicsQuery(botId));
  const [naming, setNaming] = useState(false);
  const items = topics.data?.items;
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNaming(true)}>
      {t('topics.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('topics.title')} text={t('topics.text')} actions={items && items.length > 0 && create} />
      <SendTabs botId={botId} />
      {topics.error ? (
        <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />
      ) : !items ? (
        <SkeletonList count={3} height={72} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconRss size={24} />} title={t('topics.empty.title')} action={create}>
          {t('topics.empty.text')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('topics.title')}>
          {items.map((topic) => (
            <li key={topic.id} className={rows.person}>
              <div className={rows.words}>
                <Link to="/b/$botId/campaigns/topics/$topicId" params={{ botId, topicId: topic.id }} className={rows.link}>
                  {topic.name}
                </Link>
                <div className={rows.text}>{topic.description || (topic.feed ? topic.feed.url : t('topics.byHand'))}</div>
              </div>
              {topic.reading?.error && <StateBadge tone="danger">{t('topics.feedFails')}</StateBadge>}
              <span className="cl-tabular">{t('topics.subscribers', { count: topic.subscribers, number: format.number(topic.subscribers) })}</span>
            </li>
          ))}
        </ul>
      )}
      {naming && <NameDialog botId={botId} onClose={() => setNaming(false)} />}
    </>
  );
}

function NameDialog({ botId, onClose }: { botId: string; onClose: () => void }) {
  const { t } = useTranslation(['series', 'common']);
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const { id } = await call('POST /bots/:botId/topics', { params: { botId }, body: { name } });
      await client.invalidateQueries({ queryKey: topicKeys.all(botId) });
      await navigate({ to: '/b/$botId/campaigns/topics/$topicId', params: { botId, topicId: id } });
    } catch (failure) {
      setError(errorLine(failure, t as never));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('topics.new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void make();
        }}
      >
        <TextInput label={t('topics.name')} placeholder={t('topics.namePlaceholder')} value={name} error={error} maxLength={120} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('topics.new')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
