import type { PhoneChat, PhoneTurn } from '@chatloom/contract';
import { chatReducer, EMPTY_CHAT, type ChatState } from './chatState';

const turn = (id: string, bubbleIds: string[] = []): PhoneTurn => ({ id, conversationId: 'c', at: '2026-11-21T12:00:00.000Z', input: {}, path: [], trace: [], messages: [], bubbleIds });
const chat = (bubbles: number): PhoneChat => ({
  person: { userId: 'U1', displayName: 'Ann', language: 'en', isFriend: true, hasBlocked: false },
  bubbles: Array.from({ length: bubbles }, (_, index) => ({ id: String(index), at: '2026-11-21T12:00:00.000Z', from: 'bot', message: {}, cost: 0, isRead: false, hasLiveQuickReply: false, isSilent: false, isEdited: false })),
  loadingUntil: null, group: null, richMenu: null, isMenuOutdated: false, conversationId: null, timers: [],
});

describe('the chat of the phone', () => {
  it('keeps turns in order, however they arrive, and takes a newer telling of the same turn', () => {
    let state: ChatState = EMPTY_CHAT;
    for (const next of [turn('b'), turn('a'), turn('b', ['m1'])]) state = chatReducer(state, { type: 'turn', turn: next });
    expect(state.turns.map(({ id, bubbleIds }) => [id, bubbleIds])).toEqual([['a', []], ['b', ['m1']]]);
  });

  it('forgets the turns when the window is emptied, but not while it is still empty', () => {
    let state = chatReducer(EMPTY_CHAT, { type: 'turn', turn: turn('a') });
    state = chatReducer(state, { type: 'chat', chat: chat(0) });
    expect(state.turns).toHaveLength(1);
    state = chatReducer(state, { type: 'chat', chat: chat(2) });
    expect(state.turns).toHaveLength(1);
    expect(chatReducer(state, { type: 'chat', chat: chat(0) }).turns).toEqual([]);
  });

  it('keeps a bounded number of turns', () => {
    let state: ChatState = EMPTY_CHAT;
    for (let index = 0; index < 230; index++) state = chatReducer(state, { type: 'turn', turn: turn(String(index).padStart(4, '0')) });
    expect(state.turns).toHaveLength(200);
    expect(state.turns.at(-1)?.id).toBe('0229');
  });
});
