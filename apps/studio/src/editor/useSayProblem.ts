import type { Problem } from '@chatloom/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What a sentence about a problem is made of. */
export type SayableProblem = Pick<Problem, 'code' | 'message' | 'params'>;

/** A problem as one sentence in the designer's language; the English one of the check when there is no translation. */
export function useSayProblem(): (problem: SayableProblem) => string {
  const { t, i18n } = useTranslation('problems');
  return useMemo(
    () => (problem) => {
      const key = `problems:problems.${problem.code}`;
      return i18n.exists(key) ? (t(key as never, { ...problem.params } as never) as unknown as string) : problem.message;
    },
    [t, i18n],
  );
}
