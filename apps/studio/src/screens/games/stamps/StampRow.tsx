import { IconCheck, IconCup, IconFlower, IconHeart, IconPaw, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StampCardDocument } from './stampQueries';
import styles from './stamps.module.css';

/** A picture of each stamp. */
export const STAMP_PICTURES = { star: IconStar, heart: IconHeart, check: IconCheck, cup: IconCup, flower: IconFlower, paw: IconPaw } as const satisfies Record<StampCardDocument['icon'], unknown>;

/** The fields of a card, so many of them stamped. */
export function StampRow({ icon, fields, stamps }: { icon: StampCardDocument['icon']; fields: number; stamps: number }) {
  const { t } = useTranslation('stamps');
  const Picture = STAMP_PICTURES[icon];
  return (
    <div className={styles.row} style={{ gridTemplateColumns: `repeat(${columnsOf(fields)}, minmax(0, 1fr))` }} role="img" aria-label={t('stampsOf', { stamps, fields })}>
      {Array.from({ length: fields }, (_, field) => (
        <span key={field} className={styles.field} data-stamped={field < stamps || undefined}>
          {field < stamps ? <Picture size={18} /> : field + 1}
        </span>
      ))}
    </div>
  );
}

/** As even as possible, at most five: six fields are two rows of three. */
function columnsOf(fields: number): number {
  return fields === 0 ? 1 : Math.ceil(fields / Math.ceil(fields / 5));
}
