import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useReactFlow } from '@xyflow/react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { centreOn } from './canvas/motion';
import { useEditor, useEditorWords } from './editorContext';
import { select } from './store/viewStore';
import styles from './EditorDesk.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** Bottom centre: how many things need attention, and a way to go through them. */
export function ProblemPill() {
  const { documents, view } = useEditor();
  const words = useEditorWords();
  const flow = useReactFlow();
  const navigate = route.useNavigate();
  const problems = useStore(documents, (state) => state.problems);
  const [at, setAt] = useState(-1);
  const serious = problems.filter((problem) => problem.severity !== 'advice');
  if (serious.length === 0) return null;
  const severity = serious.some((problem) => problem.severity === 'blocking') ? 'blocking' : 'warning';
  const go = (step: number): void => {
    const next = (at + step + serious.length) % serious.length;
    setAt(next);
    const { nodeId } = serious[next]!;
    if (nodeId !== undefined) {
      select(view, nodeId);
      centreOn(flow, documents.getState().document, nodeId);
    }
    void navigate({ search: (before) => ({ ...before, panel: 'problems' }), replace: true });
  };
  return (
    <div className={styles.pill} data-severity={severity}>
      <span className={styles.pillDot} aria-hidden />
      <span role="status">{words.t('problemPill.count', { count: serious.length })}</span>
      <button type="button" className={styles.pillButton} onClick={() => go(1)}>
        {words.t('problemPill.show')}
      </button>
      <button type="button" className={styles.tool} aria-label={words.t('problemPill.previous')} onClick={() => go(-1)}>
        <IconChevronLeft size={18} aria-hidden />
      </button>
      <button type="button" className={styles.tool} aria-label={words.t('problemPill.next')} onClick={() => go(1)}>
        <IconChevronRight size={18} aria-hidden />
      </button>
    </div>
  );
}
