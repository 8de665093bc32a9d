/** What is unusual about where a trigger listens, one line each; nothing when nothing is. */
export function sayPlace({ where, onlyMentioned }: { where?: string; onlyMentioned?: boolean }, t: (key: string) => string): string[] {
  return [...(where === 'groups' ? [t('preview.inGroups')] : []), ...(onlyMentioned && where !== 'oneToOne' ? [t('preview.onlyMentioned')] : [])];
}
