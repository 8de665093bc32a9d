import type { Problem } from '@chatloom/flow';
import { IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from '../editorContext';
import { useTypeWords } from '../Palette';
import { useShowNode } from '../useShowNode';
import { useSayProblem } from '../useSayProblem';
import styles from './panel.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');
const ICONS = { blocking: IconCircleX, warning: IconAlertTriangle, advice: IconBulb };
const ORDER = ['blocking', 'warning', 'advice'] as const;

/** Everything that needs attention, worst first; a click leads to the step and its field. */
export function ProblemsTab() {
  const { documents } = useEditor();
  const words = useEditorWords();
  const problems = useStore(documents, (state) => state.problems);
  if (problems.length === 0) return <p className={styles.muted}>{words.t('problemList.none')}</p>;
  return (
    <div className={styles.stack}>
      {ORDER.filter((severity) => problems.some((problem) => problem.severity === severity)).map((severity) => (
        <section key={severity}>
          <h2 className={styles.section}>{words.t(`problemList.${severity}`)}</h2>
          <ProblemList problems={problems.filter((problem) => problem.severity === severity)} />
        </section>
      ))}
    </div>
  );
}

/** More rows than this nobody reads at once; the rest shows up as the first are mended. */
const MOST_SHOWN = 100;

/** Problems as sentences with their place. */
export function ProblemList({ problems, onShow }: { problems: readonly Problem[]; onShow?: () => void }) {
  const { documents } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const sayProblem = useSayProblem();
  const show = useShowNode();
  const navigate = route.useNavigate();
  const nodes = useStore(documents, (state) => state.document.nodes);
  const go = (problem: Problem): void => {
    onShow?.();
    if (problem.nodeId === undefined) return;
    show(problem.nodeId);
    void navigate({ search: (before) => ({ ...before, panel: 'edit', node: problem.nodeId }), replace: true });
    focusField(problem.path ?? []);
  };
  return (
    <ul className={styles.list}>
      {problems.slice(0, MOST_SHOWN).map((problem, index) => {
        const Icon = ICONS[problem.severity];
        const node = problem.nodeId === undefined ? undefined : nodes[problem.nodeId];
        return (
          <li key={index}>
            <button type="button" className={styles.row} onClick={() => go(problem)}>
              <Icon size={16} className={styles[problem.severity]} aria-hidden />
              <span>
                {sayProblem(problem)}
                <span className={styles.where}>{node ? node.title || typeWords.title(node.type) : words.t('problemList.wholeFlow')}</span>
              </span>
            </button>
          </li>
        );
      })}
      {problems.length > MOST_SHOWN && <li className={styles.muted}>{words.t('problemList.more', { count: problems.length - MOST_SHOWN })}</li>}
    </ul>
  );
}

/** Puts the focus into the field at a path, or the nearest one around it, once the form is there. */
function focusField(path: readonly (string | number)[], tries = 10): void {
  requestAnimationFrame(() => {
    for (let length = path.length; length > 0; length -= 1) {
      const field = document.querySelector(`[data-path="${CSS.escape(path.slice(0, length).join('.'))}"]`);
      if (!field) continue;
      field.closest('details')?.setAttribute('open', '');
      (field.querySelector<HTMLElement>('input, textarea, select') ?? (field as HTMLElement)).focus();
      field.scrollIntoView({ block: 'center' });
      return;
    }
    if (tries > 0 && path.length > 0) focusField(path, tries - 1);
  });
}
