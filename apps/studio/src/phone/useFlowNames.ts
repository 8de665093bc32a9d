import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneTurn } from '@chatloom/contract';
import { draftQuery } from './draftQuery';

export interface FlowNames {
  /** The designer's title of a step, else the name of its type; the id when the step is gone. */
  node(flowId: string | undefined, nodeId: string): string;
  flow(flowId: string): string;
}

/** Names for what a trace mentions by id. */
export function useFlowNames(botId: string, turns: readonly PhoneTurn[]): FlowNames {
  const { t } = useTranslation('nodes');
  const ids = useMemo(() => [...new Set(turns.flatMap((turn) => turn.trace.map((entry) => entry.flowId)))].filter((id) => id !== undefined), [turns]);
  const flows = useQueries({ queries: ids.map((flowId) => (draftQuery(botId, flowId))) });
  const documents = new Map(ids.map((id, index) => [id, flows[index]?.data]));
  return {
    node(flowId, nodeId) {
      const found = flowId === undefined ? undefined : documents.get(flowId)?.nodes[nodeId];
      return found ? found.title?.trim() || t(`nodes.${found.type}.title`) : nodeId;
    },
    flow: (flowId) => documents.get(flowId)?.name ?? '',
  };
}
