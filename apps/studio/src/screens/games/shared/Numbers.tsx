import { useFormat } from '../../../i18n/useFormat';
import insight from '../../insight/insight.module.css';

/** Numbers beside each other, each under its name; what is undefined is left out. */
export function Numbers({ items }: { items: readonly { name: string; value: number | string | undefined }[] }) {
  const format = useFormat();
  return (
    <dl className={insight.numbers} aria-live="polite">
      {items.map(({ name, value }) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'number' ? format.number(value) : value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
