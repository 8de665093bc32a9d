import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';
import decompress from 'woff2-encoder/decompress';
import { type FontFamily, type FontPart, fontParts } from './fontFiles';

/** A text as outlines: in ems, its baseline at 0, upwards negative. */
export interface ShapedText {
  /** Path data with its place, one per glyph. */
  glyphs: { x: number; y: number; scale: number; path: string }[];
  /** Ems. */
  width: number;
}

/** Semi-bold: readable as white on a colour at a phone's size. */
const WEIGHT = 600;
const KANA = /[\u3040-\u30ff]/;
/** A tone mark before sara am: the ring of sara am belongs below the tone mark, which fonts expect in this order. */
const TONE_BEFORE_AM = /([\u0e48-\u0e4b])\u0e33/g;

/** Turns texts into outlines with fonts of our own, so that a picture looks the same on every machine. */
export class TextShaper {
  private readonly parts = new Map<FontFamily, Promise<FontPart[]>>();
  private readonly fonts = new Map<string, Promise<Font>>();

  /**
   * One line of text. Characters no font has (emoji, rare scripts) are left out.
   * @param japanese shapes of kanji as in Japan where they differ from those of Taiwan
   */
  async shape(text: string, japanese: boolean): Promise<ShapedText> {
    const shaped: ShapedText = { glyphs: [], width: 0 };
    for (const { part, text: run } of await this.runsOf(text.replace(TONE_BEFORE_AM, '\u0e4d$1\u0e32'), japanese)) {
      const font = await this.open(part);
      const scale = 1 / font.unitsPerEm;
      const { glyphs, positions } = font.layout(run);
      glyphs.forEach((glyph, index) => {
        const { xOffset, yOffset, xAdvance } = positions[index]!;
        const path = glyph.path.toSVG();
        if (path !== '') shaped.glyphs.push({ x: shaped.width + xOffset * scale, y: -yOffset * scale, scale, path });
        shaped.width += xAdvance * scale;
      });
    }
    return shaped;
  }

  /** Neighbouring characters that one font file has. */
  private async runsOf(text: string, japanese: boolean): Promise<{ part: FontPart; text: string }[]> {
    const families: FontFamily[] = japanese ? ['noto-sans-jp', 'noto-sans-tc', 'noto-sans-thai'] : ['noto-sans-tc', 'noto-sans-jp', 'noto-sans-thai'];
    const candidates = (await Promise.all(families.map((family) => this.partsOf(family)))).flat();
    const runs: { part: FontPart; text: string }[] = [];
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      const last = runs.at(-1);
      const part = await this.partWith(codePoint, last ? [last.part, ...candidates] : candidates);
      if (!part) continue;
      if (last?.part === part) last.text += character;
      else runs.push({ part, text: character });
    }
    return runs;
  }

  /** The ranges a package tells are generous: what counts is whether the font has a shape. */
  private async partWith(codePoint: number, candidates: readonly FontPart[]): Promise<FontPart | undefined> {
    for (const part of candidates) if (part.has(codePoint) && (await this.open(part)).hasGlyphForCodePoint(codePoint)) return part;
    return undefined;
  }

  private partsOf(family: FontFamily): Promise<FontPart[]> {
    const known = this.parts.get(family) ?? fontParts(family);
    this.parts.set(family, known);
    return known;
  }

  private open({ path }: FontPart): Promise<Font> {
    const known = this.fonts.get(path) ?? openFont(path);
    this.fonts.set(path, known);
    return known;
  }
}

/** Is any of the texts Japanese? Kana tell; kanji alone do not. */
export function isJapanese(texts: readonly string[]): boolean {
  return texts.some((text) => KANA.test(text));
}

async function openFont(path: string): Promise<Font> {
  // The weight of a compressed font cannot be set: unpack it first.
  const font = create(Buffer.from(await decompress(await readFile(path)))) as Font;
  return font.getVariation({ wght: WEIGHT });
}
