import type { BingoDocument } from '@chatloom/contract';
import { FREE, shapeOf } from '@chatloom/fairplay';
import type { RichMenuDrawing, RichMenuTile } from '@chatloom/messages';
import { kindOf } from './BingoRow';
import { sayBingo } from './bingoWords';
import { itemLabel } from './itemLabel';

/** What the picture of a card shows. */
export interface BingoPicture {
  document: BingoDocument;
  card: readonly number[];
  /** Marked cells as bits, cell 0 lowest. */
  marks: number;
  language: string | undefined;
}

/** Pixels: sharp on a phone, light enough for LINE (FACTS §7: at most 1 MB for a preview). */
const WIDTH = 1040;
const MARGIN = 30;
const TITLE = 130;
const INK = '#1B2228';
const CANVAS = '#F4F6F8';
const CELL = '#FFFFFF';
const BLANK = '#DDE3E8';
const ACCENT = '#0B7A3B';
/** Of a cell's width: the star of a marked one, because a colour is never the only sign. */
const STAR = 0.24;

/** A card as a drawing for `TilePainter`, with the size of its picture. */
export function drawBingoPicture({ document, card, marks, language }: BingoPicture): { size: { width: number; height: number }; drawing: RichMenuDrawing } {
  const { rows, columns } = shapeOf(kindOf(document));
  const side = Math.floor((WIDTH - 2 * MARGIN) / columns);
  const tiles: RichMenuTile[] = [{ bounds: { x: MARGIN, y: MARGIN, width: side * columns, height: TITLE }, text: document.title, background: CANVAS, colour: INK }];
  card.forEach((item, cell) => {
    const bounds = { x: MARGIN + (cell % columns) * side, y: MARGIN + TITLE + Math.floor(cell / columns) * side, width: side, height: side };
    const isBlank = item === FREE && document.card.type === 'balls90';
    const isMarked = !isBlank && (marks & (1 << cell)) !== 0;
    const text = isBlank ? '' : item === FREE ? sayBingo(language, 'free') : itemLabel(document, item);
    tiles.push({ bounds, text, background: isBlank ? BLANK : isMarked ? ACCENT : CELL, colour: isMarked ? '#FFFFFF' : INK });
    if (isMarked) {
      const star = Math.round(side * STAR);
      tiles.push({ bounds: { x: bounds.x + side - star - 10, y: bounds.y + 10, width: star, height: star }, text: '', icon: 'star', background: ACCENT, colour: '#FFFFFF' });
    }
  });
  return { size: { width: WIDTH, height: 2 * MARGIN + TITLE + side * rows }, drawing: { background: CANVAS, gap: 6, cornerRadius: columns === 9 ? 10 : 24, tiles } };
}
