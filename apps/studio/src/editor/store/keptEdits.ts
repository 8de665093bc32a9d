import { idSchema, operationSchema, type Operation } from '@chatloom/flow';
import { z } from 'zod';

/** Edits that did not reach the server, kept in the browser until they do. */
export interface KeptEdits {
  baseRevision: number;
  operations: Operation[];
  /** Data of the nodes they change as the server had it then, so that later edits of others can be told from mine. */
  before?: Record<string, Record<string, unknown>>;
}

export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const schema = z.object({ baseRevision: z.number().int().min(0), operations: z.array(operationSchema), before: z.record(idSchema, z.record(z.string(), z.unknown())).optional() });
const keyOf = (flowId: string): string => `chatloom.unsaved.${flowId}`;

/** Keeps edits of a flow; with none it forgets them. A full or forbidden storage loses only this safety net. */
export function keepEdits(storage: Keep, flowId: string, kept: KeptEdits): boolean {
  try {
    if (kept.operations.length === 0) storage.removeItem(keyOf(flowId));
    else storage.setItem(keyOf(flowId), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** Edits kept earlier, or `undefined` when there are none or they cannot be read. */
export function keptEdits(storage: Keep, flowId: string): KeptEdits | undefined {
  try {
    const text = storage.getItem(keyOf(flowId));
    return text === null ? undefined : schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
