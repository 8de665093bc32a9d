import { useQuery } from '@tanstack/react-query';
import type { ImportCounts as Counts } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { importFaultsQuery } from './importQueries';
import styles from './Import.module.css';

const SHOWN = ['lines', 'create', 'update', 'unchanged', 'unknown', 'faulty'] as const;
const SHOWN_FAULTS = 10;

/** What the lines of a file do or did, the first ones with problems, and all of those as a file. */
export function ImportCounts({ botId, importId, counts }: { botId: string; importId: string; counts: Counts }) {
  const { t, i18n } = useTranslation('contacts');
  const format = useFormat();
  const hasFaults = counts.unknown + counts.faulty > 0;
  const faults = useQuery({ ...importFaultsQuery(botId, importId), enabled: hasFaults }).data?.items ?? [];
  return (
    <>
      <dl className={styles.counts}>
        {SHOWN.map((name) => (
          <div key={name} data-tone={(name === 'unknown' || name === 'faulty') && counts[name] > 0 ? 'bad' : undefined}>
            <dt>{t(`import.counts.${name}`)}</dt>
            <dd>{format.number(counts[name])}</dd>
          </div>
        ))}
      </dl>
      {hasFaults && (
        <div className={styles.wide}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <div className={styles.frame} role="region" aria-label={t('import.faults.title')} tabIndex={0}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('import.faults.line')}</th>
                  <th scope="col">{t('import.faults.column')}</th>
                  <th scope="col">{t('import.faults.problem')}</th>
                  <th scope="col">{t('import.faults.value')}</th>
                </tr>
              </thead>
              <tbody>
                {faults.slice(0, SHOWN_FAULTS).map((fault, index) => (
                  <tr key={index}>
                    <td>{format.number(fault.line)}</td>
                    <td>{fault.column}</td>
                    <td>{t(`importFaults.${fault.code}`, { defaultValue: fault.message })}</td>
                    <td>{fault.value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className={styles.actions}>
            <Button component="a" variant="default" size="xs" href={apiUrl('/bots/:botId/contact-imports/:importId/faults.csv', { params: { botId, importId }, query: { language: i18n.language } })} download>
              {t('import.faults.download')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
