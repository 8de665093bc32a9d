import type { FieldHint } from '@chatloom/nodes/definitions';
import type { ZodType } from 'zod';

/** A step into `node.data`: a field's name or a place in a list. */
export type Path = readonly (string | number)[];

interface Def {
  type: string;
  innerType?: ZodType;
  in?: ZodType;
  shape?: Record<string, ZodType>;
  element?: ZodType;
  options?: readonly ZodType[];
  discriminator?: string;
  entries?: Record<string, string | number>;
  values?: readonly unknown[];
  defaultValue?: unknown;
}

const def = (schema: ZodType): Def => (schema as unknown as { def: Def }).def;

/** The schema behind `optional`, `default`, `nullable`, `readonly` and pipes. */
export function bareSchema(schema: ZodType): ZodType {
  let current = schema;
  for (let depth = 0; depth < 12; depth += 1) {
    const { type, innerType, in: input } = def(current);
    if (innerType && ['optional', 'default', 'prefault', 'nullable', 'readonly', 'catch', 'nonoptional'].includes(type)) current = innerType;
    else if (type === 'pipe' && input) current = input;
    else break;
  }
  return current;
}

/** Whether the field may be missing. */
export function isOptional(schema: ZodType): boolean {
  return ['optional', 'default', 'prefault'].includes(def(schema).type);
}

/** What a schema is made of, as far as a form can draw it. */
export type Shape =
  | { is: 'object'; fields: [name: string, schema: ZodType][] }
  | { is: 'list'; item: ZodType }
  | { is: 'variants'; discriminator: string; variants: { value: string; schema: ZodType }[] }
  | { is: 'select'; options: (string | number)[] }
  | { is: 'text' | 'number' | 'switch' | 'literal' | 'other' };

/** Reads a zod schema's shape; wrappers are looked through. */
export function readShape(schema: ZodType): Shape {
  const bare = def(bareSchema(schema));
  switch (bare.type) {
    case 'object':
      return { is: 'object', fields: Object.entries(bare.shape ?? {}) };
    case 'array':
      return bare.element ? { is: 'list', item: bare.element } : { is: 'other' };
    case 'enum':
      return { is: 'select', options: Object.values(bare.entries ?? {}) };
    case 'string':
      return { is: 'text' };
    case 'number':
    case 'int':
      return { is: 'number' };
    case 'boolean':
      return { is: 'switch' };
    case 'literal':
      return { is: 'literal' };
    case 'union':
      return bare.discriminator ? { is: 'variants', discriminator: bare.discriminator, variants: readVariants(bare) } : { is: 'other' };
    default:
      return { is: 'other' };
  }
}

function readVariants(bare: Def): { value: string; schema: ZodType }[] {
  return (bare.options ?? []).flatMap((option) => {
    const field = def(bareSchema(option)).shape?.[bare.discriminator!];
    const value = field && def(bareSchema(field)).values?.[0];
    return typeof value === 'string' ? [{ value, schema: option }] : [];
  });
}

/** All hints along the wrappers of a schema, the outer ones winning: also of fields that name no control. */
export function metaOf(schema: ZodType): Partial<FieldHint> {
  const found: Partial<FieldHint>[] = [];
  let current: ZodType | undefined = schema;
  for (let depth = 0; current && depth < 12; depth += 1) {
    found.push((current.meta() ?? {}) as Partial<FieldHint>);
    current = def(current).innerType;
  }
  return Object.assign({}, ...found.reverse()) as Partial<FieldHint>;
}

/** The hint of a field, with a control chosen from the schema's shape where the definition gave none. */
export function hintOf(schema: ZodType): FieldHint | undefined {
  const hint = metaOf(schema);
  if (hint.control) return hint as FieldHint;
  const shape = readShape(schema);
  if (shape.is === 'text' || shape.is === 'number' || shape.is === 'switch') return { control: shape.is };
  if (shape.is === 'select') return { control: 'select', options: shape.options };
  if (shape.is === 'literal') return { control: 'hidden' };
  return undefined;
}

/**
 * A value to begin with: what the schema says by default, else the emptiest thing of its kind.
 * Ids of choices, cases and branches are made anew by `newId`, so that two entries never share one.
 */
export function emptyValue(schema: ZodType, newId: () => string, name = ''): unknown {
  const own = def(schema);
  if (own.type === 'default' || own.type === 'prefault') {
    return typeof own.defaultValue === 'function' ? (own.defaultValue as () => unknown)() : structuredClone(own.defaultValue);
  }
  if (own.type === 'optional') return undefined;
  if (own.type === 'nullable') return null;
  const hint = metaOf(schema);
  if (name === 'id' && readShape(schema).is === 'text') return newId();
  if (hint.localized) return '';
  const shape = readShape(schema);
  switch (shape.is) {
    case 'object':
      return Object.fromEntries(
        shape.fields.map(([key, field]) => [key, emptyValue(field, newId, key)] as const).filter(([, value]) => value !== undefined),
      );
    case 'list':
      return Array.from({ length: hint.minItems ?? 0 }, () => emptyValue(shape.item, newId));
    case 'variants':
      return shape.variants[0] ? emptyValue(shape.variants[0].schema, newId) : {};
    case 'select':
      return shape.options[0];
    case 'number':
      return hint.min ?? 0;
    case 'switch':
      return false;
    case 'literal':
      return def(bareSchema(schema)).values?.[0];
    case 'text':
      return '';
    default: {
      const first = def(bareSchema(schema)).options?.[0];
      return first ? emptyValue(first, newId, name) : '';
    }
  }
}

/** Whether a schema has texts that may be written in several languages. */
export function hasLocalizedText(schema: ZodType): boolean {
  if (metaOf(schema).localized) return true;
  const shape = readShape(schema);
  if (shape.is === 'object') return shape.fields.some(([, field]) => hasLocalizedText(field));
  if (shape.is === 'list') return hasLocalizedText(shape.item);
  return shape.is === 'variants' && shape.variants.some((variant) => hasLocalizedText(variant.schema));
}

/** The value at a path, or `undefined` where the way there breaks off. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value !== null && typeof value === 'object' ? (value as Record<string | number, unknown>)[key] : undefined), data);
}

/** A copy of `data` with the value at `path` replaced; `undefined` takes the field away. Nothing else is copied. */
export function withValueAt<T>(data: T, path: Path, value: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  if (Array.isArray(data)) {
    const copy = [...data];
    copy[key as number] = withValueAt(copy[key as number], rest, value);
    return copy as T;
  }
  const record = data !== null && typeof data === 'object' ? (data as Record<string, unknown>) : {};
  const next = withValueAt(record[key], rest, value);
  if (next === undefined) {
    const { [key as string]: _gone, ...others } = record;
    return others as T;
  }
  return { ...record, [key]: next } as T;
}

/** Whether `path` is `prefix` or lies below it. */
export function isWithin(path: Path, prefix: Path): boolean {
  return prefix.every((key, index) => String(path[index]) === String(key));
}
