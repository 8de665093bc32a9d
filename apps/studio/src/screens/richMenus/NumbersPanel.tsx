import type { RichMenuDocument } from '@chatloom/messages';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { areaLetter } from './areaLetter';
import { menuStatisticsQuery, type MenuDetail } from './menuQueries';
import { channelName } from './publicationWords';
import styles from './Designer.module.css';

const PERIODS = [7, 30, 90] as const;

/** How often the published menu was seen and tapped, by area and by day, with what LINE leaves out explained. */
export function NumbersPanel({ botId, menu, document, tabId }: { botId: string; menu: MenuDetail; document: RichMenuDocument; tabId: string }) {
  const { t } = useTranslation('richMenus');
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const published = channels.filter(({ id }) => menu.publications.some((one) => one.channelId === id && one.tabs.length > 0));
  const [chosen, setChosen] = useState<string>();
  const [days, setDays] = useState<number>(7);
  const channel = published.find(({ id }) => id === chosen) ?? published.find(({ kind }) => kind === 'line') ?? published[0];
  return (
    <div className={styles.panelBody}>
      <h2 className={styles.panelTitle}>{t('numbers.title')}</h2>
      {!channel ? (
        <p className={styles.hint}>{t('numbers.notPublished')}</p>
      ) : (
        <>
          <div className={styles.numbers}>
            {published.length > 1 && <NativeSelect label={t('numbers.channel')} value={channel.id} data={published.map((one) => ({ value: one.id, label: channelName(one, t) }))} onChange={(event) => setChosen(event.currentTarget.value)} />}
            <NativeSelect label={t('numbers.period')} value={String(days)} data={PERIODS.map((count) => ({ value: String(count), label: t('numbers.days', { count }) }))} onChange={(event) => setDays(Number(event.currentTarget.value))} />
          </div>
          <Statistics botId={botId} menuId={menu.id} channelId={channel.id} days={days} document={document} tabId={tabId} />
        </>
      )}
    </div>
  );
}

function Statistics({ botId, menuId, channelId, days, document, tabId }: { botId: string; menuId: string; channelId: string; days: number; document: RichMenuDocument; tabId: string }) {
  const { t } = useTranslation('richMenus');
  const format = useFormat();
  const statistics = useQuery(menuStatisticsQuery(botId, menuId, channelId, days));
  if (statistics.error) return <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />;
  if (!statistics.data) return <SkeletonList count={3} height={40} />;
  const { state, tabs } = statistics.data;
  const tab = tabs.find((one) => one.tabId === tabId);
  if (state !== 'ready' || !tab) return <p className={styles.hint}>{t(`numbers.${state === 'ready' ? 'notPublished' : state}`)}</p>;
  const say = (count: number | null) => (count === null ? t('numbers.under20') : format.number(count));
  const most = Math.max(1, ...tab.areas.map(({ clicks }) => clicks ?? 0));
  const mostSeen = Math.max(1, ...tab.daily.map(({ impressions }) => impressions ?? 0));
  const areas = document.tabs.find(({ id }) => id === tabId)?.areas ?? [];
  return (
    <>
      <dl className={styles.totals}>
        <div>
          <dt>{t('numbers.seen')}</dt>
          <dd>{say(tab.impressions)}</dd>
        </div>
        <div>
          <dt>{t('numbers.people')}</dt>
          <dd>{say(tab.uniqueImpressions)}</dd>
        </div>
      </dl>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('numbers.area')}</th>
            <th scope="col">{t('numbers.taps')}</th>
            <th scope="col">{t('numbers.people')}</th>
          </tr>
        </thead>
        <tbody>
          {tab.areas.map((area) => {
            const index = areas.findIndex(({ id }) => id === area.areaId);
            return (
              <tr key={area.areaId}>
                <th scope="row">{index < 0 ? t('numbers.gone') : areaLetter(index)}</th>
                <td>
                  {say(area.clicks)}
                  <span className={styles.meter} style={{ width: `${((area.clicks ?? 0) / most) * 100}%` }} aria-hidden />
                </td>
                <td>{say(area.uniqueClicks)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {tab.daily.length > 1 && (
        <figure className={styles.chart}>
          <figcaption>{t('numbers.daily')}</figcaption>
          <div className={styles.bars} role="img" aria-label={tab.daily.map(({ date, impressions }) => t('numbers.day', { date: format.date(date), count: say(impressions) })).join(' ')}>
            {tab.daily.map(({ date, impressions }) => (
              <span key={date} style={{ height: `${Math.max(2, ((impressions ?? 0) / mostSeen) * 100)}%` }} title={t('numbers.day', { date: format.date(date), count: say(impressions) })} />
            ))}
          </div>
        </figure>
      )}
      <p className={styles.help}>{t('numbers.explained')}</p>
    </>
  );
}
