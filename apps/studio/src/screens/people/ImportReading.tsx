import type { ContactImport, ImportEncoding } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card';
import { NativeSelect } from '../../ui/NativeSelect';
import styles from './Import.module.css';

const ENCODINGS = ['utf-8', 'shift_jis', 'big5', 'windows-874', 'utf-16le', 'utf-16be', 'windows-1252'] as const satisfies readonly ImportEncoding[];
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Keys of the words for separators; a tab cannot be a key. */
const DELIMITER_WORDS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
type Delimiter = (typeof DELIMITERS)[number];

/** How the file is read: what was recognised, its first lines, and other readings to choose. */
export function ImportReading({ job, busy, onRead }: { job: ContactImport; busy: boolean; onRead: (encoding: ImportEncoding, delimiter: Delimiter) => void }) {
  const { t } = useTranslation('contacts');
  const encoding = job.encoding ?? 'utf-8';
  const delimiter = job.delimiter ?? ',';
  const width = Math.max(0, ...job.preview.map((line) => line.length));
  return (
    <Card title={t('import.reading.title', { file: job.fileName })}>
      <div className={styles.wide}>
        <p className={styles.text}>{t('import.reading.text')}</p>
        <div className={styles.reading}>
          <NativeSelect label={t('import.reading.encoding')} value={encoding} disabled={busy} data={ENCODINGS.map((value) => ({ value, label: t(`encodings.${value}`) }))} onChange={(event) => onRead(event.currentTarget.value as ImportEncoding, delimiter)} />
          <NativeSelect
            label={t('import.reading.delimiter')}
            value={delimiter}
            disabled={busy}
            data={DELIMITERS.map((value) => ({ value, label: t(`delimiters.${DELIMITER_WORDS[value]}`) }))}
            onChange={(event) => onRead(encoding, event.currentTarget.value as Delimiter)}
          />
        </div>
        {job.unreadable > 0 && (
          <p className={styles.warn} role="status">
            {t('import.reading.unreadable', { count: job.unreadable })}
          </p>
        )}
        {job.problem && <p className={styles.warn}>{t(`importProblems.${job.problem}`, { defaultValue: t('importProblems.other') })}</p>}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <div className={styles.frame} role="region" aria-label={t('import.reading.preview')} tabIndex={0}>
          <table className={styles.table}>
            <tbody>
              {job.preview.slice(0, 6).map((line, index) => (
                <tr key={index}>
                  {Array.from({ length: width }, (_, column) => (
                    <td key={column}>{line[column] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}
