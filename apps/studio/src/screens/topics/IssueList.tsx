import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { topicIssuesQuery, topicKeys, type TopicIssue } from './topicQueries';
import { useSayCampaignProblem } from '../campaigns/ProblemLines';
import { useBotTime } from '../campaigns/useBotTime';
import rows from '../people/PeopleRows.module.css';

const TONES: Record<TopicIssue['state'], Tone> = { planned: 'info', sending: 'good', nobody: 'plain', cancelled: 'plain', failed: 'danger' };

/** What was published, the newest first. Comes by itself while the page is open. */
export function IssueList({ botId, topicId }: { botId: string; topicId: string }) {
  const { t } = useTranslation(['series', 'common']);
  const botTime = useBotTime(botId);
  const client = useQueryClient();
  const say = useSayCampaignProblem();
  const issues = useQuery({ ...topicIssuesQuery(botId, topicId), refetchInterval: 3_000 });
  if (issues.error) return <ErrorState error={issues.error} onRetry={() => void issues.refetch()} />;
  if (!issues.data) return <SkeletonList count={2} height={60} />;
  if (issues.data.items.length === 0) return <p className={rows.none}>{t('issues.none')}</p>;
  const whyNot = ({ problem, reason }: TopicIssue) => (problem?.code === 'tooLate' ? t('issues.tooLate') : problem ? say({ ...problem, message: reason ?? '' }) : (reason ?? ''));
  const cancel = async (issue: TopicIssue) => {
    try {
      await call('DELETE /bots/:botId/topics/:topicId/issues/:issueId', { params: { botId, topicId, issueId: issue.id } });
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: topicKeys.issues(botId, topicId) });
  };
  return (
    <ul className={rows.list} aria-label={t('issues.title')}>
      {issues.data.items.map((issue) => (
        <li key={issue.id} className={rows.person}>
          <div className={rows.words}>
            {issue.campaignIds[0] ? (
              <Link to="/b/$botId/campaigns/$campaignId" params={{ botId, campaignId: issue.campaignIds[0] }} search={{}} className={rows.link}>
                {issue.title}
              </Link>
            ) : (
              issue.title
            )}
            <div className={rows.text}>{[t(`issues.from.${issue.from}`), botTime(issue.publishAt), whyNot(issue)].filter(Boolean).join(' · ')}</div>
          </div>
          <StateBadge tone={TONES[issue.state]}>{t(`issues.states.${issue.state}`)}</StateBadge>
          {issue.state === 'planned' && (
            <div className={rows.tools}>
              <Button variant="default" size="xs" onClick={() => void cancel(issue)}>
                {t('issues.cancel')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
