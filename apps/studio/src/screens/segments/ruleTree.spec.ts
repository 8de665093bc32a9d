import { assert, property, array, constantFrom, integer } from 'fast-check';
import { addPart, changeMatch, changeRule, isGroup, leavesOf, movePart, removePart, unwrapGroup, wrapPart, type RuleGroup, type RulePart } from './ruleTree';

const leaf = (id: string) => ({ id, rule: id });
const tree: RuleGroup<string> = { id: 'root', match: 'all', parts: [leaf('a'), { id: 'g', match: 'any', parts: [leaf('b'), leaf('c')] }, leaf('d')] };
/** The part at a place, by indexes from the root down. */
function partAt(root: RuleGroup<string>, path: readonly number[]): RulePart<string> | undefined {
  let part: RulePart<string> | undefined = root;
  for (const index of path) part = part && isGroup(part) ? part.parts[index] : undefined;
  return part;
}
const names = (root: RuleGroup<string>) => leavesOf(root).map(({ leaf: { rule } }) => rule).join('');

it('lists its rules from top to bottom with their places', () => {
  expect(leavesOf(tree).map(({ leaf: { id }, path }) => [id, path])).toEqual([['a', [0]], ['b', [1, 0]], ['c', [1, 1]], ['d', [2]]]);
  expect(partAt(tree, [1, 1])).toEqual(leaf('c'));
  expect(partAt(tree, [0, 1])).toBeUndefined();
});

it('adds to the group it was asked for, at any depth', () => {
  expect(names(addPart(tree, 'root', leaf('x')))).toBe('abcdx');
  expect(names(addPart(tree, 'g', leaf('x')))).toBe('abcxd');
});

it('removes, changes and moves a part within its group', () => {
  expect(names(removePart(tree, 'g'))).toBe('ad');
  expect(names(changeRule(tree, 'b', 'y'))).toBe('aycd');
  expect(names(movePart(tree, 'c', -1))).toBe('acbd');
  expect(names(movePart(tree, 'g', 1))).toBe('adbc');
  expect(changeMatch(tree, 'root', 'any').match).toBe('any');
  expect((partAt(changeMatch(tree, 'g', 'none'), [1]) as RuleGroup<string>).match).toBe('none');
});

it('stays the very same tree when nothing can be done', () => {
  for (const same of [movePart(tree, 'a', -1), movePart(tree, 'c', 1), removePart(tree, 'nobody'), unwrapGroup(tree, 'nobody')]) expect(same).toBe(tree);
});

it('puts a group around a part and takes it away again', () => {
  const wrapped = wrapPart(tree, 'a', 'new');
  expect(partAt(wrapped, [0])).toEqual({ id: 'new', match: 'any', parts: [leaf('a')] });
  expect(unwrapGroup(wrapped, 'new')).toEqual(tree);
});

it('never loses or doubles a rule by moving and wrapping', () => {
  const ids = constantFrom('a', 'b', 'c', 'd', 'g', 'w0', 'w1', 'w2');
  assert(
    property(array(ids.chain((id) => integer({ min: 0, max: 3 }).map((what) => ({ id, what }))), { maxLength: 20 }), (moves) => {
      let root = tree;
      let wraps = 0;
      for (const { id, what } of moves) root = what === 0 ? movePart(root, id, 1) : what === 1 ? movePart(root, id, -1) : what === 2 ? wrapPart(root, id, `w${wraps++}`) : unwrapGroup(root, id);
      expect(leavesOf(root).map(({ leaf: { id } }) => id).sort().join('')).toBe('abcd');
      const groups = (group: RuleGroup<string>): string[] => [group.id, ...group.parts.filter(isGroup).flatMap(groups)];
      expect(new Set(groups(root)).size).toBe(groups(root).length);
    }),
  );
});
