import { applyChange } from './applyChange';
import type { SimBubble, SimChatView } from './simulatorShapes';
import { toPhoneChat, toPhonePerson } from './toPhoneChat';

const ann = { userId: `U${'a'.repeat(32)}`, displayName: 'Ann', friend: true, blocked: false };
const empty: SimChatView = { user: ann, bubbles: [], loadingUntil: 0 };
const ours = { person: toPhonePerson(ann), group: null, conversationId: null, timers: [] };
const bubble = (id: string, more: Partial<SimBubble> = {}): SimBubble => ({ id, side: 'bot', at: Date.UTC(2026, 10, 21), message: { type: 'text', text: id }, ...more });

describe('the chat window out of what the simulator tells', () => {
  it('shows price, way, read mark and silence of a message', () => {
    const chat = toPhoneChat({ ...empty, bubbles: [bubble('1', { via: 'push', cost: 1, notificationDisabled: true }), bubble('2', { side: 'user', read: true }), bubble('3', { via: 'broadcast', cost: 1 })] }, ours);
    expect(chat.bubbles.map(({ from, by, cost, isRead, isSilent }) => ({ from, by, cost, isRead, isSilent }))).toEqual([
      { from: 'bot', by: 'push', cost: 1, isRead: false, isSilent: true },
      { from: 'person', by: undefined, cost: 0, isRead: true, isSilent: false },
      { from: 'bot', by: 'other', cost: 1, isRead: false, isSilent: false },
    ]);
  });

  it('says that a webhook did not reach the bot, and why', () => {
    const webhook = { webhookEventId: 'e', state: 'failed' as const, reason: 'error_status_code', statusCode: 503 };
    expect(toPhoneChat({ ...empty, bubbles: [bubble('1', { side: 'user', webhook })] }, ours).bubbles[0]?.webhook).toEqual({ state: 'failed', detail: 'error_status_code 503' });
  });

  it('counts somebody who blocked the account as no friend', () => {
    expect(toPhoneChat({ ...empty, user: { ...ann, blocked: true } }, ours).person).toMatchObject({ isFriend: false, hasBlocked: true, language: null });
  });

  it('follows the changes: added, changed, loading, friendship, cleared', () => {
    let chat = applyChange(empty, { type: 'loading', until: 5 });
    expect(chat.loadingUntil).toBe(5);
    chat = applyChange(chat, { type: 'added', bubble: bubble('1', { quickRepliesAlive: true }) });
    expect(chat.loadingUntil).toBe(0);
    chat = applyChange(chat, { type: 'changed', bubble: bubble('1', { quickRepliesAlive: false }) });
    expect(toPhoneChat(chat, ours).bubbles).toMatchObject([{ id: '1', hasLiveQuickReply: false }]);
    chat = applyChange(chat, { type: 'friend', friend: false, blocked: true });
    expect(chat.user?.blocked).toBe(true);
    expect(applyChange(chat, { type: 'cleared' }).bubbles).toEqual([]);
  });

  it('shows a message that was taken back as a line, without its content', () => {
    expect(toPhoneChat({ ...empty, bubbles: [bubble('1', { side: 'user', unsent: true })] }, ours).bubbles[0]).toMatchObject({ from: 'event', message: { type: 'unsend' } });
  });

  it('finds what a message quotes: the bot by a token, a person by an id', () => {
    const bubbles = [bubble('1', { side: 'user', quoteToken: 'q1' }), bubble('2', { message: { type: 'text', text: 'Yes', quoteToken: 'q1' } }), bubble('3', { side: 'user', message: { type: 'text', text: 'No', quotedMessageId: '2' } }), bubble('4', { message: { type: 'text', text: 'Old', quoteToken: 'left' } })];
    expect(toPhoneChat({ ...empty, bubbles }, ours).bubbles.map(({ quotes }) => quotes)).toEqual([undefined, '1', '2', 'gone']);
  });

  it('shows the title of a coupon, which the message names only by its id', () => {
    const sent = bubble('1', { message: { type: 'coupon', couponId: 'c1' }, coupon: { title: 'Free tea' } });
    expect(toPhoneChat({ ...empty, bubbles: [sent] }, ours).bubbles[0]?.message).toEqual({ type: 'coupon', couponId: 'c1', coupon: { title: 'Free tea' } });
  });

  it('shows the rich menu a person sees, and nothing where there is none', () => {
    const menu = { richMenuId: 'richmenu-1', chatBarText: 'Menu', selected: true, size: { width: 2500, height: 843 }, areas: [{ bounds: { x: 0, y: 0, width: 1250, height: 843 }, action: { type: 'message', text: 'Hi' } }] };
    expect(toPhoneChat({ ...empty, richMenu: { source: 'default', outdated: true, menu } }, ours)).toMatchObject({
      isMenuOutdated: true, richMenu: { richMenuId: 'richmenu-1', width: 2500, source: 'default', areas: [{ x: 0, width: 1250, action: { type: 'message' } }] },
    });
    expect(toPhoneChat({ ...empty, richMenu: { source: 'none', outdated: false } }, ours).richMenu).toBeNull();
    expect(applyChange(empty, { type: 'richMenu', richMenu: { source: 'user', outdated: false, menu } }).richMenu?.source).toBe('user');
  });
});
