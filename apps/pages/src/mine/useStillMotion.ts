import { useSyncExternalStore } from 'react';

const WISH = '(prefers-reduced-motion: reduce)';

/** The reader wants no motion. */
export function useStillMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const wish = window.matchMedia(WISH);
      wish.addEventListener('change', changed);
      return () => wish.removeEventListener('change', changed);
    },
    () => window.matchMedia(WISH).matches,
  );
}
