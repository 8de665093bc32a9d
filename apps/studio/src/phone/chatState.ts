import type { PhoneChat, PhoneTurn } from '@chatloom/contract';

/** What the phone knows of one chat. `null` until the stream has told it. */
export interface ChatState {
  chat: PhoneChat | null;
  turns: PhoneTurn[];
}
export type ChatEvent = { type: 'chat'; chat: PhoneChat } | { type: 'turn'; turn: PhoneTurn } | { type: 'cleared' } | { type: 'forgotten'; turnIds: readonly string[] };

export const EMPTY_CHAT: ChatState = { chat: null, turns: [] };
/** Turns kept for "why"; older ones are on the person's history page. */
const KEPT_TURNS = 200;

/** Takes an event of the stream. A turn told twice (its messages got delivered meanwhile) replaces itself. */
export function chatReducer(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'chat':
      // An emptied window is a fresh start: what happened before explains nothing that can be seen.
      return { chat: event.chat, turns: event.chat.bubbles.length === 0 && (state.chat?.bubbles.length ?? 0) > 0 ? [] : state.turns };
    case 'turn': {
      const others = state.turns.filter((turn) => turn.id !== event.turn.id);
      // Ids are time-ordered, so they put turns of the same moment in order too.
      const turns = [...others, event.turn].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-KEPT_TURNS);
      return { ...state, turns };
    }
    case 'forgotten':
      return { ...state, turns: state.turns.filter((turn) => !event.turnIds.includes(turn.id)) };
    case 'cleared':
      return EMPTY_CHAT;
  }
}
