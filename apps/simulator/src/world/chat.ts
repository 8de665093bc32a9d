import type { Bubble, ChatChange } from './bubble';

/** The chat of the bot with one person, or with a group or room; keeps the newest bubbles only. */
export class Chat {
  readonly bubbles: Bubble[] = [];
  /** The loading animation is shown until then (epoch ms), or until the bot's next message. */
  loadingUntil = 0;
  readonly watchers = new Set<(change: ChatChange) => void>();

  constructor(
    readonly id: string,
    readonly kind: 'user' | 'group' | 'room',
    private readonly keep: number,
  ) {}

  /** A newer message by anyone ends the life of earlier quick replies (FACTS §7), and the bot's ends the loading animation. */
  add(bubble: Bubble): void {
    this.endQuickReplies();
    if (bubble.message.quickReply !== undefined) bubble.quickRepliesAlive = true;
    this.bubbles.push(bubble);
    // Cut in chunks: shifting one by one would cost at every message of a long chat.
    if (this.bubbles.length > this.keep + 50) this.bubbles.splice(0, this.bubbles.length - this.keep);
    if (bubble.side === 'bot') this.loadingUntil = 0;
    this.tell({ type: 'added', bubble });
  }

  changed(bubble: Bubble): void {
    this.tell({ type: 'changed', bubble });
  }

  find(messageId: string): Bubble | undefined {
    return this.bubbles.findLast((bubble) => bubble.id === messageId);
  }

  endQuickReplies(): void {
    const last = this.bubbles.at(-1);
    if (last?.quickRepliesAlive) {
      last.quickRepliesAlive = false;
      this.changed(last);
    }
  }

  startLoading(until: number): void {
    this.loadingUntil = until;
    this.tell({ type: 'loading', until });
  }

  /** Takes bubbles out as if they had never been said: those named, and those whose webhook is named. */
  remove(ids: ReadonlySet<string>): void {
    const gone = this.bubbles.filter((bubble) => ids.has(bubble.id) || (bubble.webhook !== undefined && ids.has(bubble.webhook.webhookEventId))).map((bubble) => bubble.id);
    if (gone.length === 0) return;
    this.bubbles.splice(0, this.bubbles.length, ...this.bubbles.filter((bubble) => !gone.includes(bubble.id)));
    this.loadingUntil = 0;
    const last = this.bubbles.at(-1);
    // LINE shows quick replies again when the newer message is gone (FACTS §7).
    if (last?.message.quickReply !== undefined) last.quickRepliesAlive = true;
    this.tell({ type: 'removed', ids: gone });
    if (last) this.changed(last);
  }

  clear(): void {
    this.bubbles.length = 0;
    this.loadingUntil = 0;
    this.tell({ type: 'cleared' });
  }

  tell(change: ChatChange): void {
    for (const watcher of this.watchers) watcher(change);
  }
}
