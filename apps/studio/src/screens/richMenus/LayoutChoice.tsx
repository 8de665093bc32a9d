import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Size } from './areaGeometry';
import { layoutsFor, type Layout } from './layouts';
import styles from './LayoutChoice.module.css';

/** Little pictures of ways to divide a menu of this size. */
export function LayoutChoice({ size, chosen, onChoose }: { size: Size; chosen?: string; onChoose(layout: Layout): void }) {
  const { t } = useTranslation('richMenus');
  const labelId = useId();
  return (
    <div>
      <div id={labelId} className={styles.label}>
        {t('layout.label')}
      </div>
      <div role="group" aria-labelledby={labelId} className={styles.layouts}>
        {layoutsFor(size).map((layout) => (
          <button key={layout.id} type="button" className={styles.layout} aria-pressed={chosen === undefined ? undefined : chosen === layout.id} aria-label={t(`layout.${layout.id}`)} title={t(`layout.${layout.id}`)} onClick={() => onChoose(layout)}>
            <svg viewBox="-0.4 -0.4 12.8 12.8" preserveAspectRatio="none" style={{ aspectRatio: `${size.width} / ${size.height}` }} aria-hidden>
              {layout.cells.map(([x, y, width, height], index) => (
                <rect key={index} x={x + 0.2} y={y + 0.3} width={width - 0.4} height={height - 0.6} rx={0.5} />
              ))}
            </svg>
          </button>
        ))}
      </div>
    </div>
  );
}
