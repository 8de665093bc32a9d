import { useSyncExternalStore } from 'react';

const ATTRIBUTE = 'data-mantine-color-scheme';

/** Light or dark as the page has it now; painters repaint when it changes. */
export function useColorScheme(): string {
  return useSyncExternalStore(
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] });
      return () => observer.disconnect();
    },
    () => document.documentElement.getAttribute(ATTRIBUTE) ?? 'light',
  );
}
