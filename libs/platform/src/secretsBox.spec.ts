import fc from 'fast-check';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeAppSecret, SecretsBox, SecretUnreadableError } from './secretsBox';

const ONE = 'a'.repeat(32);
const TWO = 'b'.repeat(32);

describe('a sealed secret', () => {
  const box = new SecretsBox([ONE]);

  it('opens in its place and nowhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (plain, place, elsewhere) => {
        const sealed = box.seal(plain, place);
        expect(box.open(sealed, place)).toBe(plain);
        if (place !== elsewhere) expect(() => box.open(sealed, elsewhere)).toThrow(SecretUnreadableError);
      }),
    );
  });

  it('is different each time and does not show what is in it', () => {
    expect(box.seal('token-of-ann', 'p')).not.toBe(box.seal('token-of-ann', 'p'));
    expect(box.seal('token-of-ann', 'p')).not.toContain(Buffer.from('token-of-ann').toString('base64url'));
  });

  it('does not open with one character changed', () => {
    const sealed = box.seal('secret', 'p');
    const body = sealed.lastIndexOf('.') + 1;
    for (let index = body; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      expect(() => box.open(sealed.slice(0, index) + other + sealed.slice(index + 1), 'p')).toThrow(SecretUnreadableError);
    }
    expect(() => box.open('s1.x.y', 'p')).toThrow('not configured');
    expect(() => box.open('plain text', 'p')).toThrow('not a sealed text');
    expect(() => box.open(`${sealed.slice(0, body)}AAAA`, 'p')).toThrow('cut off');
  });

  it('sealed with the former key still opens and asks to be sealed again', () => {
    const old = new SecretsBox([ONE]).seal('x', 'p');
    const rotated = new SecretsBox([TWO, ONE]);
    expect(rotated.open(old, 'p')).toBe('x');
    expect(rotated.needsResealing(old)).toBe(true);
    expect(rotated.needsResealing(rotated.seal('x', 'p'))).toBe(false);
    expect(() => new SecretsBox([TWO]).open(old, 'p')).toThrow('not configured');
  });
});

describe('the key of an installation', () => {
  it('is made once, and readable by its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatloom-key-'));
    const made = readOrMakeAppSecret(folder);
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(readOrMakeAppSecret(folder)).toBe(made);
    expect(statSync(join(folder, 'app-secret')).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  it('must be long', () => {
    expect(() => new SecretsBox(['short'])).toThrow('at least 32');
  });
});
