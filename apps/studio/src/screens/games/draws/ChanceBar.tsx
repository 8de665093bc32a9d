import { DRAW } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat';
import insight from '../../insight/insight.module.css';
import type { DrawDocument } from './drawQueries';
import styles from './draws.module.css';
import { whatPeopleGet } from './whatPeopleGet';

/** How many people the example speaks of. */
const PEOPLE = 1_000;
const COLOURS = ['var(--cl-accent)', 'var(--cl-info)', 'var(--cl-warn)', 'var(--cl-danger)', 'var(--cl-kind-trigger)', 'var(--cl-kind-data)'];

/** How chance is shared between prizes, as one bar, and what a thousand people would get who try once each. */
export function ChanceBar({ document }: { document: DrawDocument }) {
  const { t } = useTranslation('draws');
  const format = useFormat();
  const shares = whatPeopleGet(document, PEOPLE);
  const odds = document.prizes.reduce((sum, prize) => sum + prize.odds, 0);
  const isByOdds = document.kind !== 'raffle' && document.chance.by === 'odds';
  let at = 0;
  return (
    <figure className={styles.chance}>
      <figcaption>{t('form.thousand', { count: PEOPLE, number: format.number(PEOPLE) })}</figcaption>
      <svg className={styles.chanceBar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
        <rect width="100" height="4" className={insight.track} />
        {shares.map(({ prizeId, chance }, index) => {
          const x = at;
          at += chance * 100;
          return prizeId === null ? null : <rect key={prizeId} x={x} width={Math.max(0.4, chance * 100)} height="4" fill={COLOURS[index % COLOURS.length]} />;
        })}
      </svg>
      <ul className={styles.shares}>
        {shares.map(({ prizeId, count }, index) => (
          <li key={prizeId ?? ''}>
            <span className={styles.dot} style={{ background: prizeId === null ? 'var(--cl-line-strong)' : COLOURS[index % COLOURS.length] }} aria-hidden />
            <span className={styles.shareName}>{prizeId === null ? (document.losersPrize?.name ?? t('form.nothing')) : document.prizes[index]!.name || t('form.prize', { n: index + 1 })}</span>
            <strong>{format.number(count)}</strong>
          </li>
        ))}
      </ul>
      {isByOdds && (
        <p role="status" className={odds > DRAW.wholeOdds ? styles.tooMuch : styles.sum}>
          {t(odds > DRAW.wholeOdds ? 'form.oddsOver' : 'form.oddsSum', { percent: format.number(odds / 10_000) })}
        </p>
      )}
    </figure>
  );
}
