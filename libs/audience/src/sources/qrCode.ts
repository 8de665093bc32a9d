import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Light modules around the code, as ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;
/** A printed code is scratched and folded: a quarter of it may be missing. */
const CORRECTION = 'Q';

/** A QR code as SVG, black on white; one path, sharp at every size. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: CORRECTION, border: QUIET_ZONE });
  const path = data.flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
}

/** A QR code as PNG, in black and white, as near to `pixels` wide as whole modules allow (never wider, but at least one pixel each). */
export function qrPng(text: string, pixels: number): Buffer {
  const { data, size } = encode(text, { ecc: CORRECTION, border: QUIET_ZONE });
  const scale = Math.max(1, Math.floor(pixels / size));
  const width = size * scale;
  const rows = data.flatMap((modules) => {
    // One bit a pixel, 1 is white, after the byte that says "no filter".
    const row = Buffer.alloc(1 + Math.ceil(width / 8));
    for (let x = 0; x < width; x++) if (!modules[Math.floor(x / scale)]) row[1 + (x >> 3)]! |= 0x80 >> (x & 7);
    return Array.from({ length: scale }, () => row);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // 1 bit, grey, and the only compression, filter and interlacing there are or needed.
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

/** Where dark modules begin, and how many follow. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
