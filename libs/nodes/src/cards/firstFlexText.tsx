/** The first words a Flex message shows, for the card; empty when it has none. Looks at most 12 levels deep. */
export function firstFlexText(contents: unknown, depth = 12): string {
  if (typeof contents !== 'object' || contents === null || depth === 0) return '';
  const part = contents as Record<string, unknown>;
  if (part.type === 'text' && typeof part.text === 'string' && part.text.trim() !== '') return part.text;
  for (const key of ['header', 'hero', 'body', 'contents', 'footer']) {
    const inner = part[key];
    for (const each of Array.isArray(inner) ? inner : [inner]) {
      const found = firstFlexText(each, depth - 1);
      if (found) return found;
    }
  }
  return '';
}
