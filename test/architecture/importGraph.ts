import { parseSync } from '@swc/core';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** One import statement of one file, resolved. */
export interface ImportEdge {
  /** Path from the root, with `/`. */
  from: string;
  line: number;
  specifier: string;
  /** Path from the root for our files, `npm:<package>` or `node:<module>` for the rest. */
  to: string;
  /** Vanishes at run time. */
  typeOnly: boolean;
}

const NODES = 'libs/nodes/src/';
const SOURCE = /\.tsx?$/;
const BUILTIN = new Set(builtinModules);

/** Every import of every TypeScript file below the given folders, dynamic and re-exporting ones included. */
export function readImports(folders: readonly string[]): ImportEdge[] {
  return folders.flatMap((folder) => sourceFiles(join(root, folder))).flatMap(importsOf);
}

/**
 * The part of the house each file belongs to: `libs/engine`, `apps/studio`, `test`. `nodes` has three doors, and a file
 * stands behind the first one it is reached from: definitions, then runtime, then the editor.
 */
export function partsOf(edges: readonly ImportEdge[]): (path: string) => string {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.from.startsWith(NODES) && edge.to.startsWith(NODES) && !isTest(edge.from)) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  }
  const doors = new Map<string, string>();
  const enter = (path: string, door: string): void => {
    if (doors.has(path)) return;
    doors.set(path, door);
    for (const to of next.get(path) ?? []) enter(to, door);
  };
  enter(`${NODES}definitions.ts`, 'libs/nodes/definitions');
  enter(`${NODES}runtime.ts`, 'libs/nodes/runtime');
  return (path) => {
    const [top, second] = path.split('/');
    if (path.startsWith('libs/nodes/')) return doors.get(path) ?? 'libs/nodes/editor';
    return top === 'libs' || top === 'apps' ? `${top}/${second}` : (top as string);
  };
}

/** Suites and what only suites use. */
export function isTest(path: string): boolean {
  return path.includes('/testing/') || /\.(spec|int-spec|e2e-spec|bench)\.tsx?$/.test(path);
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules'));
}

/** As much of a node of swc's tree as is looked at here; `source` of imports, `argument` of `import('…')` types, `arguments` of calls. */
interface SyntaxNode {
  type: string;
  value?: unknown;
  typeOnly?: boolean;
  isTypeOnly?: boolean;
  source?: SyntaxNode;
  argument?: SyntaxNode;
  callee?: SyntaxNode;
  arguments?: { expression: SyntaxNode }[];
  specifiers?: SyntaxNode[];
}

function importsOf(file: string): ImportEdge[] {
  const text = readFileSync(file, 'utf8');
  const edges: ImportEdge[] = [];
  const add = (named: SyntaxNode | undefined, typeOnly: boolean) => {
    if (named?.type !== 'StringLiteral') return;
    const specifier = named.value as string;
    // Where it is named first: swc counts bytes, and nobody needs more than a place to look at.
    const line = text.slice(0, Math.max(0, ...[`'${specifier}'`, `"${specifier}"`].map((quoted) => text.indexOf(quoted)))).split('\n').length;
    edges.push({ from: slashed(relative(root, file)), line, specifier, to: resolveSpecifier(file, specifier), typeOnly });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'ImportDeclaration') add(node.source, isTypeOnly(node));
    else if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') add(node.source, node.typeOnly === true);
    else if (node.type === 'TsImportType') add(node.argument, true);
    else if (node.type === 'CallExpression' && (node.callee?.type === 'Import' || (node.callee?.type === 'Identifier' && node.callee.value === 'require'))) add(node.arguments?.[0]?.expression, false);
    for (const child of Object.values(node).flat() as unknown[]) if (child !== null && typeof child === 'object') visit(child as SyntaxNode);
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: file.endsWith('x'), decorators: true }) as unknown as SyntaxNode);
  return edges;
}

function isTypeOnly({ typeOnly, specifiers = [] }: SyntaxNode): boolean {
  return typeOnly === true || (specifiers.length > 0 && specifiers.every((one) => one.type === 'ImportSpecifier' && one.isTypeOnly));
}

function resolveSpecifier(file: string, specifier: string): string {
  const nodes = /^@chatloom\/nodes\/(.+)$/.exec(specifier);
  const lib = /^@chatloom\/([^/]+)$/.exec(specifier);
  const support = /^@chatloom\/test\/(.+)$/.exec(specifier);
  if (support) return found(join(root, 'test/support', support[1] as string), specifier);
  if (nodes) return found(join(root, 'libs/nodes/src', nodes[1] as string), specifier);
  if (lib) return found(join(root, 'libs', lib[1] as string, 'src/index'), specifier);
  if (specifier.startsWith('.')) return found(resolve(dirname(file), specifier), specifier);
  const bare = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:') || BUILTIN.has(bare.split('/')[0] as string)) return `node:${bare}`;
  return `npm:${specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')}`;
}

function found(path: string, specifier: string): string {
  const bare = path.replace(/\?.*$/, '');
  const candidates = [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}.mjs`, `${bare}.json`, join(bare, 'index.ts'), join(bare, 'index.tsx')];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (!file && !specifier.startsWith('virtual:')) return `missing:${slashed(relative(root, path))}`;
  return slashed(relative(root, file ?? path));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
