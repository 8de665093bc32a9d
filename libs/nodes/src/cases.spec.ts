import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@chatloom/engine';
import { ASK_REFUSALS, type NodeType, NODE_TYPES, nodeDefinitions, PROBLEM_CODES, TRACE_CODES } from './definitions';
import { nodeRunners } from './runtime';
import { expand, fold, type NodeCase, runCase } from './testing/runCase';

function casesOf(type: NodeType): NodeCase[] {
  const file = join(__dirname, type, `${type}.cases.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NodeCase[]) : [];
}

/**
 * Every node type by its golden cases, `<type>/<type>.cases.json`. The list comes from the registry, so a type without
 * cases fails. `UPDATE_GOLDENS=1` writes what happens into the files, to be read in review.
 */
describe.each([...NODE_TYPES])('%s', (type: NodeType) => {
  const file = join(__dirname, type, `${type}.cases.json`);
  const cases = casesOf(type);

  it('has at least four cases, named differently', () => {
    expect(cases.length).toBeGreaterThanOrEqual(4);
    expect(new Set(cases.map((each) => each.name)).size).toBe(cases.length);
  });

  if (process.env.UPDATE_GOLDENS) {
    it('rewrites its goldens', () => {
      const written = cases.map(({ expect: _old, ...each }) => ({ ...each, expect: run(each) }));
      writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(cases.length);
    });
    return;
  }

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(run(each)).toEqual(each.expect);
  });

  function run(each: NodeCase): JsonObject {
    const expanded = expand(each as unknown as JsonObject) as unknown as NodeCase;
    return fold(runCase(nodeDefinitions[type], nodeRunners[type], expanded)) as JsonObject;
  }
});

it('the goldens show every trace line the translators know, and no other', () => {
  const seen = new Map<string, Set<string>>();
  const whys = new Set<unknown>();
  for (const type of NODE_TYPES) {
    for (const each of casesOf(type)) {
      for (const line of (each.expect?.trace ?? []) as { code: string; params?: JsonObject }[]) {
        seen.set(line.code, new Set([...(seen.get(line.code) ?? []), ...Object.keys(line.params ?? {})]));
        if (line.code === 'askRefused') whys.add(line.params?.why);
      }
    }
  }
  expect([...seen.keys()].sort()).toEqual(Object.keys(TRACE_CODES).sort());
  for (const [code, params] of Object.entries(TRACE_CODES)) expect([...seen.get(code)!]).toEqual(expect.arrayContaining([...params]));
  expect([...whys].sort()).toEqual([...ASK_REFUSALS].sort());
});

it('the goldens show every problem the translators know', () => {
  const shown = NODE_TYPES.flatMap(casesOf).flatMap((each) => (each.expect?.problems ?? []) as { code: string }[]);
  const codes = new Set(shown.map((problem) => problem.code));
  expect(Object.keys(PROBLEM_CODES).filter((code) => !codes.has(code))).toEqual([]);
});
