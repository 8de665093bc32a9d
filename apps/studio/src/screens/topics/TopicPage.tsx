import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { IssueList } from './IssueList';
import { PublishForm } from './PublishForm';
import { TopicForm } from './TopicForm';
import { topicsQuery } from './topicQueries';
import styles from '../series/series.module.css';

const route = getRouteApi('/b/$botId/campaigns/topics/$topicId');

/** One topic: publish to it, see what went out, and where its content comes from. */
export default function TopicPage() {
  const { t } = useTranslation('series');
  const format = useFormat();
  const { botId, topicId } = route.useParams();
  const topics = useQuery({ ...topicsQuery(botId), refetchInterval: 4_000 });
  if (topics.error) return <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />;
  if (!topics.data) return <SkeletonList count={3} height={72} />;
  const topic = topics.data.items.find(({ id }) => id === topicId);
  if (!topic) return <PageHead title={t('topics.gone')} />;
  return (
    <>
      <PageHead title={topic.name} text={t('topics.subscribers', { count: topic.subscribers, number: format.number(topic.subscribers) })} />
      <div className={styles.columns}>
        <Card title={t('publish.title')}>
          <PublishForm botId={botId} topic={topic} />
        </Card>
        <Card title={t('issues.title')}>
          <IssueList botId={botId} topicId={topicId} />
        </Card>
        <Card title={t('topics.settings')}>
          <TopicForm key={topic.revision} botId={botId} topic={topic} />
        </Card>
      </div>
    </>
  );
}
