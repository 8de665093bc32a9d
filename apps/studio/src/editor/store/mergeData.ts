/** A field that two people changed to different values. */
export interface FieldClash {
  path: (string | number)[];
  mine: unknown;
  theirs: unknown;
}

/**
 * Three-way merge of a node's data: what only one side changed is taken from that side; where both changed the same
 * field to different values, mine stays and the clash is told, so that the editor can show both.
 */
export function mergeData<T>(before: T, mine: T, theirs: T): { merged: T; clashes: FieldClash[] } {
  const clashes: FieldClash[] = [];
  return { merged: merge(before, mine, theirs, [], clashes) as T, clashes };
}

function merge(before: unknown, mine: unknown, theirs: unknown, path: (string | number)[], clashes: FieldClash[]): unknown {
  if (equal(mine, theirs) || equal(before, theirs)) return mine;
  if (equal(before, mine)) return theirs;
  if (isRecord(before) && isRecord(mine) && isRecord(theirs)) {
    const merged: Record<string, unknown> = {};
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const value = merge(before[key], mine[key], theirs[key], [...path, key], clashes);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
  if (Array.isArray(before) && Array.isArray(mine) && Array.isArray(theirs) && mine.length === theirs.length && before.length === mine.length) {
    return mine.map((item, index) => merge(before[index], item, theirs[index], [...path, index], clashes));
  }
  clashes.push({ path, mine, theirs });
  return mine;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal((a as never)[key], (b as never)[key]));
}
