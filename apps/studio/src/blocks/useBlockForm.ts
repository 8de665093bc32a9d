import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../api/queries';
import type { FormContextValue } from '../editor/form/formContext';
import { variablesOf } from '../editor/model/namesUsed';
import { randomId } from '../editor/store/randomId';
import { useSayProblem } from '../editor/useSayProblem';
import { TAPS_OF_FLOWS } from './blockModel';
import { useContactNames } from './useContactNames';

/** What every block's form needs besides its own data and problems; the same words and controls as in the flow editor. */
export type BlockFormContext = Omit<FormContextValue, 'nodeType' | 'change' | 'data' | 'problems' | 'sayProblem' | 'language' | 'mainLanguage' | 'readOnly'>;

/** Variables of texts outside of a flow: who it goes to and who sends it; nobody wrote anything and no flow asked anything. */
const KNOWN_OUTSIDE = ['contact.displayName', 'bot.name', 'now'];

export function useBlockForm(botId: string): BlockFormContext & { sayProblem: ReturnType<typeof useSayProblem> } {
  const { t: say, i18n } = useTranslation(['editor', 'nodes']);
  const sayProblem = useSayProblem();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const { fields, tags } = useContactNames(botId);
  return useMemo(() => {
    const t = (key: string, params?: Record<string, string | number>) => say(`editor:${key}` as never, params as never) as unknown as string;
    const all = variablesOf({ fields, answers: [], tags }, (key) => t(`variables.${key}`));
    return {
      t,
      word: (...keys) => {
        const found = keys.find((key) => i18n.exists(key, { ns: 'nodes' }));
        return found === undefined ? undefined : (say(`nodes:${found}` as never) as unknown as string);
      },
      sayProblem,
      suggestions: {
        fields,
        tags,
        things: { flow: (flows ?? []).map(({ id, name }) => ({ id, name })) },
        nodes: [],
        variables: all.filter(({ path }) => KNOWN_OUTSIDE.includes(path) || path.startsWith('field.')),
      },
      newId: randomId,
      withoutVariants: TAPS_OF_FLOWS,
    };
  }, [say, i18n, sayProblem, flows, fields, tags]);
}
