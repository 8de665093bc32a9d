import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { FormError } from '../../ui/FormError';
import { toBase64 } from '../richMenus/toBase64';
import { useSayRefusal } from './ProblemLines';
import styles from './campaigns.module.css';

type List = RouteOutput<'POST /bots/:botId/campaign-lists'>;
const SHOWN_FAULTS = 5;

/** A CSV file with people of this account, one a line. */
export function ListFields({ botId, channelId, listId, onChange }: { botId: string; channelId: string; listId: string | null; onChange(listId: string | null): void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const [list, setList] = useState<List>();
  const sayRefusal = useSayRefusal();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const upload = async (file: File) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const read = await call('POST /bots/:botId/campaign-lists', { params: { botId }, body: { channelId, fileName: file.name.slice(0, 120), base64: await toBase64(file) } });
      setList(read);
      onChange(read.id);
    } catch (error) {
      setProblem(sayRefusal(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.fields}>
      <FormError>{problem}</FormError>
      {listId !== null && !list && (
        <div className={styles.notice} data-tone="info">
          <p>{t('who.list.kept')}</p>
          <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
            {t('who.list.other')}
          </Button>
        </div>
      )}
      <Field label={t('who.list.file')} help={t('who.list.fileHelp')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            disabled={busy}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void upload(file);
            }}
          />
        )}
      </Field>
      {busy && <p role="status">{t('who.list.reading')}</p>}
      {list && (
        <div role="status">
          <p className={styles.text}>{t('who.list.found', { count: list.found, formatted: format.number(list.found), lines: format.number(list.lines), file: list.fileName })}</p>
          {list.duplicates > 0 && <p className={styles.help}>{t('who.list.duplicates', { count: list.duplicates })}</p>}
          {list.unknown > 0 && (
            <>
              <p className={styles.bad}>{t('who.list.unknown', { count: list.unknown })}</p>
              <ul>
                {list.faults.slice(0, SHOWN_FAULTS).map((fault) => (
                  <li key={fault.line}>{t('who.list.fault', { line: fault.line, value: fault.value })}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </div>
  );
}
