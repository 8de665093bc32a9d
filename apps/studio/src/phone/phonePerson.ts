import { create } from 'zustand';

const STORED = 'chatloom.phonePersons';
const STORED_GROUPS = 'chatloom.phoneGroups';
const STORED_DESKTOP = 'chatloom.phoneDesktop';

type ByBot = Record<string, string | undefined>;

function readStored(name: string): ByBot {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as ByBot) : {};
  } catch {
    return {};
  }
}

function store(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage only means that the choice is not remembered.
  }
}

interface PhonePersonState {
  /** Who one is in the phone, by bot. */
  userIds: ByBot;
  /** The group one looks at, by bot; none for the chat with the bot itself. */
  groupIds: ByBot;
  /** LINE on a computer instead of a phone, by bot: `'yes'` or nothing. */
  desktops: ByBot;
  choose(botId: string, userId: string): void;
  chooseGroup(botId: string, groupId: string | undefined): void;
  setDesktop(botId: string, isDesktop: boolean): void;
}

/** Who one is in the phone, where, and on what: the same on every page and kept on this computer. */
export const usePhonePerson = create<PhonePersonState>((set, get) => ({
  userIds: readStored(STORED),
  groupIds: readStored(STORED_GROUPS),
  desktops: readStored(STORED_DESKTOP),
  choose: (botId, userId) => {
    const userIds = { ...get().userIds, [botId]: userId };
    set({ userIds });
    store(STORED, userIds);
  },
  chooseGroup: (botId, groupId) => {
    const groupIds = { ...get().groupIds, [botId]: groupId };
    set({ groupIds });
    store(STORED_GROUPS, groupIds);
  },
  setDesktop: (botId, isDesktop) => {
    const desktops = { ...get().desktops, [botId]: isDesktop ? 'yes' : undefined };
    set({ desktops });
    store(STORED_DESKTOP, desktops);
  },
}));
