import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { DayChart } from '../../insight/DayChart';
import insight from '../../insight/insight.module.css';
import games from '../games.module.css';
import { Numbers } from '../shared/Numbers';
import type { StampCardDetail } from './stampQueries';

/** How many have a card, how full the cards are, how the stamps came, and days beside each other. */
export function StampNumbers({ botId, card }: { botId: string; card: StampCardDetail }) {
  const { t } = useTranslation(['stamps', 'games']);
  const format = useFormat();
  const { counts, days, people, sources, owed } = card;
  const most = Math.max(1, ...people);
  return (
    <Card
      title={t('numbers.title')}
      aside={
        counts.people > 0 && (
          <Button component="a" size="xs" variant="default" href={apiUrl('/bots/:botId/stamp-cards/:cardId/export', { params: { botId, cardId: card.id } })} download>
            {t('games:results.csv')}
          </Button>
        )
      }
    >
      <Numbers
        items={[
          { name: t('numbers.people'), value: counts.people },
          { name: t('numbers.given'), value: counts.given },
          { name: t('numbers.full'), value: counts.full },
          { name: t('numbers.owed'), value: owed > 0 ? owed : undefined },
        ]}
      />
      {counts.people > 0 && (
        <>
          <h3 className={games.inner}>{t('numbers.howFull')}</h3>
          <ol className={games.bars}>
            {people.map((count, stamps) =>
              count === 0 ? null : (
                <li key={stamps}>
                  <span className={games.barWords}>{t('numbers.withStamps', { count: stamps })}</span>
                  <span className={games.barNumbers}>{format.number(count)}</span>
                  <svg className={games.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
                    <rect width="100" height="4" className={insight.track} />
                    <rect width={(count / most) * 100} height="4" className={insight.fill} />
                  </svg>
                </li>
              ),
            )}
          </ol>
        </>
      )}
      {days.length > 1 && (
        <>
          <h3 className={games.inner}>{t('numbers.days')}</h3>
          <DayChart
            days={days.map(({ day }) => day)}
            series={[
              { name: t('numbers.given'), values: days.map(({ stamps }) => stamps) },
              { name: t('numbers.full'), values: days.map(({ full }) => full) },
            ]}
          />
        </>
      )}
      {sources.length > 0 && (
        <>
          <h3 className={games.inner}>{t('numbers.sources')}</h3>
          <table className={games.table}>
            <tbody>
              {sources.map(({ source, count }) => (
                <tr key={source}>
                  <th scope="row">{t(`sources.${source}`)}</th>
                  <td>{format.number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}
