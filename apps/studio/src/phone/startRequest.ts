import { create } from 'zustand';

interface StartRequest {
  flowId: string;
  nodeId?: string;
}

/**
 * "Test from here": the canvas asks, the phone starts. Both only know this store, so the request also reaches a phone that
 * opens a moment later.
 */
export const useStartRequest = create<{ request: StartRequest | null; take(): StartRequest | null }>((set, get) => ({
  request: null,
  take: () => {
    const { request } = get();
    if (request) set({ request: null });
    return request;
  },
}));

/** Asks the phone to start a flow for the person in it, from its trigger or from a node. */
export const requestStart = (flowId: string, nodeId?: string): void => useStartRequest.setState({ request: nodeId === undefined ? { flowId } : { flowId, nodeId } });
