import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { DayChart } from '../../insight/DayChart';
import insight from '../../insight/insight.module.css';
import games from '../games.module.css';
import { Numbers } from '../shared/Numbers';
import type { DrawDetail } from './drawQueries';

/** How a draw stands: people and tries, what is left of each prize and of its codes, and days beside each other. */
export function DrawNumbers({ botId, draw }: { botId: string; draw: DrawDetail }) {
  const { t } = useTranslation(['draws', 'games']);
  const format = useFormat();
  const { document } = draw;
  const prizes = draw.prizes.map((standing) => ({ ...standing, ...document.prizes.find(({ id }) => id === standing.id)! }));
  const isDaily = document.spread === 'daily';
  const hasCodes = prizes.some(({ codes }) => codes);
  const isRaffle = document.kind === 'raffle';
  return (
    <Card
      title={document.title}
      aside={
        draw.tries > 0 && (
          <Button component="a" size="xs" variant="default" href={apiUrl('/bots/:botId/draws/:drawId/export', { params: { botId, drawId: draw.id } })} download>
            {t('games:results.csv')}
          </Button>
        )
      }
    >
      <Numbers
        items={[
          { name: t('numbers.people'), value: draw.people },
          { name: t('numbers.tries'), value: isRaffle ? undefined : draw.tries },
          { name: t('numbers.given'), value: `${format.number(draw.given)} / ${format.number(draw.stock)}` },
          { name: t('numbers.lost'), value: isRaffle ? undefined : draw.lost },
          { name: t('numbers.opens'), value: draw.state === 'scheduled' && draw.opensAt ? format.dateTime(draw.opensAt) : undefined },
          { name: t('numbers.closes'), value: draw.state === 'open' && draw.closesAt ? format.dateTime(draw.closesAt) : undefined },
          { name: t('numbers.drawn'), value: draw.state !== 'ended' && draw.drawAt ? format.dateTime(draw.drawAt) : undefined },
        ]}
      />
      <div className={insight.scroll} tabIndex={0} role="region" aria-label={t('numbers.prizes')}>
        <table className={games.table}>
          <thead>
            <tr>
              <th scope="col">{t('numbers.prize')}</th>
              <th scope="col">{t('numbers.given')}</th>
              <th scope="col">{t('numbers.left')}</th>
              {isDaily && <th scope="col">{t('numbers.leftToday')}</th>}
              {hasCodes && <th scope="col">{t('numbers.codesLeft')}</th>}
            </tr>
          </thead>
          <tbody>
            {prizes.map(({ id, name, given, left, leftToday, codes }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{format.number(given)}</td>
                <td>{format.number(left)}</td>
                {isDaily && <td>{format.number(leftToday)}</td>}
                {hasCodes && <td>{codes ? format.number(codesLeft(draw, id)) : '–'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {draw.days.length > 1 && (
        <>
          <h3 className={games.inner}>{t('numbers.days')}</h3>
          <DayChart
            days={draw.days.map(({ day }) => day)}
            series={[
              { name: t('numbers.tries'), values: draw.days.map(({ tries }) => tries) },
              { name: t('numbers.given'), values: draw.days.map(({ given }) => given) },
            ]}
          />
        </>
      )}
    </Card>
  );
}

function codesLeft({ prizes }: DrawDetail, prizeId: string): number {
  const { codes, codesGiven } = prizes.find(({ id }) => id === prizeId)!;
  return codes - codesGiven;
}
