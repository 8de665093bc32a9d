import type { PhoneChat, PhoneTurn } from '@chatloom/contract';
import type { TurnView } from '@chatloom/conversations';
import { applyChange } from './applyChange';
import { readEvents } from './readEvents';
import type { SimChatChange, SimChatView } from './simulatorShapes';
import { toPhoneChat } from './toPhoneChat';
import { isUnderWay, toPhoneTurn } from './toPhoneTurn';

/** Where the feed gets its parts; all bounded to one person of one bot. */
export interface PhoneSources {
  /** The simulator's stream of the chat; ends by the signal. */
  openChat(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** Who looks, and at which group. */
  frame(): Promise<Pick<PhoneChat, 'person' | 'group'>>;
  /** The conversation of the chat first; none before its first event. */
  findConversations(): Promise<string[]>;
  /** Members of a group may begin conversations of their own at any time. */
  mayBecomeMore: boolean;
  timers(conversationIds: readonly string[]): Promise<PhoneChat['timers']>;
  /** Newest first. */
  turns(conversationId: string): Promise<TurnView[]>;
  /** Be told after each turn; resolves to a function that ends it. */
  subscribe(conversationId: string, told: () => void): Promise<() => void>;
}
export type FeedEvent = { event: 'chat'; data: PhoneChat } | { event: 'turn'; data: PhoneTurn };

/** While a message is on its way to LINE nobody tells of its end, so the turn is read again, ever more slowly. */
const FIRST_LOOK_MS = 300;
const LONGEST_LOOK_MS = 5_000;

/**
 * One open phone: joins the simulator's chat and our turns into one stream. Everything that may have changed something asks for
 * a look; looks never overlap, so the last event always tells the newest state, and unchanged parts are not told again.
 */
export class PhoneFeed {
  private view: SimChatView | null = null;
  private conversationIds: string[] = [];
  private readonly unsubscribes = new Map<string, () => void>();
  private readonly told = new Map<string, string>();
  private toldChat = '';
  private isLooking = false;
  private lookAgain = false;
  private lookLater: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_LOOK_MS;
  private readonly ended = new AbortController();

  constructor(
    private readonly sources: PhoneSources,
    private readonly emit: (event: FeedEvent) => void,
  ) {}

  /** Runs until `end` is called or the simulator closes. @throws what the sources throw */
  async run(): Promise<void> {
    try {
      const body = await this.sources.openChat(this.ended.signal);
      for await (const { event, data } of readEvents(body)) {
        const parsed: unknown = JSON.parse(data);
        if (event === 'snapshot') this.view = parsed as SimChatView;
        else if (this.view) this.view = applyChange(this.view, parsed as SimChatChange);
        this.look();
      }
    } catch (error) {
      if (!this.ended.signal.aborted) throw error;
    } finally {
      this.end();
    }
  }

  end(): void {
    clearTimeout(this.lookLater);
    for (const unsubscribe of this.unsubscribes.values()) unsubscribe();
    this.unsubscribes.clear();
    this.ended.abort();
  }

  private look(): void {
    this.lookAgain = true;
    if (this.isLooking) return;
    this.isLooking = true;
    void this.lookUntilQuiet();
  }

  private async lookUntilQuiet(): Promise<void> {
    try {
      while (this.lookAgain && !this.ended.signal.aborted) {
        this.lookAgain = false;
        await this.lookOnce();
      }
    } catch {
      // The database is away for a moment: the browser keeps what it has, and the next look catches up.
      this.lookSoon();
    } finally {
      this.isLooking = false;
    }
  }

  private async lookOnce(): Promise<void> {
    const conversationIds = await this.conversations();
    // Timers after turns would miss what a turn started in between; the turn's own notice then brings the next look.
    const [turns, timers, frame] = await Promise.all([
      Promise.all(conversationIds.map(async (id) => ({ id, turns: await this.sources.turns(id) }))),
      this.sources.timers(conversationIds),
      this.sources.frame(),
    ]);
    const { view } = this;
    if (!view || this.ended.signal.aborted) return;
    this.tellChat(toPhoneChat(view, { ...frame, conversationId: conversationIds[0] ?? null, timers }));
    for (const one of turns) this.tellTurns(one.turns, one.id);
    if (turns.some((one) => one.turns.some(isUnderWay))) this.lookSoon();
    else this.pauseMs = FIRST_LOOK_MS;
  }

  private async conversations(): Promise<string[]> {
    if (this.conversationIds.length === 0 || this.sources.mayBecomeMore) {
      this.conversationIds = await this.sources.findConversations();
      for (const id of this.conversationIds) {
        if (this.unsubscribes.has(id)) continue;
        const unsubscribe = await this.sources.subscribe(id, () => this.look());
        if (this.ended.signal.aborted) unsubscribe();
        else this.unsubscribes.set(id, unsubscribe);
      }
      if (this.conversationIds.length === 0 && (this.view?.bubbles.length ?? 0) > 0) this.lookSoon();
    }
    return this.conversationIds;
  }

  private tellChat(chat: PhoneChat): void {
    const text = JSON.stringify(chat);
    if (text === this.toldChat) return;
    this.toldChat = text;
    this.emit({ event: 'chat', data: chat });
  }

  private tellTurns(turns: TurnView[], conversationId: string): void {
    for (const turn of turns.toReversed()) {
      const phoneTurn = toPhoneTurn(turn, conversationId);
      const text = JSON.stringify(phoneTurn);
      if (this.told.get(turn.id) === text) continue;
      this.told.set(turn.id, text);
      this.emit({ event: 'turn', data: phoneTurn });
    }
  }

  private lookSoon(): void {
    clearTimeout(this.lookLater);
    if (this.ended.signal.aborted) return;
    this.lookLater = setTimeout(() => this.look(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_LOOK_MS);
  }
}
