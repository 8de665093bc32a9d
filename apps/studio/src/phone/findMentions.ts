/** Somebody who can be mentioned: the bot (no `userId`), everybody (`all`), or a person. */
export interface Mentionable {
  name: string;
  userId?: string;
  all?: boolean;
}
export type Mention = { index: number; length: number; userId?: string; all?: boolean };

/** LINE takes so many mentions in a message (FACTS §5). */
const MENTIONS_MAX = 20;

/** Finds `@name` of those who can be mentioned; where one name begins with another, the longer one is meant. Places in UTF-16 units. */
export function findMentions(text: string, people: readonly Mentionable[]): Mention[] {
  const byLength = people.filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const found: Mention[] = [];
  for (let index = text.indexOf('@'); index >= 0 && found.length < MENTIONS_MAX; index = text.indexOf('@', index + 1)) {
    const named = byLength.find(({ name }) => text.startsWith(name, index + 1));
    if (!named) continue;
    const { name, ...who } = named;
    found.push({ index, length: name.length + 1, ...who });
  }
  return found;
}
