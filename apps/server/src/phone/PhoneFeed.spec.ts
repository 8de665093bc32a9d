import type { TurnView } from '@chatloom/conversations';
import { PhoneFeed, type FeedEvent, type PhoneSources } from './PhoneFeed';
import { toPhonePerson } from './toPhoneChat';
import type { SimBubble, SimChatChange, SimChatView } from './simulatorShapes';

const ann = { userId: `U${'a'.repeat(32)}`, displayName: 'Ann', friend: true, blocked: false };
const at = Date.UTC(2026, 10, 21, 12);
const bubble = (id: string, side: SimBubble['side'], text: string): SimBubble => ({ id, side, at, message: { type: 'text', text } });
const turn = (id: string, state: 'sent' | 'sending'): TurnView => ({
  id, at: new Date(at), eventId: 'e', input: { type: 'messageReceived', message: { id: 'm1', type: 'text', text: 'Hi' }, at }, trace: { entries: [] },
  deliveries: [{ id: 'd', kind: 'reply', messages: [{ type: 'text', text: 'Hello' }], state, attempts: 1, result: state === 'sent' ? { sentMessages: [{ id: 'm2' }] } : null, doneAt: null }],
});

/** A person's chat whose parts the test moves by hand. */
class Stage implements PhoneSources {
  conversationId: string | null = null;
  stored: TurnView[] = [];
  watcher: (() => void) | undefined;
  subscriptions = 0;
  readonly events: FeedEvent[] = [];
  private readonly waiting: { until: (events: FeedEvent[]) => boolean; done: () => void }[] = [];
  private readonly stream = new TransformStream<Uint8Array, Uint8Array>();
  private readonly writer = this.stream.writable.getWriter();
  readonly feed = new PhoneFeed(this, (event) => {
    this.events.push(event);
    for (const one of this.waiting) if (one.until(this.events)) one.done();
  });

  openChat = async (signal: AbortSignal) => {
    signal.addEventListener('abort', () => void this.writer.abort(new Error('ended')).catch(() => undefined));
    return this.stream.readable;
  };
  frame = async () => ({ person: toPhonePerson(ann), group: null });
  mayBecomeMore = false;
  findConversations = async () => (this.conversationId === null ? [] : [this.conversationId]);
  timers = async () => [];
  turns = async () => this.stored.toReversed();
  subscribe = async (_id: string, told: () => void) => {
    this.subscriptions += 1;
    this.watcher = told;
    return () => {
      this.subscriptions -= 1;
    };
  };

  tell(event: 'snapshot' | 'change', data: SimChatView | SimChatChange): void {
    void this.writer.write(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)).catch(() => undefined);
  }

  /** Resolves when the events so far satisfy the condition. */
  until(condition: (events: FeedEvent[]) => boolean): Promise<void> {
    if (condition(this.events)) return Promise.resolve();
    return new Promise((done) => this.waiting.push({ until: condition, done }));
  }
}
const chats = (events: FeedEvent[]) => events.flatMap((event) => (event.event === 'chat' ? [event.data] : []));
const turns = (events: FeedEvent[]) => events.flatMap((event) => (event.event === 'turn' ? [event.data] : []));

describe('an open phone', () => {
  it('tells the chat first, then each change, and the turn with the bubble it made', async () => {
    const stage = new Stage();
    const running = stage.feed.run();
    stage.tell('snapshot', { user: ann, bubbles: [], loadingUntil: 0 });
    await stage.until((events) => chats(events).length === 1);
    expect(chats(stage.events)[0]).toMatchObject({ bubbles: [], conversationId: null });

    stage.conversationId = 'c';
    stage.stored = [turn('t1', 'sent')];
    stage.tell('change', { type: 'added', bubble: bubble('m1', 'user', 'Hi') });
    stage.tell('change', { type: 'added', bubble: bubble('m2', 'bot', 'Hello') });
    await stage.until((events) => turns(events).some((one) => one.bubbleIds.includes('m2')) && chats(events).at(-1)?.bubbles.length === 2);
    expect(chats(stage.events).at(-1)).toMatchObject({ conversationId: 'c', bubbles: [{ id: 'm1' }, { id: 'm2' }] });
    stage.feed.end();
    await running;
    expect(stage.subscriptions).toBe(0);
  });

  it('tells a turn again when its message has been sent meanwhile, and nothing twice', async () => {
    const stage = new Stage();
    stage.conversationId = 'c';
    stage.stored = [turn('t1', 'sending')];
    const running = stage.feed.run();
    stage.tell('snapshot', { user: ann, bubbles: [bubble('m1', 'user', 'Hi')], loadingUntil: 0 });
    await stage.until((events) => turns(events).length === 1);
    stage.stored = [turn('t1', 'sent')];
    await stage.until((events) => turns(events).length === 2);
    expect(turns(stage.events).map((one) => one.messages[0]?.state)).toEqual(['waiting', 'sent']);

    const before = stage.events.length;
    stage.watcher?.();
    stage.tell('change', { type: 'loading', until: at });
    await stage.until((events) => chats(events).at(-1)?.loadingUntil !== null);
    expect(stage.events.length).toBe(before + 1);
    stage.feed.end();
    await running;
  });

  it('ends quietly when the browser goes away', async () => {
    const stage = new Stage();
    const broken = stage.feed.run();
    stage.tell('snapshot', { user: ann, bubbles: [], loadingUntil: 0 });
    await stage.until((events) => events.length === 1);
    stage.feed.end();
    await expect(broken).resolves.toBeUndefined();
  });

  it('passes on that the simulator cannot be reached', async () => {
    const stage = new Stage();
    stage.openChat = () => Promise.reject(new Error('unreachable'));
    await expect(stage.feed.run()).rejects.toThrow('unreachable');
  });
});
