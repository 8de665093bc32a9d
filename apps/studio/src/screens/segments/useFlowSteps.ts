import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { draftQuery } from '../../phone/draftQuery';
import type { Choice } from './useRuleNames';

/** Types that only stand on the canvas. */
const NO_STEPS = new Set(['note']);

/** The steps of a flow's draft by the designer's title, else the name of their type; equal names are numbered. */
export function useFlowSteps(botId: string, flowId: string): Choice[] {
  const { t } = useTranslation('nodes');
  const document = useQuery({ ...draftQuery(botId, flowId), enabled: flowId !== '' }).data;
  const seen = new Map<string, number>();
  return Object.entries(document?.nodes ?? {})
    .filter(([, { type }]) => !NO_STEPS.has(type))
    .map(([value, { type, title }]) => {
      const name = title?.trim() || t(`nodes.${type}.title`, { defaultValue: type });
      const number = (seen.get(name) ?? 0) + 1;
      seen.set(name, number);
      return { value, label: number === 1 ? name : `${name} (${number})` };
    });
}
