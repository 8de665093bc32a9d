import { DEFAULT_THEME, convertCssVariables, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { cssVariablesResolver, theme } from './theme';

/** Palettes of Mantine that this product does not use; their variables stay out of the style sheet. */
const UNUSED_PALETTES = /^--mantine-color-(pink|grape|violet|indigo|cyan|teal|green|lime|yellow)-/;

/** Mantine's variables for our theme as one style sheet; run by the bundler, not by the page. */
export function kitThemeCss(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const ours = cssVariablesResolver(merged);
  const theirs = defaultCssVariablesResolver(merged);
  const pick = (...parts: Record<string, string>[]) =>
    Object.fromEntries(Object.entries(Object.assign({}, ...parts) as Record<string, string>).filter(([name]) => !UNUSED_PALETTES.test(name)));
  return convertCssVariables(
    { variables: pick(theirs.variables, ours.variables), light: pick(theirs.light, ours.light), dark: pick(theirs.dark, ours.dark) },
    ':root',
  );
}
