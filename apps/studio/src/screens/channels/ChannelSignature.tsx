import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteInput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import forms from '../settings/forms.module.css';
import styles from './ChannelPage.module.css';

/** Finding out why a webhook was refused: the last one, or one that is pasted. */
export function ChannelSignature({ botId, channelId }: { botId: string; channelId: string }) {
  const { t } = useTranslation(['channels', 'common']);
  const format = useFormat();
  const [pasting, setPasting] = useState(false);
  const [signature, setSignature] = useState('');
  const [body, setBody] = useState('');
  const test = useMutation({
    mutationFn: (given: RouteInput<'POST /bots/:botId/channels/:channelId/signature-test'>['body']) =>
      call('POST /bots/:botId/channels/:channelId/signature-test', { params: { botId, channelId }, body: given }),
  });
  return (
    <Card title={t('signature.title')}>
      <p className={styles.note}>{t('signature.text')}</p>
      <div className={styles.webhookActions}>
        <Button variant="default" loading={test.isPending && !pasting} onClick={() => test.mutate({})}>
          {t('signature.last')}
        </Button>
        {!pasting && (
          <Button variant="subtle" onClick={() => setPasting(true)}>
            {t('signature.paste')}
          </Button>
        )}
      </div>
      {pasting && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            test.mutate({ signature, body });
          }}
        >
          <TextInput label={t('signature.header')} value={signature} onChange={(event) => setSignature(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
          <Textarea label={t('signature.body')} value={body} onChange={(event) => setBody(event.currentTarget.value)} autosize minRows={3} maxRows={10} spellCheck={false} />
          <div className={forms.actions}>
            <Button type="submit" loading={test.isPending}>
              {t('signature.test')}
            </Button>
          </div>
        </form>
      )}
      <div role="status">
        {test.data && (
          <div className={styles.result} data-success={test.data.verdict === 'ok' || test.data.verdict === 'nothingRefused'}>
            <p>{t(`signature.verdicts.${test.data.verdict}`, { name: test.data.otherChannelName ?? '' })}</p>
            {test.data.at && <p>{t('signature.when', { when: format.dateTime(test.data.at), bytes: format.number(test.data.bytes ?? 0) })}</p>}
          </div>
        )}
        {test.error && <div className={styles.result}>{errorLine(test.error, t)}</div>}
      </div>
    </Card>
  );
}
