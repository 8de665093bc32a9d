import { create } from 'zustand';

const KEY = 'chatloom.phoneShown';

interface PhoneShown {
  shown: boolean;
  show(shown: boolean): void;
}

/** Whether the phone stands beside the pages of a bot; kept on this computer. The flow editor has it as one of its own tabs. */
export const usePhoneShown = create<PhoneShown>((set) => ({
  shown: localStorage.getItem(KEY) === 'yes',
  show(shown) {
    localStorage.setItem(KEY, shown ? 'yes' : 'no');
    set({ shown });
  },
}));
