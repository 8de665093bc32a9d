import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import styles from './insight.module.css';

/** Numbers of one kind, one for each day; null where LINE has none. */
export interface DaySeries {
  name: string;
  values: (number | null)[];
}

const WIDTH = 600;
const HEIGHT = 160;
const COLOURS = ['var(--cl-accent)', 'var(--cl-info)', 'var(--cl-warn)', 'var(--cl-danger)'];

/**
 * Bars beside each other for every day, with the numbers themselves in a table below for those who read it otherwise. `nameOf` gives
 * other spans than days their words.
 */
export function DayChart({ days, series, nameOf }: { days: string[]; series: DaySeries[]; nameOf?(day: string): string }) {
  const { t } = useTranslation('insight');
  const format = useFormat();
  const shown = series.filter(({ values }) => values.some((value) => value !== null));
  if (shown.length === 0) return <p className={styles.noAnswer}>{t('noNumbers')}</p>;
  // An empty frame would leave people wondering whether it is broken.
  if (shown.every(({ values }) => values.every((value) => !value))) return <p className={styles.noAnswer}>{t('allZero')}</p>;
  const most = Math.max(1, ...shown.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const slot = WIDTH / days.length;
  const bar = (slot * 0.8) / shown.length;
  const dayName = nameOf ?? ((day: string) => format.date(`${day}T12:00:00Z`));
  return (
    <figure className={styles.figure}>
      <ul className={styles.legend}>
        {shown.map(({ name }, index) => (
          <li key={name}>
            <span style={{ background: COLOURS[index % COLOURS.length] }} aria-hidden />
            {name}
          </li>
        ))}
      </ul>
      <div className={styles.most}>{format.number(most)}</div>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={styles.axis} />
        <line x1="0" x2={WIDTH} y1="0.5" y2="0.5" className={styles.axis} />
        {shown.map(({ name, values }, which) =>
          values.map((value, index) => {
            const height = ((value ?? 0) / most) * (HEIGHT - 2);
            return <rect key={`${name}-${days[index]}`} x={index * slot + slot * 0.1 + which * bar} y={HEIGHT - height} width={Math.max(1, bar - 1)} height={height} fill={COLOURS[which % COLOURS.length]} />;
          }),
        )}
      </svg>
      <div className={styles.ends} aria-hidden>
        <span>{dayName(days[0]!)}</span>
        <span>{dayName(days.at(-1)!)}</span>
      </div>
      <details className={styles.details}>
        <summary>{t('table')}</summary>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('table')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('day')}</th>
                {shown.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day, index) => (
                <tr key={day}>
                  <th scope="row">{dayName(day)}</th>
                  {shown.map(({ name, values }) => (
                    <td key={name}>{values[index] == null ? '–' : format.number(values[index])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
