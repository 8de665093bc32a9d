import type { PersonalDraw } from '@chatloom/contract';

/** A field of the wheel; null: no prize. */
export type Field = string | null;

/** A wheel with fewer fields looks empty, one with more cannot be read on a phone. */
const FEWEST = 6;

/** Fields of a wheel: every prize and "nothing", in turn, and all of them again until there are enough. Their size says nothing about the odds. */
export function fieldsOf({ prizes }: Pick<PersonalDraw, 'prizes'>): Field[] {
  const once: Field[] = [...prizes.map(({ id }) => id), null];
  const times = Math.max(1, Math.ceil(FEWEST / once.length));
  return Array.from({ length: times }, () => once).flat();
}

/**
 * By how much the wheel is turned in all, in degrees, so that a field of this prize ends under the pointer at the top.
 * @param from as it stands now
 * @param chance 0 ≤ chance < 1: which of the fields of this prize, and where inside of it, so that it does not always stop dead in the middle
 */
export function turnTo(fields: readonly Field[], prizeId: Field, from: number, chance: number): number {
  const wanted = fields.flatMap((field, index) => (field === prizeId ? [index] : []));
  if (wanted.length === 0) return from;
  const pick = Math.min(wanted.length - 1, Math.floor(chance * wanted.length));
  const within = chance * wanted.length - pick;
  const width = 360 / fields.length;
  // Never on the edge: the middle two thirds of the field.
  const target = 360 - (wanted[pick]! + 0.5 + (within - 0.5) * 0.66) * width;
  const turns = 5;
  return from + turns * 360 + ((((target - from) % 360) + 360) % 360);
}
