import { CSV_MARK, csvRow } from '@chatloom/platform';
import type { BingoView } from './BingoGames';
import { callLabel } from './itemLabel';

/** Winners of a game as a table, then what was called in the last round. */
export function exportBingo(game: Pick<BingoView, 'name' | 'document' | 'host'>): string {
  const prizes = new Map(game.document.prizes.map(({ id, name }) => [id, name]));
  const lines = [
    csvRow([game.name]),
    csvRow([]),
    csvRow(['round', 'prize', 'place', 'person', 'contact', 'call', 'time']),
    ...[...game.host.winners].reverse().map(({ round, prizeId, place, displayName, contactId, call, at }) => csvRow([round, prizes.get(prizeId) ?? prizeId, place, displayName, contactId, call, at])),
    csvRow([]),
    csvRow(['call', 'item', 'time']),
    ...game.host.calls.map(({ item, at }, i) => csvRow([i + 1, callLabel(game.document, item), at])),
  ];
  return CSV_MARK + lines.join('');
}
