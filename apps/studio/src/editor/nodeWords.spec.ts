import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD_PROBLEM_CODES, FLOW_PROBLEM_CODES } from '@chatloom/flow';
import { nodeDefinitions, PROBLEM_CODES } from '@chatloom/nodes/definitions';
import type { ZodType } from 'zod';
import { KINDS } from './model/likelyNext';
import { hintOf, metaOf, readShape } from './form/readSchema';

const LANGUAGES = ['en', 'zh-TW', 'ja', 'th'] as const;
const read = (language: string, area: string): Record<string, unknown> => JSON.parse(readFileSync(join(__dirname, `../i18n/${language}/${area}.json`), 'utf8')) as Record<string, unknown>;
const has = (words: Record<string, unknown>, key: string): boolean => {
  const found = key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], words);
  return typeof found === 'string' && found !== '';
};

/** One of these keys must have words. */
type Wanted = string[];

/** Everything the settings form of a type will ask words for. */
function wantedBy(type: string, schema: ZodType, name = '', wanted: Wanted[] = []): Wanted[] {
  const hint = hintOf(schema);
  if (hint?.control === 'hidden') return wanted;
  if (name !== '') wanted.push([`nodes.${type}.fields.${name}`, `fields.${name}`]);
  for (const option of hint?.options ?? []) if (['select', 'multiSelect'].includes(hint?.control ?? '')) wanted.push(optionKeys(type, name, option));
  if (hint?.unitKey) wanted.push([hint.unitKey]);
  const shape = readShape(schema);
  if (metaOf(schema).localized || hint?.control === 'json' || hint?.control === 'duration') return wanted;
  if (shape.is === 'object') shape.fields.forEach(([field, inner]) => wantedBy(type, inner, field, wanted));
  if (shape.is === 'list') {
    const item = readShape(shape.item);
    if (hint?.control !== 'weekdays' && hint?.control !== 'multiSelect' && hint?.control !== 'conditions') wanted.push([`items.${name}`], [`addItem.${name}`]);
    if (item.is === 'object') item.fields.forEach(([field, inner]) => wantedBy(type, inner, field, wanted));
    if (item.is === 'variants') variants(type, item, wanted);
  }
  if (shape.is === 'variants') variants(type, shape, wanted);
  return wanted;
}
function variants(type: string, shape: Extract<ReturnType<typeof readShape>, { is: 'variants' }>, wanted: Wanted[]): void {
  wanted.push([`nodes.${type}.fields.${shape.discriminator}`, `fields.${shape.discriminator}`]);
  for (const { value, schema } of shape.variants) {
    wanted.push(optionKeys(type, shape.discriminator, value));
    const inner = readShape(schema);
    if (inner.is === 'object') inner.fields.filter(([name]) => name !== shape.discriminator).forEach(([name, field]) => wantedBy(type, field, name, wanted));
  }
}
const optionKeys = (type: string, name: string, option: string | number): Wanted => [`nodes.${type}.options.${name}.${option}`, `options.${name}.${option}`, `options.${option}`];

describe.each(LANGUAGES)('words of steps in %s', (language) => {
  const nodes = read(language, 'nodes');
  const problems = read(language, 'problems');

  it('every step type has a title and a line of help', () => {
    const missing = Object.keys(nodeDefinitions).flatMap((type) => ['title', 'help'].map((part) => `nodes.${type}.${part}`)).filter((key) => !has(nodes, key));
    expect(missing).toEqual([]);
  });

  it('every kind and every exit has a word', () => {
    const ports = Object.values(nodeDefinitions).flatMap((definition) =>
      definition.ports({ ...(definition.defaults() as object), noAnswer: {}, skip: { label: 'x' } } as never).flatMap((port) => ('key' in port.label ? [`ports.${port.label.key}`] : [])),
    );
    expect([...new Set([...ports, ...KINDS.map((kind) => `kinds.${kind}`)])].filter((key) => !has(nodes, key))).toEqual([]);
  });

  it('every field, choice and unit of every settings form has words', () => {
    const missing = Object.entries(nodeDefinitions).flatMap(([type, definition]) => wantedBy(type, definition.schema as ZodType).filter((keys) => !keys.some((key) => has(nodes, key))));
    expect([...new Set(missing.map((keys) => (keys.length > 1 ? keys[1] : keys[0])))]).toEqual([]);
  });

  it('every problem has a sentence with the values it names', () => {
    const codes: Record<string, readonly string[]> = { ...FLOW_PROBLEM_CODES, ...PROBLEM_CODES, ...Object.fromEntries(FIELD_PROBLEM_CODES.map((code) => [code, []])) };
    const missing = Object.keys(codes).filter((code) => !has(problems, `problems.${code}`));
    const strange = Object.entries((problems.problems ?? {}) as Record<string, string>).flatMap(([code, sentence]) => {
      const plain = code.replace(/_(?:one|other|zero)$/, '');
      const known = codes[plain];
      if (!known) return [`${code} is no problem`];
      if (plain.startsWith('field')) return [];
      return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).filter((value) => !known.includes(value)).map((value) => `${code}: {{${value}}}`);
    });
    expect({ missing, strange }).toEqual({ missing: [], strange: [] });
  });
});
