import { create } from 'zustand';

const STORED = 'chatloom.phonePersons';

function readStored(): Record<string, string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}

interface PhonePersonState {
  /** Who one is in the phone, by bot. */
  userIds: Record<string, string>;
  choose(botId: string, userId: string): void;
}

/** Who one is in the phone: the same on every page and kept on this computer. */
export const usePhonePerson = create<PhonePersonState>((set, get) => ({
  userIds: readStored(),
  choose: (botId, userId) => {
    const userIds = { ...get().userIds, [botId]: userId };
    set({ userIds });
    try {
      localStorage.setItem(STORED, JSON.stringify(userIds));
    } catch {
      // A full or forbidden storage only means that the choice is not remembered.
    }
  },
}));
