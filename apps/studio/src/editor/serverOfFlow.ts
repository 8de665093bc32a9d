import type { Operation } from '@chatloom/flow';
import { ApiError, call, OfflineError } from '../api';
import type { EditorServer, SaveResult } from './store/editorServer';

/** Body of a 409 on a draft (`DraftConflict` of the contract). */
interface Conflict {
  currentRevision?: number;
  operations?: { clientId: string; operations: Operation[] }[] | null;
}

/** The draft of one flow at the studio's server, as autosave needs it. */
export function serverOfFlow(botId: string, flowId: string, clientId: string): EditorServer {
  const params = { botId, flowId };
  return {
    async save(baseRevision, operations): Promise<SaveResult> {
      try {
        const { revision, problems } = await call('POST /bots/:botId/flows/:flowId/operations', { params, body: { baseRevision, operations: operations as never, clientId } });
        return { kind: 'saved', revision, problems };
      } catch (error) {
        if (error instanceof OfflineError) return { kind: 'offline' };
        if (!(error instanceof ApiError)) throw error;
        const conflict = error.body as Conflict | undefined;
        if (error.status === 409 && typeof conflict?.currentRevision === 'number') {
          return { kind: 'conflict', revision: conflict.currentRevision, operations: conflict.operations?.flatMap((batch) => batch.operations) ?? null };
        }
        if (error.status >= 500 || error.status === 429 || error.status === 401) return { kind: 'offline' };
        return { kind: 'refused', message: error.details[0]?.message ?? error.message };
      }
    },
    async load() {
      try {
        const { document, revision } = await call('GET /bots/:botId/flows/:flowId', { params });
        return { document, revision };
      } catch {
        return undefined;
      }
    },
  };
}
