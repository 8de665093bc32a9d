import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CopyField } from '../../ui/CopyField';
import { isUnreachableForLine } from './credentials';
import styles from './ChannelPage.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
type Check = RouteOutput<'POST /bots/:botId/channels/:channelId/check'>;
/** LINE's reasons that have words of ours (FACTS: webhook/test). */
const REASONS = ['OK', 'COULD_NOT_CONNECT', 'REQUEST_TIMEOUT', 'ERROR_STATUS_CODE', 'UNCLASSIFIED'];

/** The address LINE must call: copy it, or have it set at LINE and tested, with the result in plain words. */
export function ChannelWebhook({ botId, channel, webhook }: { botId: string; channel: Channel; webhook: Check['webhook'] }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const test = useMutation({
    mutationFn: () => call('POST /bots/:botId/channels/:channelId/webhook', { params: { botId, channelId: channel.id }, body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channelCheck(botId, channel.id) }),
  });
  const unreachable = isUnreachableForLine(channel.webhookUrl);
  const refused = test.error instanceof ApiError ? test.error.details.map(({ message }) => message).join(' ') : '';
  return (
    <Card title={t('webhook.title')}>
      <CopyField label={t('webhook.url')} description={unreachable ? t('webhook.local') : t('webhook.help')} value={channel.webhookUrl} />
      {webhook?.endpoint && <p className={styles.note}>{webhook.ours ? t('webhook.ours') : t('webhook.now', { endpoint: webhook.endpoint })}</p>}
      <div className={styles.webhookActions}>
        <Button variant={webhook?.ours ? 'default' : 'filled'} loading={test.isPending} onClick={() => test.mutate()}>
          {t('webhook.button')}
        </Button>
      </div>
      <div role="status">
        {test.data && (
          <div className={styles.result} data-success={test.data.success}>
            <p className={styles.resultTitle}>{test.data.success ? t('webhook.success') : t('webhook.failed')}</p>
            {!test.data.success && <p>{t(`webhookReasons.${REASONS.includes(test.data.reason) ? test.data.reason : 'other'}`)}</p>}
            {!test.data.success && test.data.detail && <p>{t('webhook.detail', { detail: test.data.detail })}</p>}
          </div>
        )}
        {test.error && (
          <div className={styles.result}>
            <p className={styles.resultTitle}>{t('webhook.failed')}</p>
            <p>{errorLine(test.error, t)}</p>
            {refused && <p>{t('webhook.detail', { detail: refused })}</p>}
          </div>
        )}
      </div>
    </Card>
  );
}
