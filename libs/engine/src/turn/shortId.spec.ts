import fc from 'fast-check';
import { longId, shortId } from './shortId';

describe('a short id', () => {
  it('is the UUID’s bytes as base64url, and leads back to it', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(shortId(uuid)).toBe(Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url'));
        expect(longId(shortId(uuid))).toBe(uuid);
      }),
    );
  });

  it.each(['', 'abc', 'a'.repeat(23), 'ab|defghijklmnopqrstuv'])('"%s" is none', (text) => expect(longId(text)).toBeNull());
});
