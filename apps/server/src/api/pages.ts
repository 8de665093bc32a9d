import { AccessError } from '@chatloom/accounts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Cursors are ids of the last entry shown; anything else was made up. @throws AccessError `invalid` */
export function cursorOf<K extends string>(cursor: string | undefined, name: K, shape: RegExp = UUID): { [key in K]?: string } {
  if (cursor === undefined) return {};
  if (!shape.test(cursor)) {
    const message = 'This is no cursor of ours.';
    throw new AccessError('invalid', message, { details: [{ path: ['query', 'cursor'], code: 'cursorInvalid', message }] });
  }
  return { [name]: cursor } as { [key in K]?: string };
}

/** One more than asked for was read, to know whether there is a next page. */
export function pageOf<T extends { id: string }>(found: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null };
}

/** Where a list ordered by a moment goes on: the moment (epoch ms) and the id of its last entry. @throws AccessError `invalid` */
export function momentCursorOf(cursor: string | undefined, id: RegExp = UUID): { at: number; id: string } | undefined {
  const [, at, last] = /^(\d{1,15})~(.+)$/.exec(cursor ?? '') ?? [];
  if (cursor === undefined) return undefined;
  if (at === undefined || last === undefined || !id.test(last)) cursorOf('', 'cursor');
  return { at: Number(at), id: last! };
}

/** The cursor behind a full page; `null` when it was the last one. */
export function momentCursorAfter(last: { at: string; id: string } | undefined, isFull: boolean): string | null {
  return isFull && last ? `${Date.parse(last.at)}~${last.id}` : null;
}

export function isoOrNull(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
