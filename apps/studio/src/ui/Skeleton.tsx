import '@mantine/core/styles/Skeleton.layer.css';
import { Skeleton as KitSkeleton, type SkeletonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';

export type { SkeletonProps };
/** The kit's Skeleton, together with its style sheet. */
export const Skeleton = KitSkeleton;

/** Grey shapes of a list or a grid of cards while it loads; tells screen readers once that it does. */
export function SkeletonList({ count = 4, height = 64, grid = false }: { count?: number; height?: number; grid?: boolean }) {
  const { t } = useTranslation('common');
  return (
    <div role="status" aria-label={t('loading')} className={grid ? styles.grid : styles.list}>
      {Array.from({ length: count }, (_, index) => (
        <KitSkeleton key={index} height={height} radius={12} />
      ))}
    </div>
  );
}
