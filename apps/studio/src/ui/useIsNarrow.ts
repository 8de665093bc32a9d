import { useSyncExternalStore } from 'react';

/** Up to this width the rail is a bottom bar and panels are sheets. */
export const NARROW_MAX_PX = 767;
const QUERY = `(max-width: ${NARROW_MAX_PX}px)`;

function subscribe(changed: () => void) {
  const query = window.matchMedia?.(QUERY);
  query?.addEventListener('change', changed);
  return () => query?.removeEventListener('change', changed);
}

/** Whether the window is as narrow as a phone right now. */
export const isNarrow = (): boolean => window.matchMedia?.(QUERY).matches ?? false;

/** Whether the window is as narrow as a phone; follows its size. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
