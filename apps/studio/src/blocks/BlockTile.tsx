import { nodeEditors } from '@chatloom/nodes/editor';
import type { BlockType } from './blockModel';
import styles from './blocks.module.css';

/** Icon of a kind of bubble, as on its card in the flow editor. */
export function BlockTile({ type }: { type: BlockType }) {
  const { icon: Icon } = nodeEditors[type];
  return (
    <span className={styles.tile}>
      <Icon size={16} stroke={1.8} aria-hidden />
    </span>
  );
}
