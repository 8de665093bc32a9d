import type { KeyboardEvent } from 'react';
import type { PageLanguage } from '../words';
import type { FollowedCard } from './followBingo';
import { sayMyBingo } from './sayMyBingo';

const STEPS: Partial<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The cells of a card. Where players mark, each is a button: arrow keys walk over the card, Enter marks. A colour is never the only sign, so what is
 * marked carries a tick.
 * @param onMark absent: nothing can be marked by hand
 */
export function BingoCells({ cells, columns, language, onMark }: { cells: FollowedCard['cells']; columns: number; language: PageLanguage; onMark?: (item: number) => void }) {
  const isTicket = columns === 9;
  const walk = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = STEPS[event.key];
    const from = event.target instanceof Element ? event.target.closest('td') : null;
    if (!step || !from) return;
    event.preventDefault();
    const rows = [...event.currentTarget.rows];
    const at = [rows.indexOf(from.parentElement as HTMLTableRowElement), from.cellIndex] as [number, number];
    // Over cells that are no buttons, until one is or the card ends.
    for (;;) {
      at[0] += step[0];
      at[1] += step[1];
      const cell = rows[at[0]]?.cells[at[1]];
      if (!cell) return;
      const button = cell.querySelector('button');
      if (button) return button.focus();
    }
  };
  return (
    <table className="bingoCard" data-columns={columns} onKeyDown={walk}>
      <caption className="hidden">{sayMyBingo(language, 'card')}</caption>
      <tbody>
        {Array.from({ length: cells.length / columns }, (_, row) => (
          <tr key={row}>
            {cells.slice(row * columns, (row + 1) * columns).map(({ item, label, imageUrl, isMarked, isCalled }, column) => {
              const face = (
                <>
                  {imageUrl && <img src={imageUrl} alt="" />}
                  <span>{item === null ? (isTicket ? '' : sayMyBingo(language, 'free')) : label}</span>
                  {isMarked && item !== null && <span aria-hidden className="tick">✓</span>}
                  {item !== null && (isMarked || isCalled) && <span className="hidden">{sayMyBingo(language, isMarked ? 'marked' : 'called')}</span>}
                </>
              );
              return (
                <td key={column} data-marked={(isMarked && !(isTicket && item === null)) || undefined} data-called={(isCalled && !isMarked) || undefined} data-blank={(isTicket && item === null) || undefined} data-words={label.length > 3 || undefined}>
                  {onMark && item !== null ? (
                    <button type="button" aria-pressed={isMarked} onClick={() => !isMarked && onMark(item)}>
                      {face}
                    </button>
                  ) : (
                    <div>{face}</div>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
