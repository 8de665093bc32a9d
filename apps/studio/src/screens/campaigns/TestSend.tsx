import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { PeoplePicker } from './PeoplePicker';
import { useReasonWords } from './useReasonWords';
import { useTestPeople } from './useTestPeople';
import styles from './campaigns.module.css';

const MOST = 20;

/** Sends the messages to named people right now, to look at them on a real telephone. Whom one tested with is remembered on this computer. */
export function TestSend({ botId, campaignId, channelId, variant, flush }: { botId: string; campaignId: string; channelId: string; variant: string; flush(): Promise<boolean> }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const [people, setPeople] = useTestPeople(channelId);
  const [results, setResults] = useState<RouteOutput<'POST /bots/:botId/campaigns/:campaignId/test'>['results']>();
  const reasonWords = useReasonWords();
  const test = useMutation({
    mutationFn: async () => {
      // What stands on the page must be what is sent.
      if (!(await flush())) return undefined;
      return call('POST /bots/:botId/campaigns/:campaignId/test', { params: { botId, campaignId }, body: { contactIds: people, variant } });
    },
    onMutate: () => setResults(undefined),
    onSuccess: (data) => setResults(data?.results),
  });
  const failed = results?.filter(({ ok }) => !ok) ?? [];
  return (
    <div className={styles.fields} style={{ gap: 8 }}>
      <PeoplePicker botId={botId} channelId={channelId} label={t('test.people')} chosen={people} most={MOST} onChange={setPeople} />
      <FormError>{test.error && errorLine(test.error, t)}</FormError>
      <Button variant="default" className={styles.half} style={{ alignSelf: 'flex-start' }} disabled={people.length === 0} loading={test.isPending} onClick={() => test.mutate()}>
        {t('test.send', { count: people.length })}
      </Button>
      <div role="status">
        {results && failed.length === 0 && <p className={styles.good}>{t('test.done', { count: results.length })}</p>}
        {failed.map(({ contactId, reason, detail }) => (
          <p key={contactId} className={styles.bad}>
            {t('test.failed', { reason: reasonWords(reason ?? 'refused', detail) })}
          </p>
        ))}
      </div>
      <p className={styles.help}>{t('test.cost')}</p>
    </div>
  );
}
