import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

export type ColorSchemeChoice = 'auto' | 'light' | 'dark';

/** The person's choice, what it comes to right now, and how to change it. */
export function useColorScheme() {
  // Without this the kit would stop transitions through a `<style>` element, which our policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const shown = useComputedColorScheme('light');
  return { choice: colorScheme as ColorSchemeChoice, shown, choose: setColorScheme as (choice: ColorSchemeChoice) => void };
}
