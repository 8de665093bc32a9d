import { NodeResizeControl, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useEditorWords } from '../editorContext';
import type { NoteNode } from './buildElements';
import styles from './Note.module.css';

/** A sheet of paper on the canvas, for the team; customers never see it. */
export const Note = memo(function Note({ id, data, selected }: NodeProps<NoteNode>) {
  const words = useEditorWords();
  return (
    <div className={`${styles.note} ${selected ? styles.selected : ''}`} data-color={data.color}>
      {selected && !words.readOnly && (
        <NodeResizeControl minWidth={120} minHeight={60} className={styles.grip} onResizeEnd={(_, size) => words.resizeNote(id, { x: size.x, y: size.y, width: Math.round(size.width), height: Math.round(size.height) })} />
      )}
      <textarea
        className={`${styles.text} ${selected ? 'nodrag nopan nowheel' : styles.untouchable}`}
        aria-label={words.t('canvas.note')}
        placeholder={words.t('canvas.notePlaceholder')}
        maxLength={2000}
        readOnly={words.readOnly}
        tabIndex={selected ? 0 : -1}
        value={data.text}
        onChange={(event) => words.changeNote(id, event.target.value)}
      />
    </div>
  );
});
