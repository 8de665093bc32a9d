import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { FormError } from '../../../ui/FormError';
import { Textarea } from '../../../ui/Textarea';
import forms from '../../settings/forms.module.css';
import { drawKeys } from './drawQueries';
import styles from './draws.module.css';

type Uploaded = RouteOutput<'POST /bots/:botId/draws/:drawId/prizes/:prizeId/codes'>;

export interface PrizeCodesProps {
  botId: string;
  drawId: string;
  prizeId: string;
  prizeName: string;
  /** Codes the prize has, and as many as it needs. */
  codes: number;
  needed: number;
  /** Codes go to the prize as it is stored: false while it is not. */
  isStored: boolean;
}

/** Codes of a prize: how many there are, more by pasting or from a file, and which lines could not be used. */
export function PrizeCodes({ botId, drawId, prizeId, prizeName, codes, needed, isStored }: PrizeCodesProps) {
  const { t } = useTranslation(['draws', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const titleId = useId();
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [uploaded, setUploaded] = useState<Uploaded>();
  const [now, setNow] = useState(codes);
  const params = { botId, drawId, prizeId };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      // Only what is not being written is asked for again: the form keeps what was typed since.
      void client.invalidateQueries({ queryKey: drawKeys.one(botId, drawId) });
    } catch (error) {
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  const upload = (lines: string) =>
    attempt(async () => {
      const done = await call('POST /bots/:botId/draws/:drawId/prizes/:prizeId/codes', { params, body: { text: lines } });
      setUploaded(done);
      setNow(done.codes);
      setText('');
    });
  const removeAll = () =>
    attempt(async () => {
      await call('DELETE /bots/:botId/draws/:drawId/prizes/:prizeId/codes', { params });
      setUploaded(undefined);
      setNow(0);
    });
  return (
    <div role="group" aria-labelledby={titleId} className={styles.codes}>
      <p id={titleId} className={styles.codesTitle} data-missing={now < needed || undefined}>
        {t('codes.have', { codes: format.number(now), needed: format.number(needed), name: prizeName })}
      </p>
      {isStored ? (
        <>
          <Textarea label={t('codes.paste')} description={t('codes.pasteHelp')} value={text} autosize minRows={2} maxRows={6} onChange={(event) => setText(event.currentTarget.value)} />
          <div className={forms.actions}>
            <Button size="xs" variant="default" disabled={text.trim() === ''} loading={isBusy} onClick={() => void upload(text)}>
              {t('codes.add')}
            </Button>
            <Button size="xs" variant="default" disabled={isBusy} leftSection={<IconUpload size={14} aria-hidden />} onClick={() => picker.current?.click()}>
              {t('codes.file')}
            </Button>
            {now > 0 && (
              <Button size="xs" variant="subtle" color="red" disabled={isBusy} onClick={() => void removeAll()}>
                {t('codes.removeAll')}
              </Button>
            )}
          </div>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".csv,.txt,text/csv,text/plain"
            aria-label={t('codes.file')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) void file.text().then(upload);
            }}
          />
        </>
      ) : (
        <p className={styles.codesNote}>{t('codes.saveFirst')}</p>
      )}
      <FormError>{failure}</FormError>
      {uploaded && (
        <div role="status">
          <p className={styles.codesNote}>{t('codes.added', { count: uploaded.added, number: format.number(uploaded.added) })}</p>
          {uploaded.refusedCount > 0 && (
            <details className={styles.refused}>
              <summary>{t('codes.refused', { count: uploaded.refusedCount, number: format.number(uploaded.refusedCount) })}</summary>
              <ul>
                {uploaded.refused.map(({ line, why }) => (
                  <li key={line}>{t('codes.line', { line: format.number(line), why: t(`codes.why.${why}`) })}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </div>
  );
}
