/** LINE remembers a retry key for 24 h from the first attempt (FACTS §10). */
const MEMORY_MS = 24 * 3_600_000;
const KEEP_AT_MOST = 200_000;

export interface SentMessageInfo {
  id: string;
  quoteToken?: string;
}
interface Accepted {
  requestId: string;
  at: number;
  /** Given back on a hit by push only. */
  sentMessages?: SentMessageInfo[];
}

/** Which sends a channel has accepted, by their retry key. Only a 2xx spends a key. */
export class RetryKeys {
  private readonly accepted = new Map<string, Accepted>();

  hit(key: string, now: number): Accepted | undefined {
    const found = this.accepted.get(key);
    if (!found) return undefined;
    if (now - found.at < MEMORY_MS) return found;
    this.accepted.delete(key);
    return undefined;
  }

  spend(key: string, accepted: Accepted): void {
    this.accepted.set(key, accepted);
    if (this.accepted.size > KEEP_AT_MOST) this.accepted.delete(this.accepted.keys().next().value!);
  }

  /** For the snapshot file. */
  entries(): [string, Accepted][] {
    return [...this.accepted];
  }
  restore(entries: [string, Accepted][]): void {
    for (const [key, accepted] of entries) this.accepted.set(key, accepted);
  }
}
