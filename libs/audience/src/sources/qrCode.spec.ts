import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { qrPng, qrSvg } from './qrCode';

const TEXT = 'https://bot.example.com/f/spring26';
const modules = encode(TEXT, { ecc: 'Q', border: 4 });

/** Dark pixels of a PNG in one bit grey without filters, by its rows. */
function readPng(png: Buffer): boolean[][] {
  const width = png.readUInt32BE(16);
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const bytes = 1 + Math.ceil(width / 8);
  return Array.from({ length: png.readUInt32BE(20) }, (_, y) => Array.from({ length: width }, (_unused, x) => (rows[y * bytes + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0));
}

describe('a QR code', () => {
  it.each([100, 333])('as PNG of %i pixels shows each module as a square, never wider than asked', (pixels) => {
    const rows = readPng(qrPng(TEXT, pixels));
    const scale = rows.length / modules.size;
    expect([Number.isInteger(scale), rows.length <= pixels, rows[0]!.length]).toEqual([true, true, rows.length]);
    expect(rows).toEqual(rows.map((row, y) => row.map((_, x) => modules.data[Math.floor(y / scale)]![Math.floor(x / scale)])));
  });

  it('is at least one pixel a module', () => expect(readPng(qrPng(TEXT, 1))).toHaveLength(modules.size));

  it('as SVG has every dark module once', () => {
    const dark = modules.data.flat().filter(Boolean).length;
    const drawn = [...qrSvg(TEXT).matchAll(/h(\d+)v1/g)].reduce((sum, [, width]) => sum + Number(width), 0);
    expect(drawn).toBe(dark);
  });
});
