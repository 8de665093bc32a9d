import { Injectable } from '@nestjs/common';
import { renderAsync } from '@resvg/resvg-js';
import type { RichMenuBounds, RichMenuDrawing, RichMenuTile } from '@chatloom/messages';
import { breakEvenly } from './breakText';
import { ICON_SHAPES } from './iconShapes';
import { isJapanese, type ShapedText, TextShaper } from './TextShaper';

/** Ems between baselines. */
const LINE_HEIGHT = 1.3;
/** Ems from the top of a line to its baseline: Noto's letters sit in the middle of the line then. */
const ASCENT = 1.02;
/** Sizes of text that is "as large as fits", in shares of the tile's shorter side. */
const LARGEST = 0.24;
const SMALLEST_PX = 20;
/** Margin inside a tile, the icon's size, and the gap between icon and text, in shares of the tile's shorter side. */
const PADDING = 0.08;
const ICON = 0.4;
const ICON_ALONE = 0.55;
const ICON_GAP = 0.07;
const LINES_MAX = 3;

interface Block {
  lines: ShapedText[];
  /** Pixels. */
  size: number;
}

/** Draws a picture out of tiles with text and icon: of a rich menu, of a card of bingo. */
@Injectable()
export class TilePainter {
  private readonly shaper = new TextShaper();

  /** A PNG of exactly the given size in pixels. */
  async paint(size: { width: number; height: number }, drawing: RichMenuDrawing): Promise<Buffer> {
    const svg = await this.toSvg(size, drawing);
    return (await renderAsync(svg, { font: { loadSystemFonts: false } })).asPng();
  }

  private async toSvg({ width, height }: { width: number; height: number }, drawing: RichMenuDrawing): Promise<string> {
    const japanese = isJapanese(drawing.tiles.map((tile) => tile.text));
    const tiles: string[] = [];
    for (const tile of drawing.tiles) tiles.push(await this.tile(tile, drawing, japanese));
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${drawing.background}"/>${tiles.join('')}</svg>`;
  }

  private async tile(tile: RichMenuTile, { gap, cornerRadius }: RichMenuDrawing, japanese: boolean): Promise<string> {
    const box = shrink(tile.bounds, gap);
    if (box.width <= 0 || box.height <= 0) return '';
    const radius = Math.min(cornerRadius, box.width / 2, box.height / 2);
    const face = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}" fill="${tile.background}"/>`;
    const short = Math.min(box.width, box.height);
    const inner = shrink(box, short * PADDING);
    const hasText = tile.text.trim() !== '';
    const iconSize = tile.icon ? short * (hasText ? ICON : ICON_ALONE) : 0;
    const iconGap = tile.icon && hasText ? short * ICON_GAP : 0;
    const block = hasText ? await this.fit(tile, { width: inner.width, height: inner.height - iconSize - iconGap }, short, japanese) : { lines: [], size: 0 };
    const top = box.y + (box.height - iconSize - iconGap - block.lines.length * block.size * LINE_HEIGHT) / 2;
    const middle = box.x + box.width / 2;
    const icon = tile.icon ? iconAt(tile.icon, middle - iconSize / 2, top, iconSize, tile.colour) : '';
    const texts = block.lines.map((line, index) => textAt(line, middle, top + iconSize + iconGap + (index * LINE_HEIGHT + ASCENT) * block.size, block.size)).join('');
    return `${face}${icon}<g fill="${tile.colour}">${texts}</g>`;
  }

  /** The text in the wanted size, or in the largest in which it fits; the last line ends with … when it never does. */
  private async fit(tile: RichMenuTile, room: { width: number; height: number }, short: number, japanese: boolean): Promise<Block> {
    // Widths in ems do not depend on the size, so each piece is measured once for all sizes.
    const known = new Map<string, Promise<ShapedText>>();
    const shape = (text: string): Promise<ShapedText> => {
      const shaped = known.get(text) ?? this.shaper.shape(text, japanese);
      known.set(text, shaped);
      return shaped;
    };
    const widthOf = async (text: string) => (await shape(text)).width;
    const shapeAll = (lines: readonly string[]) => Promise.all(lines.map(shape));
    const smallest = Math.min(SMALLEST_PX, room.height / LINE_HEIGHT);
    const largest = tile.textSize ?? Math.max(smallest, short * LARGEST);
    for (let size = largest; ; size *= 0.92) {
      const lines = await breakEvenly(tile.text.trim(), room.width / size, widthOf);
      const isFitting = lines.length <= LINES_MAX && lines.length * size * LINE_HEIGHT <= room.height;
      // A word cut in two is worse than a smaller size.
      if (isFitting && (!cutsWord(tile.text, lines) || size * 0.92 < smallest)) return { lines: await shapeAll(lines), size };
      if (size * 0.92 < smallest) {
        const room3 = Math.max(1, Math.min(LINES_MAX, Math.floor(room.height / (size * LINE_HEIGHT))));
        const kept = lines.length > room3 ? [...lines.slice(0, room3 - 1), `${[...lines[room3 - 1]!].slice(0, -1).join('')}…`] : lines;
        return { lines: await shapeAll(kept), size };
      }
    }
  }
}

/** Did a line end inside a word of letters? */
function cutsWord(text: string, lines: readonly string[]): boolean {
  const words = new Set(text.split(/\s+/));
  return lines.some((line) => /^[\p{Script=Latin}\p{N}]+$/u.test(line) && !words.has(line) && line.length > 1);
}

function shrink({ x, y, width, height }: RichMenuBounds, by: number): RichMenuBounds {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** Tabler icons are drawn on 24 × 24 with a line of 2. */
function iconAt(icon: NonNullable<RichMenuTile['icon']>, x: number, y: number, size: number, colour: string): string {
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${size / 24})" fill="none" stroke="${colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${ICON_SHAPES[icon]}</g>`;
}

function textAt({ glyphs, width }: ShapedText, middle: number, baseline: number, size: number): string {
  const left = middle - (width * size) / 2;
  return glyphs.map(({ x, y, scale, path }) => `<path transform="translate(${round(left + x * size)} ${round(baseline + y * size)}) scale(${scale * size} ${-scale * size})" d="${path}"/>`).join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
