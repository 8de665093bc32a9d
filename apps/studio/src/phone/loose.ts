/**
 * Reading LINE message objects without trusting them: the phone shows whatever was sent, also a message of a type or
 * with a field that this version has never heard of (FACTS §1 "forward compatibility"), and must not fall over it.
 */
export type Loose = { readonly [field: string]: unknown };

/** The value as an object, or an empty one. Arrays do not count as objects. */
export function looseOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** A text field; numbers become text, everything else is `undefined`. */
export function textOf(of: Loose, field: string): string | undefined {
  const value = of[field];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A finite number, also when it was written as text. */
export function numberOf(of: Loose, field: string): number | undefined {
  const value = of[field];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** `true` only for the JSON value true. */
export function flagOf(of: Loose, field: string): boolean {
  return of[field] === true;
}

/** A list of objects; anything in it that is not an object is left out. */
export function listOf(of: Loose, field: string): Loose[] {
  const value = of[field];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Loose => typeof item === 'object' && item !== null && !Array.isArray(item));
}

/** An object field, or `undefined` when there is none. */
export function childOf(of: Loose, field: string): Loose | undefined {
  const value = of[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
}
