import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { centreOn } from './canvas/motion';
import { useEditor } from './editorContext';
import { select } from './store/viewStore';

/** Selects a step and brings it into view. */
export function useShowNode(): (nodeId: string) => void {
  const { view, documents } = useEditor();
  const flow = useReactFlow();
  return useCallback(
    (nodeId) => {
      select(view, nodeId);
      centreOn(flow, documents.getState().document, nodeId);
    },
    [view, documents, flow],
  );
}
