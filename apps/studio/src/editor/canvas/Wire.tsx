import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useEditorWords } from '../editorContext';
import { curvePath, curvePoint, wireCurve } from '../model/wirePath';
import type { WireEdge } from './buildElements';
import styles from './Wire.module.css';

/** A wire; loops and far targets are told by a chip with the target's name instead of a long line. */
export const Wire = memo(function Wire({ id, sourceX, sourceY, targetX, targetY, selected, data, target }: EdgeProps<WireEdge>) {
  const words = useEditorWords();
  const classes = [styles.wire, selected && styles.selected, data?.lit && styles.lit, data?.dimmed && styles.dimmed, data?.splice && styles.splice].filter(Boolean).join(' ');
  const start = { x: sourceX, y: sourceY };
  if (data?.goTo !== undefined) {
    return (
      <>
        <path className={classes} d={`M${sourceX},${sourceY} h24`} fill="none" />
        <EdgeLabelRenderer>
          <button
            type="button"
            tabIndex={-1}
            className={`${styles.chip} ${selected ? styles.chipSelected : ''} ${data.dimmed ? styles.dimmed : ''} nodrag nopan`}
            style={{ transform: `translate(0, -50%) translate(${sourceX + 24}px, ${sourceY}px)` }}
            aria-label={words.t('canvas.goTo', { name: data.goTo })}
            data-go-to={target}
          >
            <IconArrowRight size={13} aria-hidden />
            <span className={styles.chipText}>{data.goTo}</span>
          </button>
          {selected && <WireTools id={id} x={sourceX + 190} y={sourceY} />}
        </EdgeLabelRenderer>
      </>
    );
  }
  const curve = wireCurve(start, { x: targetX, y: targetY });
  const middle = curvePoint(curve, 0.5);
  return (
    <>
      <BaseEdge id={id} path={curvePath(curve)} className={classes} interactionWidth={12} />
      {selected && (
        <EdgeLabelRenderer>
          <WireTools id={id} x={middle.x} y={middle.y} />
        </EdgeLabelRenderer>
      )}
    </>
  );
});

function WireTools({ id, x, y }: { id: string; x: number; y: number }) {
  const words = useEditorWords();
  return (
    <div className={`${styles.tools} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
      <button type="button" className={styles.tool} aria-label={words.t('canvas.insertHere')} data-insert-into={id}>
        <IconPlus size={16} aria-hidden />
      </button>
      <button type="button" className={styles.tool} aria-label={words.t('canvas.removeWire')} data-remove-wire={id}>
        <IconTrash size={16} aria-hidden />
      </button>
    </div>
  );
}
