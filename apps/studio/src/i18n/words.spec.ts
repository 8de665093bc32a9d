import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AREAS, LANGUAGES } from './languages';

const SOURCES = [join(__dirname, '..'), join(__dirname, '../../../../libs/nodes/src')];
/** Suffixes i18next puts on plural forms; languages differ in which of them they have. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { [key: string]: string | Tree };
function flat(tree: Tree, prefix = ''): Map<string, string> {
  const words = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') words.set(prefix + key, value);
    else for (const [inner, word] of flat(value, `${prefix}${key}.`)) words.set(inner, word);
  }
  return words;
}
const read = (language: string, area: string) => flat(JSON.parse(readFileSync(join(__dirname, language, `${area}.json`), 'utf8')) as Tree);
const withoutPlurals = (words: Map<string, string>) => [...new Set([...words.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const placeholders = (word: string) => [...new Set([...word.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) => name!))].sort();
const tags = (word: string) => [...word.matchAll(/<(\/?\w+)>/g)].map(([, name]) => name!).sort();

describe.each(AREAS)('words of %s', (area) => {
  const english = read('en', area);

  it.each(LANGUAGES.map(({ id }) => id))('are the same keys in %s, none of them empty', (language) => {
    const words = read(language, area);
    expect(withoutPlurals(words)).toEqual(withoutPlurals(english));
    expect([...words].filter(([, word]) => word.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it.each(LANGUAGES.map(({ id }) => id))('have in %s every plural form its readers need', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const words = read(language, area);
    const counted = [...words.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    const missing = [...new Set(counted)].flatMap((key) => needed.map((form) => `${key}_${form}`)).filter((key) => !words.has(key));
    expect(missing).toEqual([]);
  });

  it.each(LANGUAGES.slice(1).map(({ id }) => id))('name the same values and tags in %s as in English', (language) => {
    const words = read(language, area);
    const differing = [...words].filter(([key, word]) => {
      const base = key.replace(PLURAL, '');
      const original = english.get(key) ?? english.get(`${base}_other`) ?? '';
      return placeholders(word).join() !== placeholders(original).join() || tags(word).join() !== tags(original).join();
    });
    expect(differing).toEqual([]);
  });
});

describe('keys in the source', () => {
  const all = new Map(AREAS.map((area) => [area as string, new Set(withoutPlurals(read('en', area)))]));
  const files = SOURCES.flatMap(sourceFiles);

  it('all have words', () => {
    const missing = files.flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      // A file that is handed its `t` (a helper) may use any area.
      const own = [...source.matchAll(/useTranslation\(\s*\[?([^\])]*)/g)].flatMap(([, names]) => [...names!.matchAll(/'(\w+)'/g)].map(([, area]) => area!));
      const areas = own.length > 0 ? [...new Set(own)] : [...all.keys()];
      const literal = [...source.matchAll(/(?<![\w.])(?:t|say)\(\s*'([\w:.-]+)'/g)].map(([, key]) => key!);
      const chosen = [...source.matchAll(/(?<![\w.])(?:t|say)\(\s*[^'"`,()]+\?\s*'([\w:.-]+)'\s*:\s*'([\w:.-]+)'/g)].flatMap(([, a, b]) => [a!, b!]);
      const attribute = [...source.matchAll(/i18nKey="([\w:.-]+)"/g)].map(([, key]) => key!);
      return [...literal, ...chosen, ...attribute].filter((key) => !has(key, areas)).map((key) => `${relative(__dirname, file)}: ${key}`);
    });
    expect(missing).toEqual([]);
  });

  it('that are put together have words for at least one ending', () => {
    const missing = files.flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      const patterns = [...source.matchAll(/(?<![\w.])(?:t|say)\(\s*`([^`]+)`/g)].map(([, pattern]) => pattern!);
      return patterns.filter((pattern) => !hasLike(pattern)).map((pattern) => `${relative(__dirname, file)}: ${pattern}`);
    });
    expect(missing).toEqual([]);
  });

  function has(key: string, areas: string[]): boolean {
    const [area, rest] = key.includes(':') ? (key.split(':') as [string, string]) : [undefined, key];
    return (area ? [area] : areas).some((name) => all.get(name)?.has(rest));
  }
  function hasLike(pattern: string): boolean {
    const [area, rest] = /^\w+:/.test(pattern) ? [pattern.split(':')[0]!, pattern.slice(pattern.indexOf(':') + 1)] : [undefined, pattern];
    const parts = rest.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const matcher = new RegExp(`^${parts.join('.+')}$`);
    return (area ? [area] : [...all.keys()]).some((name) => [...(all.get(name) ?? [])].some((key) => matcher.test(key)));
  }
});

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
