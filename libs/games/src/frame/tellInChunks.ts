import type { InboxEvent, Ingest } from '@chatloom/conversations';
import { type CrashPoint, crashPoint } from '@chatloom/platform';

/** People who are told of something, some at a time. `Next` says how far we are, null that everybody has been told. */
export interface Telling<Next> {
  /** The events of the next ones; null when there is nothing to tell (any more). The same ids each time, so telling somebody twice is telling them once. */
  chunk(): Promise<{ events: InboxEvent[]; next: Next | null } | null>;
  /** Stores how far we are. */
  keep(next: Next | null): Promise<void>;
  /** Passed between the commit of a chunk and that of how far we are. */
  point: CrashPoint;
}

/**
 * Tells all of them: each chunk is one commit of the inbox, then one that says how far we are. A process that dies in between leaves a chunk to be told again, which
 * changes nothing. @returns how many events there were
 */
export async function tellInChunks<Next>(ingest: Pick<Ingest, 'append'>, { chunk, keep, point }: Telling<Next>): Promise<number> {
  let told = 0;
  for (;;) {
    const some = await chunk();
    if (!some) return told;
    await ingest.append(some.events);
    told += some.events.length;
    crashPoint(point);
    await keep(some.next);
    if (some.next === null) return told;
  }
}

/** A flow begins because of something that happened at `at` (epoch ms): its own moment, however late it is told, because the memory of event ids goes by day. */
export function flowStart(event: Omit<InboxEvent, 'input'>, flowId: string, at: number): InboxEvent {
  return { ...event, input: { type: 'flowStarted', flowId, at } };
}
