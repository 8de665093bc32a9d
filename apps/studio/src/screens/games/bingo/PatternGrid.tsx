import { useTranslation } from 'react-i18next';
import styles from './bingo.module.css';

/** An own pattern, drawn by choosing cells. */
export function PatternGrid({ rows, columns, cells, onChange }: { rows: number; columns: number; cells: readonly number[]; onChange(cells: number[]): void }) {
  const { t } = useTranslation('bingo');
  return (
    <div role="group" aria-label={t('patterns.own')} className={styles.pattern} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {Array.from({ length: rows * columns }, (_, cell) => (
        <button
          key={cell}
          type="button"
          aria-pressed={cells.includes(cell)}
          aria-label={t('form.cell', { row: Math.floor(cell / columns) + 1, column: (cell % columns) + 1 })}
          onClick={() => onChange(cells.includes(cell) ? cells.filter((one) => one !== cell) : [...cells, cell].sort((a, b) => a - b))}
        >
          {cells.includes(cell) ? '✓' : ''}
        </button>
      ))}
    </div>
  );
}
