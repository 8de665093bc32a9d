import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A family of Noto Sans as npm ships it: cut into files by ranges of characters. */
export type FontFamily = 'noto-sans-tc' | 'noto-sans-jp' | 'noto-sans-thai';

/** One file of a family with the characters it has. */
export interface FontPart {
  path: string;
  has(codePoint: number): boolean;
}

/** Parts of a family. Nothing is fetched: the files come with `npm install`. @throws when the package is not installed */
export async function fontParts(family: FontFamily): Promise<FontPart[]> {
  const anyFile = resolvePackage(`@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`);
  const files = dirname(anyFile);
  const ranges = JSON.parse(await readFile(join(files, '../unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(ranges).map(([key, text]) => {
    const spans = text.split(',').map(readRange);
    return {
      path: join(files, `${family}-${key.replace(/[[\]]/g, '')}-wght-normal.woff2`),
      has: (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to),
    };
  });
}

/** `U+4e00` or `U+4e00-4eff`. */
function readRange(text: string): [number, number] {
  const [from = '', to = from] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** Packages lie beside the program that runs (dist/server), or beside the tests. */
function resolvePackage(specifier: string): string {
  const places = [process.argv[1], join(process.cwd(), 'main.js')].filter((place): place is string => place !== undefined);
  for (const place of places) {
    try {
      return createRequire(place).resolve(specifier);
    } catch {
      // The next place.
    }
  }
  throw new Error(`The package of ${specifier} is not installed. Run "npm install".`);
}
