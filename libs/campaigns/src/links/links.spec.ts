import fc from 'fast-check';
import { linksOf, withLinks } from './messageLinks';
import { isSignedFor, personalCode, readShortCode, shortCode } from './shortCode';

describe('links of messages', () => {
  const messages = [
    { type: 'text', text: 'See https://shop.example/a?b=1. Or (https://shop.example/b), and line: https://line.me/R/ti/p/@x' },
    { type: 'template', altText: 'https://not.a/link', template: { type: 'buttons', actions: [{ type: 'uri', label: 'Open', uri: 'https://shop.example/c' }, { type: 'uri', label: 'Call', uri: 'tel:119' }] } },
    { type: 'imagemap', actions: [{ type: 'uri', linkUri: 'https://shop.example/d' }] },
  ];
  it('are found in words, buttons and picture areas; LINE’s own and telephone numbers are left alone', () => {
    expect(linksOf(messages)).toEqual(['https://shop.example/a?b=1', 'https://shop.example/b', 'https://shop.example/c', 'https://shop.example/d']);
  });
  it('are replaced in place, and nothing else changes', () => {
    const [text, template, imagemap] = withLinks(messages, (url) => (url.endsWith('/b') ? url : 'https://x/l/1'));
    expect(text!['text']).toBe('See https://x/l/1. Or (https://shop.example/b), and line: https://line.me/R/ti/p/@x');
    expect((template!['template'] as { actions: object[] }).actions).toEqual([{ type: 'uri', label: 'Open', uri: 'https://x/l/1' }, { type: 'uri', label: 'Call', uri: 'tel:119' }]);
    expect(template!['altText']).toBe('https://not.a/link');
    expect(imagemap).toEqual({ type: 'imagemap', actions: [{ type: 'uri', linkUri: 'https://x/l/1' }] });
  });
  it('let LINE emoji stay in their places', () => {
    const [message] = withLinks([{ type: 'text', text: '$ https://shop.example/long $', emojis: [{ index: 0, productId: 'p', emojiId: '1' }, { index: 28, productId: 'p', emojiId: '2' }] }], () => 'https://x');
    expect(message).toMatchObject({ text: '$ https://x $', emojis: [{ index: 0 }, { index: 12 }] });
  });
});

describe('short codes', () => {
  it('are the same when made again, and differ by run, variant and address', () => {
    const made = shortCode('run', 'A', 'https://a');
    expect(shortCode('run', 'A', 'https://a')).toEqual(made);
    expect(new Set([made.code, shortCode('run2', 'A', 'https://a').code, shortCode('run', 'B', 'https://a').code, shortCode('run', 'A', 'https://b').code]).size).toBe(4);
    expect(made.code).toMatch(/^[0-9A-Za-z]{10}$/);
  });
  it('of a person are read back, and taken from nobody else', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: 2_000_000 }), (run, no, other) => {
        const { code, salt } = shortCode(run, 'A', 'https://a');
        const read = readShortCode(personalCode(code, salt, no));
        expect(read).toMatchObject({ code, person: { no } });
        expect(isSignedFor(salt, read!.person!)).toBe(true);
        if (other !== no) expect(isSignedFor(salt, { ...read!.person!, no: other })).toBe(false);
      }),
    );
  });
  it.each(['', 'short', '../../etc/passwd', 'a'.repeat(11), 'aaaaaaaaaa-1', 'aaaaaaaaaa-1-x', '%00aaaaaaaaa'])('are not: "%s"', (text) => {
    expect(readShortCode(text)).toBeNull();
  });
});
