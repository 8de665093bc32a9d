import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitEventsQuery, unitsQuery } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { NoAnswer } from './NoAnswer';
import styles from './insight.module.css';

const DAY_MS = 86_400_000;
const UTC9_MS = 9 * 3_600_000;
/** LINE answers over at most so many days. */
const SPAN_DAYS = 30;
const lineDay = (at: number) => new Date(at + UTC9_MS).toISOString().slice(0, 10);

/** Opens and clicks of what was sent under a name for statistics, over the last thirty days. */
export function UnitEvents({ botId, channelId }: { botId: string; channelId: string }) {
  const { t } = useTranslation('insight');
  const format = useFormat();
  const [wanted, setWanted] = useState<string>();
  const [now] = useState(() => Date.now());
  const units = useQuery(unitsQuery(botId, channelId));
  const names = units.data && 'value' in units.data ? units.data.value : [];
  const unit = names.find((name) => name === wanted) ?? names[0];
  const events = useQuery({ ...unitEventsQuery(botId, channelId, unit ?? '', { from: lineDay(now - SPAN_DAYS * DAY_MS), to: lineDay(now - DAY_MS) }), enabled: unit !== undefined });
  const people = (count: number | null) => (count === null ? t('under20') : format.number(count));
  return (
    <Card title={t('units.title')}>
      <p className={styles.text}>{t('units.text')}</p>
      {units.error ? (
        <ErrorState error={units.error} onRetry={() => void units.refetch()} />
      ) : !units.data ? (
        <SkeletonList count={1} height={60} />
      ) : !('value' in units.data) ? (
        <NoAnswer state={units.data.state} />
      ) : unit === undefined ? (
        <p className={styles.noAnswer}>{t('units.none')}</p>
      ) : (
        <>
          <NativeSelect className={styles.choose} label={t('units.choose')} value={unit} onChange={(event) => setWanted(event.currentTarget.value)} data={names} />
          {events.data && !('value' in events.data) && <NoAnswer state={events.data.state} />}
          {events.data && 'value' in events.data && (
            <>
              <dl className={styles.numbers}>
                {(['impressions', 'clicks', 'mediaPlayed'] as const).map((field) => (
                  <div key={field}>
                    <dt>{t(`units.${field}`)}</dt>
                    <dd className="cl-tabular">{'value' in events.data && people(events.data.value[field])}</dd>
                  </div>
                ))}
              </dl>
              {events.data.value.links.length > 0 && (
                <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('units.title')}>
                  <table className={styles.table}>
                    <thead>
                      <tr>
                        <th scope="col">{t('units.link')}</th>
                        <th scope="col">{t('units.clicks')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {events.data.value.links.map((link) => (
                        <tr key={link.url}>
                          <th scope="row">{link.url}</th>
                          <td>{people(link.people)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          )}
        </>
      )}
    </Card>
  );
}
