import type { ContactSort } from '@chatloom/contract';

/** Where a page of the list ended: the next one goes on behind it. */
export interface ListPosition {
  /** By last activity there are two parts: those with one, then those without. */
  phase: 'sorted' | 'silent';
  /** The last row's value of what is sorted by. */
  key: string;
  id: string;
}

/** A cursor that is not ours, or belongs to another order. */
export class InvalidCursorError extends Error {
  constructor() {
    super('This cursor belongs to another list.');
    this.name = 'InvalidCursorError';
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** The cursor behind this row. */
export function writePosition({ by, direction }: ContactSort, { row, key, phase }: { row: { id: string }; key: string; phase: ListPosition['phase'] }): string {
  return Buffer.from(JSON.stringify([by, direction, phase, key, row.id])).toString('base64url');
}

/** @throws InvalidCursorError */
export function readPosition(cursor: string, sort: ContactSort): ListPosition {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
  if (!Array.isArray(read) || read.length !== 5) throw new InvalidCursorError();
  const [by, direction, phase, key, id] = read as unknown[];
  const isOurs = by === sort.by && direction === sort.direction && (phase === 'sorted' || phase === 'silent') && typeof key === 'string' && typeof id === 'string' && UUID.test(id);
  if (!isOurs || (by === 'lastActive' && phase === 'sorted' && !MOMENT.test(key)) || key.includes('\u0000')) throw new InvalidCursorError();
  return { phase, key, id };
}
