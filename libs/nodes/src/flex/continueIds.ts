/** Beginning of a postback's data that stands for an exit of the node. */
export const CONTINUE = 'continue:';

/** Ids of the exits that the actions of a Flex container lead to. Without recursion, so that any depth is survived. */
export function continueIds(contents: unknown): Set<string> {
  const ids = new Set<string>();
  const toVisit: unknown[] = [contents];
  while (toVisit.length > 0) {
    const value = toVisit.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { type, data } = value as { type?: unknown; data?: unknown };
    if (type === 'postback' && typeof data === 'string' && data.startsWith(CONTINUE)) ids.add(data.slice(CONTINUE.length));
    toVisit.push(...Object.values(value));
  }
  return ids;
}
