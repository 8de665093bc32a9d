/**
 * The tree of rules while it is edited. Every part has an id of its own, so that a field keeps its focus when something
 * around it moves. All functions give back a new tree and leave the given one as it is; unknown ids change nothing.
 */
export interface RuleGroup<R> {
  id: string;
  /** all: every part must hold. any: one is enough. none: no part may hold. */
  match: 'all' | 'any' | 'none';
  parts: RulePart<R>[];
}
export interface RuleLeaf<R> {
  id: string;
  rule: R;
}
export type RulePart<R> = RuleGroup<R> | RuleLeaf<R>;

export const isGroup = <R>(part: RulePart<R>): part is RuleGroup<R> => 'parts' in part;

/** The tree with every part of this id replaced by what `change` makes of it; nothing made means the part is taken out. */
function mapPart<R>(group: RuleGroup<R>, id: string, change: (part: RulePart<R>) => RulePart<R>[]): RuleGroup<R> {
  let touched = false;
  const parts = group.parts.flatMap((part) => {
    if (part.id === id) {
      touched = true;
      return change(part);
    }
    if (!isGroup(part)) return [part];
    const inner = mapPart(part, id, change);
    if (inner !== part) touched = true;
    return [inner];
  });
  return touched ? { ...group, parts } : group;
}

/** Puts a part at the end of a group. */
export function addPart<R>(root: RuleGroup<R>, groupId: string, part: RulePart<R>): RuleGroup<R> {
  if (root.id === groupId) return { ...root, parts: [...root.parts, part] };
  return mapPart(root, groupId, (group) => (isGroup(group) ? [{ ...group, parts: [...group.parts, part] }] : [group]));
}

/** Takes a part out. A group that becomes empty by this stays: its name is still on the screen, and an empty one is a problem the list shows. */
export const removePart = <R>(root: RuleGroup<R>, id: string): RuleGroup<R> => mapPart(root, id, () => []);

export const changeRule = <R>(root: RuleGroup<R>, id: string, rule: R): RuleGroup<R> => mapPart(root, id, (part) => (isGroup(part) ? [part] : [{ ...part, rule }]));

export function changeMatch<R>(root: RuleGroup<R>, id: string, match: RuleGroup<R>['match']): RuleGroup<R> {
  if (root.id === id) return { ...root, match };
  return mapPart(root, id, (part) => (isGroup(part) ? [{ ...part, match }] : [part]));
}

/** Moves a part by one place within its group; at the ends it stays. */
export function movePart<R>(root: RuleGroup<R>, id: string, by: 1 | -1): RuleGroup<R> {
  const at = root.parts.findIndex((part) => part.id === id);
  if (at >= 0) {
    const to = at + by;
    if (to < 0 || to >= root.parts.length) return root;
    const parts = [...root.parts];
    [parts[at], parts[to]] = [parts[to]!, parts[at]!];
    return { ...root, parts };
  }
  const parts = root.parts.map((part) => (isGroup(part) ? movePart(part, id, by) : part));
  return parts.some((part, index) => part !== root.parts[index]) ? { ...root, parts } : root;
}

/** Puts a group around a part, so that others can join it there. */
export const wrapPart = <R>(root: RuleGroup<R>, id: string, groupId: string): RuleGroup<R> => mapPart(root, id, (part) => [{ id: groupId, match: 'any', parts: [part] }]);

/** Puts the parts of a group in its own place. */
export const unwrapGroup = <R>(root: RuleGroup<R>, id: string): RuleGroup<R> => mapPart(root, id, (part) => (isGroup(part) ? part.parts : [part]));

/** All rules from top to bottom, with the place each has in the tree: indexes from the root down. */
export function leavesOf<R>(root: RuleGroup<R>, at: number[] = []): { leaf: RuleLeaf<R>; path: number[] }[] {
  return root.parts.flatMap((part, index) => (isGroup(part) ? leavesOf(part, [...at, index]) : [{ leaf: part, path: [...at, index] }]));
}
