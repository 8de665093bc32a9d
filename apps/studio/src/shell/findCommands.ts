import type { Icon } from '@tabler/icons-react';

/** Somewhere the command palette leads. */
export interface Command {
  id: string;
  label: string;
  group: string;
  icon: Icon;
  run: () => unknown;
}

const LIMIT = 50;
/** Width, case and accents do not matter: "ＦＡＱ" finds "faq". */
const fold = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** Commands that contain every word typed, those beginning with the text first; the given order otherwise. */
export function findCommands<C extends { label: string; group: string }>(commands: readonly C[], text: string): C[] {
  const wanted = fold(text.trim());
  if (!wanted) return commands.slice(0, LIMIT);
  const words = wanted.split(/\s+/);
  const found = commands
    .map((command) => ({ command, label: fold(command.label), all: fold(`${command.label} ${command.group}`) }))
    .filter(({ all }) => words.every((word) => all.includes(word)));
  const rank = (label: string) => (label.startsWith(wanted) ? 0 : label.includes(wanted) ? 1 : 2);
  return found
    .sort((a, b) => rank(a.label) - rank(b.label))
    .map(({ command }) => command)
    .slice(0, LIMIT);
}
