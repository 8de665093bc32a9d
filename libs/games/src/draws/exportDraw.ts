import type { DrawTry } from '@chatloom/contract';
import { CSV_MARK, csvRow } from '@chatloom/platform';
import type { DrawView } from './Draws';

/** A draw as a table: its prizes, then everybody who took part, what they won and their codes, first things first. */
export function exportDraw(draw: Pick<DrawView, 'name' | 'document' | 'prizes'>, tries: readonly DrawTry[]): string {
  const names = new Map(draw.document.prizes.map(({ id, name }) => [id, name]));
  const line = ({ prizeId, displayName, contactId, attempt, code, at }: DrawTry) => csvRow([prizeId === null ? '' : (names.get(prizeId) ?? prizeId), displayName, contactId, attempt, code, at]);
  return (
    CSV_MARK +
    [
      csvRow([draw.name]),
      csvRow([]),
      csvRow(['prize', 'given', 'left']),
      ...draw.prizes.map(({ id, given, left }) => csvRow([names.get(id) ?? id, given, left])),
      csvRow([]),
      csvRow(['prize', 'person', 'contact', 'try', 'code', 'time']),
      ...tries.filter(({ prizeId }) => prizeId !== null).map(line),
      ...tries.filter(({ prizeId }) => prizeId === null).map(line),
    ].join('')
  );
}
