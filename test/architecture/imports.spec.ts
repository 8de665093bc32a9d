import { type ImportEdge, isTest, partsOf, readImports } from './importGraph';

/**
 * Who may import whom: left → right, nothing else of ours. `packages` are the npm packages a pure part may use;
 * parts without that list may use any.
 */
interface Rule {
  ours: string[];
  packages?: string[];
  /** Node's own modules; pure parts run in a browser and have none. */
  node?: boolean;
}
const NODES = { definitions: 'libs/nodes/definitions', runtime: 'libs/nodes/runtime', editor: 'libs/nodes/editor' };
const RULES: Record<string, Rule> = {
  'libs/messages': { ours: [], packages: ['zod'] },
  'libs/flow': { ours: [], packages: ['zod'] },
  'libs/fairplay': { ours: [], packages: ['@noble/hashes'] },
  'libs/engine': { ours: ['libs/flow'], packages: ['zod', 're2js', 'luxon', 'cron-parser'] },
  [NODES.definitions]: { ours: ['libs/flow', 'libs/messages'], packages: ['zod', 're2js', 'cron-parser', 'luxon'] },
  [NODES.runtime]: { ours: [NODES.definitions, 'libs/engine', 'libs/flow', 'libs/messages'], packages: ['zod', 're2js', 'luxon', 'cron-parser'] },
  [NODES.editor]: { ours: [NODES.definitions, 'libs/flow', 'libs/messages'] },
  'libs/line': { ours: ['libs/engine', 'libs/messages'], node: true },
  'libs/platform': { ours: [], node: true },
  'libs/contract': { ours: ['libs/flow', 'libs/messages', NODES.definitions], packages: ['zod'] },
  'libs/bots': { ours: ['libs/platform', 'libs/flow', 'libs/engine', NODES.definitions, NODES.runtime, 'libs/line', 'libs/contract'], node: true },
  'libs/accounts': { ours: ['libs/platform', 'libs/contract'], node: true },
  'libs/conversations': { ours: ['libs/engine', 'libs/flow', NODES.runtime, 'libs/line', 'libs/bots', 'libs/platform'], node: true },
  'libs/channelcare': { ours: ['libs/bots', 'libs/line', 'libs/platform'], node: true },
  'libs/richmenus': { ours: ['libs/conversations', 'libs/bots', 'libs/platform', 'libs/contract', 'libs/line', 'libs/messages'], node: true },
  'libs/pictures': { ours: ['libs/bots', 'libs/platform', 'libs/messages'], node: true },
  'libs/audience': { ours: ['libs/conversations', 'libs/bots', 'libs/platform', 'libs/contract', 'libs/line', 'libs/engine', 'libs/flow', 'libs/messages'], node: true },
  'libs/campaigns': { ours: ['libs/audience', 'libs/conversations', 'libs/channelcare', 'libs/bots', 'libs/platform', 'libs/contract', 'libs/line', 'libs/messages', 'libs/engine', 'libs/flow', NODES.runtime, NODES.definitions], node: true },
  'libs/games': { ours: ['libs/fairplay', 'libs/pictures', 'libs/audience', 'libs/conversations', 'libs/bots', 'libs/platform', 'libs/contract', 'libs/line', 'libs/messages', 'libs/engine', 'libs/flow'], node: true },
  'apps/studio': { ours: ['libs/flow', 'libs/engine', 'libs/messages', NODES.definitions, NODES.editor, NODES.runtime, 'libs/contract'] },
  'apps/pages': { ours: ['libs/contract', 'libs/fairplay'], node: true },
  'apps/server': { ours: ['*'], node: true },
  'apps/simulator': { ours: ['*'], node: true },
  'apps/cli': { ours: ['*'], node: true },
};
/** Packages that one part handles for everybody. */
const KEPT_BY: Record<string, string> = {
  'npm:bullmq': 'libs/platform',
  'npm:@nestjs/bullmq': 'libs/platform',
  'npm:ioredis': 'libs/platform',
  'npm:pino': 'libs/platform',
};

const edges = readImports(['libs', 'apps', 'test']);
const partOf = partsOf(edges);
const sources = edges.filter((edge) => !isTest(edge.from) && (edge.from.startsWith('libs/') || edge.from.startsWith('apps/')));
const say = (edge: ImportEdge, why: string) => `${edge.from}:${edge.line} imports ${edge.specifier}: ${why}`;

describe('the house', () => {
  it('is read at all: every part named in the rules has files, and every file belongs to a named part', () => {
    const parts = new Set(sources.map((edge) => partOf(edge.from)));
    expect([...parts].filter((part) => !(part in RULES))).toEqual([]);
    expect(sources.length).toBeGreaterThan(200);
  });

  it('imports only from left to right', () => {
    const wrong = sources.flatMap((edge) => {
      const from = partOf(edge.from);
      if (!edge.to.startsWith('libs/') && !edge.to.startsWith('apps/') && !edge.to.startsWith('test/')) return [];
      const to = partOf(edge.to);
      const { ours } = RULES[from] as Rule;
      if (to === from || (to.startsWith('libs/') && (ours.includes(to) || ours.includes('*')))) return [];
      return [say(edge, `${from} may import ${ours.join(', ') || 'nothing of ours'}.`)];
    });
    expect(wrong).toEqual([]);
  });

  it('enters another part by its door, not by a window', () => {
    const wrong = sources.flatMap((edge) => {
      const crosses = (edge.to.startsWith('libs/') || edge.to.startsWith('apps/')) && edge.to.split('/')[1] !== edge.from.split('/')[1];
      return crosses && !edge.specifier.startsWith('@chatloom/') ? [say(edge, 'use @chatloom/<lib>.')] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps pure parts pure: no Node modules, no packages but the named ones', () => {
    const wrong = sources.flatMap((edge) => {
      const { packages, node } = RULES[partOf(edge.from)] as Rule;
      if (edge.to.startsWith('node:')) return node || partOf(edge.from) === 'apps/studio' || partOf(edge.from) === NODES.editor ? [] : [say(edge, 'this part also runs in a browser.')];
      if (packages && edge.to.startsWith('npm:') && !packages.includes(edge.to.slice(4))) return [say(edge, `this part may use ${packages.join(', ')}.`)];
      return [];
    });
    expect(wrong).toEqual([]);
  });

  it('lets one part handle a library for everybody', () => {
    const wrong = sources.flatMap((edge) => {
      const keeper = KEPT_BY[edge.to];
      return keeper && partOf(edge.from) !== keeper ? [say(edge, `${keeper} handles it.`)] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('finds every file it imports', () => {
    expect(edges.filter((edge) => edge.to.startsWith('missing:')).map((edge) => say(edge, 'there is no such file.'))).toEqual([]);
  });

  it('has no circles among its parts', () => {
    const next = new Map<string, Set<string>>();
    for (const edge of sources) {
      if (!edge.to.startsWith('libs/') && !edge.to.startsWith('apps/')) continue;
      const [from, to] = [partOf(edge.from), partOf(edge.to)];
      if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
    }
    const finished = new Set<string>();
    const circles: string[] = [];
    const walk = (part: string, path: string[]): void => {
      if (path.includes(part)) return void circles.push([...path.slice(path.indexOf(part)), part].join(' → '));
      if (finished.has(part)) return;
      for (const other of next.get(part) ?? []) walk(other, [...path, part]);
      finished.add(part);
    };
    for (const part of next.keys()) walk(part, []);
    expect(circles).toEqual([]);
  });
});
