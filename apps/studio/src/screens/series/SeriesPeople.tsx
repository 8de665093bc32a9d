import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import type { Series } from './seriesQueries';
import styles from './series.module.css';

/** How many people came in, are in it, came to its end, left before. */
export function SeriesPeople({ people }: { people: Series['people'] }) {
  const { t } = useTranslation('series');
  const format = useFormat();
  return (
    <dl className={`${styles.numbers} cl-tabular`}>
      {(['entered', 'inside', 'finished', 'left'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`people.${name}`)}</dt>
          <dd>{format.number(people[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
