import { type RichMenuTile, tileWordsOf } from '@chatloom/messages';
import type { Bounds } from './areaGeometry';

/** Where the parts of a tile lie, in pixels of the picture; `y` of a line is its baseline. */
export interface TileLayout {
  box: Bounds;
  icon: { x: number; y: number; size: number } | undefined;
  lines: { text: string; x: number; y: number }[];
  textSize: number;
}

// Shares of the tile's shorter side, and ems, as the server's painter has them (TilePainter of libs/pictures).
const LARGEST = 0.24;
const PADDING = 0.08;
const ICON = 0.4;
const ICON_ALONE = 0.55;
const ICON_GAP = 0.07;
const SMALLEST_PX = 20;
const LINE_HEIGHT = 1.3;
const ASCENT = 1.02;
const LINES_MAX = 3;

/**
 * An icon above up to three centred lines, the text as large as fits. For the moments until the server has drawn the real
 * picture: it measures letters, this only estimates them.
 */
export function tileLayout(tile: RichMenuTile, gap: number): TileLayout {
  const { bounds } = tile;
  const box = { x: bounds.x + gap, y: bounds.y + gap, width: Math.max(1, bounds.width - 2 * gap), height: Math.max(1, bounds.height - 2 * gap) };
  const short = Math.min(box.width, box.height);
  const words = tile.text.trim();
  const iconSize = tile.icon ? short * (words ? ICON : ICON_ALONE) : 0;
  const iconGap = tile.icon && words ? short * ICON_GAP : 0;
  const wide = box.width - 2 * short * PADDING;
  const high = box.height - 2 * short * PADDING - iconSize - iconGap;
  const smallest = Math.min(SMALLEST_PX, high / LINE_HEIGHT);
  let textSize = tile.textSize ?? Math.max(smallest, short * LARGEST);
  let lines = words ? breakLines(words, wide / textSize) : [];
  while (textSize * 0.92 >= smallest && (lines.length > LINES_MAX || lines.length * textSize * LINE_HEIGHT > high || lines.some((line) => ems(line) * textSize > wide))) {
    textSize *= 0.92;
    lines = breakLines(words, wide / textSize);
  }
  lines = lines.slice(0, LINES_MAX);
  const top = box.y + (box.height - iconSize - iconGap - lines.length * textSize * LINE_HEIGHT) / 2;
  const middle = box.x + box.width / 2;
  return {
    box,
    icon: tile.icon && { x: middle - iconSize / 2, y: top, size: iconSize },
    lines: lines.map((text, index) => ({ text, x: middle, y: top + iconSize + iconGap + (index * LINE_HEIGHT + ASCENT) * textSize })),
    textSize,
  };
}

/** Lines of at most so many ems, as even as they get; broken between words only. */
function breakLines(text: string, most: number): string[] {
  const broken = (width: number) => {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (const word of tileWordsOf(paragraph)) {
        if (line.trim() !== '' && ems((line + word).trimEnd()) > width) {
          lines.push(line.trimEnd());
          line = word.trimStart();
        } else line += word;
      }
      lines.push(line.trimEnd());
    }
    return lines;
  };
  let lines = broken(most);
  for (let share = 0.95; lines.length > 1 && share > 0.4; share -= 0.05) {
    const narrower = broken(most * share);
    if (narrower.length > lines.length || narrower.some((line) => ems(line) > most)) break;
    lines = narrower;
  }
  return lines;
}

/** Estimated width of a text in ems: wide scripts take one each, others a little more than half. */
function ems(text: string): number {
  let sum = 0;
  for (const letter of text) {
    // Marks above and below (Thai vowels and tones) take no width of their own.
    if (/\p{Mn}/u.test(letter)) continue;
    sum += /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60]|\p{Extended_Pictographic}/u.test(letter) ? 1 : /[A-Z]/.test(letter) ? 0.68 : 0.57;
  }
  return sum;
}
