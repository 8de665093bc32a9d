import { escapeAstral, signBody, verifySignature } from './signature';

// FACTS §4: checked there with openssl and with the SDK's own function.
const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
const BODY = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
const SIGNATURE = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';

describe('verifySignature', () => {
  it('accepts what LINE signed', () => {
    expect(verifySignature(BODY, SECRET, SIGNATURE)).toEqual({ ok: true });
  });

  it('refuses every one of 256 single-bit flips of the signature', () => {
    const bytes = Buffer.from(SIGNATURE, 'base64');
    const accepted: number[] = [];
    for (let bit = 0; bit < 256; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      if (verifySignature(BODY, SECRET, flipped.toString('base64')).ok) accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  it('refuses a body with any single bit flipped', () => {
    const accepted: number[] = [];
    for (let bit = 0; bit < BODY.length * 8; bit++) {
      const flipped = Buffer.from(BODY);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      if (verifySignature(flipped, SECRET, SIGNATURE).ok) accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  it('tells the log why: missing, wrong length, mismatch', () => {
    expect(verifySignature(BODY, SECRET, undefined)).toEqual({ ok: false, reason: 'missing' });
    expect(verifySignature(BODY, SECRET, '')).toEqual({ ok: false, reason: 'missing' });
    expect(verifySignature(BODY, SECRET, SIGNATURE.slice(0, -1))).toEqual({ ok: false, reason: 'wrongLength' });
    expect(verifySignature(BODY, 'another secret', SIGNATURE)).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('refuses base64 that decodes to the right bytes but is written differently', () => {
    // The last character of 32 bytes in base64 has two spare bits, which decoders ignore.
    expect(verifySignature(BODY, SECRET, SIGNATURE.replace('s=', 't='))).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('says "reencoded" when something on the way wrote the JSON anew', () => {
    const asLineSends = '{"events":[{"text":"\\uD83E\\uDD28"}]}';
    const signature = signBody(asLineSends, SECRET);
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(asLineSends)));
    const indented = Buffer.from(JSON.stringify(JSON.parse(asLineSends), null, 2));

    expect(verifySignature(Buffer.from(asLineSends), SECRET, signature)).toEqual({ ok: true });
    expect(verifySignature(rewritten, SECRET, signature)).toEqual({ ok: false, reason: 'reencoded' });
    expect(verifySignature(indented, SECRET, signature)).toEqual({ ok: false, reason: 'reencoded' });
  });

  it('stays calm on bodies that cannot be parsed or written again', () => {
    for (const body of ['', 'not json', '['.repeat(30_000) + ']'.repeat(30_000), 'x'.repeat(100_000)]) {
      expect(verifySignature(Buffer.from(body), SECRET, SIGNATURE)).toEqual({ ok: false, reason: 'mismatch' });
    }
  });
});

describe('escapeAstral', () => {
  it('writes emoji as LINE does and leaves the rest alone', () => {
    expect(escapeAstral('{"text":"🤨 ก 日 é"}')).toBe('{"text":"\\uD83E\\uDD28 ก 日 é"}');
  });
});
