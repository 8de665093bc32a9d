import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { useSayProblem } from '../../editor/useSayProblem';
import type { CampaignProblem } from './campaignQueries';
import styles from './campaigns.module.css';

/** One sentence about a problem of a campaign; those of messages are said with the flow editor's words. */
export function useSayCampaignProblem(): (problem: Pick<CampaignProblem, 'code' | 'params' | 'message'>) => string {
  const { t, i18n } = useTranslation(['campaigns', 'segments']);
  const sayBlockProblem = useSayProblem();
  return (problem) => {
    if (!i18n.exists(`campaigns:problems.${problem.code}`)) return sayBlockProblem(problem);
    // The server names what it means by a key of ours.
    const part =
      problem.code === 'notForEverybody'
        ? { what: t(`notForEverybody.${problem.params?.what}`) }
        : problem.code === 'segmentBroken' && { reason: t(`segments:problems.${problem.params?.fault}` as 'segments:problems.tagGone', { ...problem.params, defaultValue: problem.params?.reason }) };
    return t(`problems.${problem.code}`, { ...problem.params, ...part });
  };
}

/** A refused call as sentences: those of the faults it names, else what happened and what to do. */
export function useSayRefusal(): (error: unknown) => string {
  const { t } = useTranslation('common');
  const say = useSayCampaignProblem();
  return (error) => (error instanceof ApiError && error.code === 'blocked' && error.details.length > 0 ? error.details.map(say).join('\n') : errorLine(error, t));
}

/** What is wrong, a line each; with `onShow` each line leads to its place. Nothing when all is well. */
export function ProblemLines({ problems, onShow }: { problems: readonly CampaignProblem[]; onShow?(problem: CampaignProblem): void }) {
  const say = useSayCampaignProblem();
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem, index) => (
        <li key={index} data-severity={problem.severity}>
          {problem.severity === 'advice' ? <IconBulb size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          {onShow ? (
            <button type="button" onClick={() => onShow(problem)}>
              {say(problem)}
            </button>
          ) : (
            <span>{say(problem)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
