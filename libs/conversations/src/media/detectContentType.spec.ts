import fc from 'fast-check';
import { detectContentType, isShownInPlace } from './detectContentType';

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

describe('detectContentType', () => {
  it.each([
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
    ['image/png', bytes([0x89], 'PNG', [13, 10, 26, 10])],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF', [1, 0, 0, 0], 'WEBPVP8 ')],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['video/mp4', bytes([0, 0, 0, 24], 'ftypisom')],
    ['video/quicktime', bytes([0, 0, 0, 20], 'ftypqt  ')],
    ['audio/mp4', bytes([0, 0, 0, 24], 'ftypM4A ')],
    ['audio/mpeg', bytes('ID3', [3, 0])],
    ['audio/mpeg', bytes([0xff, 0xfb, 0x90, 0])],
    ['audio/aac', bytes([0xff, 0xf1, 0x50, 0x80])],
    ['audio/ogg', bytes('OggS')],
    ['audio/wav', bytes('RIFF', [1, 0, 0, 0], 'WAVEfmt ')],
    ['application/pdf', bytes('%PDF-1.7')],
  ])('knows %s', (type, content) => expect(detectContentType(content)).toBe(type));

  it('is not taken in by a page, a drawing with a program, an archive, or nothing', () => {
    for (const content of ['<!doctype html><script>', '<svg xmlns="http://www.w3.org/2000/svg">', 'PK\u0003\u0004', 'MZ', '', 'GIF']) expect(detectContentType(Buffer.from(content))).toBeNull();
  });

  it('answers for any bytes, and lets only pictures, films and sounds be shown in place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 16 }), (content) => {
        const type = detectContentType(Buffer.from(content));
        if (type !== null) expect(isShownInPlace(type)).toBe(type !== 'application/pdf');
      }),
    );
    for (const type of ['text/html', 'image/svg+xml', 'application/octet-stream', 'application/pdf', 'image/jpeg; x']) expect(isShownInPlace(type)).toBe(false);
  });
});
