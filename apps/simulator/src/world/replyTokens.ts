/** After this long since the event even a redelivery gives a token no new life (FACTS §4). */
const CEILING_MS = 20 * 60_000;
/** Bound on memory under load; the oldest are forgotten first. */
const KEEP_AT_MOST = 200_000;

/** An unused token. A used one is forgotten at once: LINE answers used, expired and unknown ones alike. */
interface LiveToken {
  chatId: string;
  eventAt: number;
  /** Epoch ms; 0 until the webhook that carries it is on its way. */
  expiresAt: number;
}

/** One-time reply tokens of a channel (FACTS §4 "Reply token"). */
export class ReplyTokens {
  private readonly live = new Map<string, LiveToken>();

  issue(token: string, chatId: string, eventAt: number): void {
    this.live.set(token, { chatId, eventAt, expiresAt: 0 });
    if (this.live.size > KEEP_AT_MOST) this.live.delete(this.live.keys().next().value!);
  }

  /** The webhook is being delivered: the token lives for `lifeMs` from now, unless used or older than 20 minutes. */
  delivered(token: string, now: number, lifeMs: number): void {
    const live = this.live.get(token);
    if (!live) return;
    if (live.expiresAt !== 0 && now - live.eventAt > CEILING_MS) return;
    live.expiresAt = now + lifeMs;
  }

  /** The chat a token is for, if it can be used now. */
  peek(token: string, now: number): string | undefined {
    const live = this.live.get(token);
    return live && now <= live.expiresAt ? live.chatId : undefined;
  }

  use(token: string): void {
    this.live.delete(token);
  }

  /** For the snapshot file. */
  entries(): [string, LiveToken][] {
    return [...this.live];
  }
  restore(entries: [string, LiveToken][]): void {
    for (const [token, live] of entries) this.live.set(token, live);
  }
}
