import { useReactFlow, useStore as useFlowStore } from '@xyflow/react';
import { IconFocusCentered, IconMap, IconMinus, IconNote, IconPlus, IconSparkles } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from '../editorContext';
import { motion } from './motion';
import { boundsOf, Minimap } from './FarView';
import type { Scene } from './paint';
import styles from './Canvas.module.css';

/** Bottom left: how near, all of it, tidy, a note, the minimap. */
export function CanvasControls({ scene, readOnly }: { scene: Scene; readOnly: boolean }) {
  const { view, actions } = useEditor();
  const words = useEditorWords();
  const flow = useReactFlow();
  const zoom = useFlowStore((state) => Math.round(state.transform[2] * 100));
  const minimap = useStore(view, (state) => state.minimap);
  const middle = (): { x: number; y: number } => {
    const box = document.querySelector('[data-editor-canvas]')!.getBoundingClientRect();
    return flow.screenToFlowPosition({ x: box.left + box.width / 2 - 100, y: box.top + box.height / 2 - 60 });
  };
  return (
    <div className={styles.controls}>
      {minimap && scene.cards.length > 0 && <Minimap scene={scene} label={words.t('canvas.minimap')} />}
      <div className={styles.bar} role="toolbar" aria-label={words.t('canvas.tools')}>
        <button type="button" className={styles.tool} aria-label={words.t('canvas.zoomOut')} title={words.t('canvas.zoomOut')} onClick={() => void flow.zoomOut({ duration: motion() })}>
          <IconMinus size={18} aria-hidden />
        </button>
        <button type="button" className={styles.tool} aria-label={words.t('canvas.zoomTo100', { zoom })} title={words.t('canvas.zoomTo100', { zoom })} onClick={() => void flow.zoomTo(1, { duration: motion() })}>
          {zoom} %
        </button>
        <button type="button" className={styles.tool} aria-label={words.t('canvas.zoomIn')} title={words.t('canvas.zoomIn')} onClick={() => void flow.zoomIn({ duration: motion() })}>
          <IconPlus size={18} aria-hidden />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={words.t('canvas.fit')}
          title={words.t('canvas.fit')}
          onClick={() => void flow.fitBounds(boundsOf(scene), { padding: 0.1, duration: motion() })}
        >
          <IconFocusCentered size={18} aria-hidden />
        </button>
        {!readOnly && (
          <>
            <button type="button" className={styles.tool} aria-label={words.t('canvas.tidy')} title={words.t('canvas.tidy')} onClick={() => actions.tidy()}>
              <IconSparkles size={18} aria-hidden />
            </button>
            <button type="button" className={styles.tool} aria-label={words.t('canvas.addNote')} title={words.t('canvas.addNote')} onClick={() => actions.addNote(middle())}>
              <IconNote size={18} aria-hidden />
            </button>
          </>
        )}
        <button
          type="button"
          className={styles.tool}
          aria-pressed={minimap}
          aria-label={words.t('canvas.minimap')}
          title={words.t('canvas.minimap')}
          onClick={() => view.setState({ minimap: !minimap })}
        >
          <IconMap size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}
