import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { toast } from '../../ui/toast';
import type { CampaignDetail, CampaignProgress, CampaignRun, CampaignState } from './campaignQueries';
import type { VariantId } from './designModel';
import { ProgressBar } from './ProgressBar';
import { isMoving } from './stateTone';
import { useDuration } from './useDuration';
import { useReasonWords } from './useReasonWords';
import { useBotTime } from './useBotTime';
import campaigns from './campaigns.module.css';
import styles from './run.module.css';

const COUNTS = ['waiting', 'held', 'sending', 'sent', 'failed', 'unknown', 'skipped'] as const;

/** How far it is right now: bar, pace, remaining time, what stopped it, failures by reason and another try. */
export function LivePanel({ botId, campaign, state, run, progress, onDone }: { botId: string; campaign: CampaignDetail; state: CampaignState; run: CampaignRun; progress: CampaignProgress | undefined; onDone(saved: CampaignDetail): void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const botTime = useBotTime(botId);
  const duration = useDuration();
  const reasonWords = useReasonWords();
  const params = { botId, campaignId: campaign.id };
  const onError = (error: unknown) => toast(errorLine(error, t), { tone: 'error' });
  const retry = useMutation({ mutationFn: () => call('POST /bots/:botId/campaigns/:campaignId/retry', { params, body: { runId: run.id } }), onSuccess: onDone, onError });
  const pick = useMutation({ mutationFn: (variant: VariantId) => call('POST /bots/:botId/campaigns/:campaignId/winner', { params, body: { variant } }), onSuccess: onDone, onError });
  const { counts, stop } = run;
  const variants = campaign.design.what.type === 'messages' ? campaign.design.what.variants : [];
  const finished = counts.sent + counts.failed + counts.unknown + counts.skipped;
  const pace =
    state === 'sending' && progress && progress.rate > 0
      ? t(progress.secondsLeft === null ? 'run.rate' : 'run.rateLeft', { rate: format.number(Math.round(progress.rate)), time: duration(progress.secondsLeft ?? 0) })
      : run.continuesAt && isMoving(state)
        ? t(state === 'waitingForWinner' ? 'run.winnerAt' : 'run.continuesAt', { time: botTime(run.continuesAt) })
        : run.finishedAt
          ? t('run.finishedAt', { time: botTime(run.finishedAt) })
          : t(`run.now.${state}`);
  return (
    <Card title={t('run.progress')}>
      <div className={campaigns.fields}>
        {stop && (
          <div className={campaigns.notice} data-tone={state === 'braked' || state === 'failed' ? 'danger' : 'warn'} role="status">
            <p>{t(`stops.${stop.code}`, { ...stop.params })}</p>
          </div>
        )}
        {state === 'waitingForGo' && (
          <div className={campaigns.notice} data-tone="info">
            <p>{t('run.waitingForGo', { count: counts.waiting + counts.held, number: format.number(counts.waiting + counts.held) })}</p>
          </div>
        )}
        {state === 'waitingForWinner' && (
          <div className={campaigns.notice} data-tone="info">
            <p>{t('run.pickWinner')}</p>
            <div className={styles.actions}>
              {variants.map(({ id }) => (
                <Button key={id} size="compact-sm" variant="default" loading={pick.isPending && pick.variables === id} onClick={() => pick.mutate(id)}>
                  {t('run.pick', { letter: id })}
                </Button>
              ))}
            </div>
          </div>
        )}
        <div className={styles.big}>
          <p className={styles.headline} role="status" aria-busy={state === 'sending'}>
            {t('run.headline', { count: counts.recipients, done: format.number(finished), all: format.number(counts.recipients) })}
          </p>
          <ProgressBar counts={counts} />
          <p className={styles.pace}>{pace}</p>
          <dl className={styles.numbers}>
            {COUNTS.filter((name) => counts[name] > 0 || name === 'sent').map((name) => (
              <div key={name}>
                <dt>{t(`counts.${name}`)}</dt>
                <dd>{format.number(counts[name])}</dd>
              </div>
            ))}
          </dl>
        </div>
        {progress && progress.failures.length > 0 && (
          <div>
            <h3 className={styles.subtitle}>{t('run.failures')}</h3>
            <ul className={styles.failures}>
              {progress.failures.map(({ reason, detail, count }) => (
                <li key={`${reason}/${detail}`}>
                  <span>{reasonWords(reason, detail)}</span>
                  <span className="cl-tabular">{format.number(count)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {progress && progress.retryable > 0 && (
          <Button variant="default" style={{ alignSelf: 'flex-start' }} loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('run.retry', { count: progress.retryable, number: format.number(progress.retryable) })}
          </Button>
        )}
      </div>
    </Card>
  );
}
