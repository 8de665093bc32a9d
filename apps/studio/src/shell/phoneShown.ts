import { create } from 'zustand';
import { isNarrow } from '../ui/useIsNarrow';

const KEY = 'chatloom.phoneShown';

interface PhoneShown {
  shown: boolean;
  show(shown: boolean): void;
}

/** Whether the phone stands beside the pages of a bot; kept on this computer. The flow editor has it as one of its own tabs. */
export const usePhoneShown = create<PhoneShown>((set) => ({
  // On a narrow window it would cover the page that was asked for.
  shown: localStorage.getItem(KEY) === 'yes' && !isNarrow(),
  show(shown) {
    localStorage.setItem(KEY, shown ? 'yes' : 'no');
    set({ shown });
  },
}));
