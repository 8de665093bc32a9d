import type { FlowDetail } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { versionsQuery } from '../api';
import { useEditor } from './editorContext';

/** Whether customers get this flow, and whether the draft has gone on since. */
export interface FlowStateWords {
  kind: 'draft' | 'live' | 'changed' | 'archived';
  /** The version customers get. */
  version?: number;
}

/** State of the flow as the editor knows it: the server's word, moved on by edits made since. */
export function useFlowState(flow: FlowDetail): FlowStateWords {
  const { botId, flowId, documents } = useEditor();
  const { data } = useQuery(versionsQuery(botId, flowId));
  const revision = useStore(documents, (state) => state.revision);
  const save = useStore(documents, (state) => state.save);
  if (flow.archivedAt) return { kind: 'archived' };
  const current = data ? data.items.find((version) => version.current)?.number : (flow.publishedVersion ?? undefined);
  if (current === undefined) return { kind: 'draft' };
  const published = publishedRevisions.get(flowId);
  const untouched = published === undefined ? flow.state === 'live' && revision === flow.revision : revision === published;
  return { kind: untouched && save === 'saved' ? 'live' : 'changed', version: current };
}

/** Draft revisions that were published while this page was open, by flow. */
export const publishedRevisions = new Map<string, number>();
