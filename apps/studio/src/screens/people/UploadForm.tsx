import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { channelsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { contactKeys } from './contactQueries';
import { MAX_BYTES, piecesOf, readBase64 } from './uploadPieces';
import styles from './Import.module.css';

/** The first step: which file, for which account. The file goes up in pieces, so that a slow line shows that it moves. */
export function UploadForm({ botId, onUploaded }: { botId: string; onUploaded: (importId: string) => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const [channelId, setChannelId] = useState<string>();
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState<number>();
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const chosen = channelId ?? (channels.find(({ kind }) => kind === 'line') ?? channels[0])?.id;
  const fault = !file ? t('import.fileMissing') : file.size === 0 ? t('importProblems.empty') : file.size > MAX_BYTES ? t('import.tooLarge') : undefined;

  const upload = async () => {
    setTried(true);
    setProblem(undefined);
    if (!file || fault || !chosen) return;
    try {
      setSent(0);
      const { id: importId } = await call('POST /bots/:botId/contact-imports', { params: { botId }, body: { channelId: chosen, fileName: file.name.slice(0, 200), bytes: file.size } });
      for (const [piece, { from, to }] of piecesOf(file.size).entries()) {
        await call('PUT /bots/:botId/contact-imports/:importId/pieces/:piece', { params: { botId, importId, piece }, body: { base64: await readBase64(file.slice(from, to)) } });
        setSent(to / file.size);
      }
      void client.invalidateQueries({ queryKey: contactKeys.imports(botId) });
      onUploaded(importId);
    } catch (error) {
      setProblem(errorLine(error, t as never));
      setSent(undefined);
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void upload();
      }}
    >
      <FormError>{problem}</FormError>
      <p className={styles.text}>{t('import.help')}</p>
      <div>
        <label className={styles.label} htmlFor="import-file">
          {t('import.file')}
        </label>
        <input id="import-file" className={styles.file} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" aria-invalid={tried && fault ? true : undefined} aria-describedby={tried && fault ? 'import-file-fault' : undefined} onChange={(event) => setFile(event.currentTarget.files?.[0])} />
        {tried && fault && (
          <p id="import-file-fault" className={styles.fault}>
            {fault}
          </p>
        )}
      </div>
      {channels.length > 1 && (
        <NativeSelect
          label={t('import.channel')}
          description={t('import.channelHelp')}
          value={chosen ?? ''}
          data={channels.map(({ id, kind, name, displayName }) => ({ value: id, label: kind === 'simulator' ? t('people:inPhone', { ns: 'people', defaultValue: name }) : (displayName ?? name) }))}
          onChange={(event) => setChannelId(event.currentTarget.value)}
        />
      )}
      <div className={styles.actions}>
        <Button type="submit" loading={sent !== undefined}>
          {t('import.upload')}
        </Button>
        {sent !== undefined && <span role="status">{t('import.uploading', { percent: format.number(Math.round(sent * 100)) })}</span>}
      </div>
    </form>
  );
}
