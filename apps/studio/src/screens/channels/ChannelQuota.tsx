import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { channelQuotaQuery, keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { QuotaBar } from '../../ui/QuotaBar';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import styles from './ChannelPage.module.css';

const STOPS = [80, 90, 95, 100];

/** The month's messages: used, expected by its end, alarm level, from when pushes wait, and what waits. */
export function ChannelQuota({ botId, channelId }: { botId: string; channelId: string }) {
  const { t } = useTranslation(['channels', 'common']);
  const format = useFormat();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'send' | 'drop'>();
  const params = { botId, channelId };
  const quota = useQuery(channelQuotaQuery(botId, channelId));
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.channels(botId) });
  const stop = useMutation({
    mutationFn: (pushStopPercent: number | null) => call('PATCH /bots/:botId/channels/:channelId', { params, body: { pushStopPercent } }),
    onSuccess: () => toast(t('common:saved')),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
    onSettled: refresh,
  });
  const decide = async (decision: 'send' | 'drop') => {
    try {
      await call('POST /bots/:botId/channels/:channelId/held-pushes', { params, body: { decision } });
      toast(t(decision === 'send' ? 'quota.sent' : 'quota.dropped'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await refresh();
  };
  const { data } = quota;
  return (
    <Card title={t('quota.title')}>
      {quota.error ? (
        <ErrorState error={quota.error} onRetry={() => void quota.refetch()} />
      ) : !data ? (
        <SkeletonList count={1} height={60} />
      ) : (
        <>
          {data.month === null ? (
            <p className={styles.note}>{t('quota.unknown')}</p>
          ) : (
            <>
              <QuotaBar
                used={data.used}
                limit={data.limit}
                sentence={data.limit === null ? t('quota.unlimited', { used: format.number(data.used) }) : t('quota.used', { used: format.number(data.used), limit: format.number(data.limit) })}
                note={`${t('quota.forecast', { count: data.forecast })} ${t('quota.free')}`}
              />
              {data.limit !== null && (data.level > 0 || data.forecast > data.limit) && (
                <ul className={styles.problems}>
                  {data.level > 0 && <li>{t(`quota.level${data.level}`)}</li>}
                  {data.level < 100 && data.forecast > data.limit && <li>{t('quota.over')}</li>}
                </ul>
              )}
            </>
          )}
          <div className={styles.stop}>
            <NativeSelect
              label={t('quota.stop')}
              description={t('quota.stopHelp')}
              value={String(data.pushStopPercent ?? 'never')}
              disabled={stop.isPending}
              onChange={(event) => stop.mutate(event.currentTarget.value === 'never' ? null : Number(event.currentTarget.value))}
              data={[{ value: 'never', label: t('quota.never') }, ...stopsWith(data.pushStopPercent).map((percent) => ({ value: String(percent), label: t('quota.at', { percent }) }))]}
            />
          </div>
          {data.isHolding && <p className={styles.note}>{t('quota.holding')}</p>}
          {data.held.count > 0 && (
            <div className={styles.webhookActions}>
              <span>{t('quota.held', { count: data.held.count })}</span>
              <Button variant="default" size="xs" onClick={() => setAsking('send')}>
                {t('quota.send')}
              </Button>
              <Button variant="outline" color="red" size="xs" onClick={() => setAsking('drop')}>
                {t('quota.drop')}
              </Button>
            </div>
          )}
          <ConfirmWithNumber
            opened={asking !== undefined}
            title={t(asking === 'send' ? 'quota.send' : 'quota.drop')}
            sentence={t(asking === 'send' ? 'quota.sendText' : 'quota.dropText', { count: data.held.count })}
            verb={t(asking === 'send' ? 'quota.send' : 'quota.drop')}
            danger={asking === 'drop'}
            onConfirm={() => decide(asking ?? 'drop')}
            onClose={() => setAsking(undefined)}
          />
        </>
      )}
    </Card>
  );
}

/** The usual ones, and the one chosen through the API. */
function stopsWith(percent: number | null): number[] {
  return percent === null || STOPS.includes(percent) ? STOPS : [...STOPS, percent].sort((a, b) => a - b);
}
