import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { RICH_MENU_AREAS } from '@chatloom/messages';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import type { CanvasArea } from './AreaCanvas';
import { areaLetter } from './areaLetter';
import styles from './Designer.module.css';

/** The areas as a list: the same choices as on the picture, for keyboards, screen readers and phones. */
export function Outline({ areas, selected, onSelect, onRemove, onAdd }: { areas: readonly CanvasArea[]; selected: number | null; onSelect(index: number): void; onRemove(index: number): void; onAdd(): void }) {
  const { t } = useTranslation('richMenus');
  return (
    <section aria-label={t('outline.title')}>
      <div className={styles.outlineHead}>
        <h2 className={styles.panelTitle}>{t('outline.title')}</h2>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={areas.length >= RICH_MENU_AREAS} onClick={onAdd}>
          {t('outline.add')}
        </Button>
      </div>
      {areas.length === 0 && <p className={styles.hint}>{t('outline.empty')}</p>}
      <ol className={styles.outline}>
        {areas.map(({ does, problems, isOnlyWarned }, index) => (
          <li key={index} data-selected={selected === index || undefined}>
            <button type="button" className={styles.outlineItem} aria-pressed={selected === index} onClick={() => onSelect(index)}>
              <span className={styles.outlineLetter}>{areaLetter(index)}</span>
              <span className={styles.outlineWords}>
                {does}
                {problems.map((problem) => (
                  <span key={problem} className={styles.outlineProblem} data-warned={isOnlyWarned || undefined}>
                    <IconAlertTriangle size={14} aria-hidden /> {problem}
                  </span>
                ))}
              </span>
            </button>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('outline.remove', { letter: areaLetter(index) })} onClick={() => onRemove(index)}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
    </section>
  );
}
