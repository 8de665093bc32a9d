import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemWords, type MenuProblem } from './problemWords';
import styles from './Designer.module.css';

/** Problems one below the other, each in its colour and with a sign; `action` puts something beside each, e.g. "Show". */
export function ProblemLines({ problems, action }: { problems: readonly MenuProblem[]; action?: (problem: MenuProblem) => ReactNode }) {
  const { t } = useTranslation('richMenus');
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem, index) => (
        <li key={index} data-severity={problem.severity}>
          {problem.severity === 'advice' ? <IconBulb size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          <span>{problemWords(problem, t)}</span>
          {action?.(problem)}
        </li>
      ))}
    </ul>
  );
}
