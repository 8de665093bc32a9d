import { useQueries } from '@tanstack/react-query';
import type { Segment, SegmentItem } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { draftQuery } from '../../phone/draftQuery';
import type { Voice } from './segmentWords';
import { useRuleNames } from './useRuleNames';

function flowsIn(item: SegmentItem): string[] {
  if (item.type === 'group') return item.items.flatMap(flowsIn);
  return 'flowId' in item && 'nodeId' in item && item.nodeId !== undefined ? [item.flowId] : [];
}

/** How rules of this segment are put into words for the reader. */
export function useVoice(botId: string, segment: Segment): Voice {
  const { t } = useTranslation(['segments', 'nodes']);
  const format = useFormat();
  const names = useRuleNames(botId);
  const flows = useQueries({ queries: [...new Set(flowsIn(segment))].filter((id) => id !== '').map((flowId) => draftQuery(botId, flowId)) });
  return {
    t: t as Voice['t'],
    names,
    list: (words) => words.join(t('listSeparator')),
    date: (at) => format.date(at),
    dateTime: (at) => format.dateTime(at),
    number: (value) => format.number(value),
    step(nodeId) {
      const node = flows.map(({ data }) => data?.nodes[nodeId]).find((found) => found !== undefined);
      return node ? node.title?.trim() || t(`nodes:nodes.${node.type}.title`, { defaultValue: node.type }) : nodeId;
    },
  };
}
