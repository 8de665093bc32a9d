import fc from 'fast-check';
import { allowedLink, allowedMedia, textParts } from './links';

describe('links in the phone', () => {
  it.each(['https://shop.example/menu', 'http://shop.example', 'tel:+81312345678', 'line://nv/camera/', 'mailto:ann@shop.example'])('lets %s through', (address) => {
    expect(allowedLink(address)).toBe(address);
  });

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', 'data:text/html,<b>x</b>', 'vbscript:x', 'file:///etc/passwd', '/menu', 'blob:https://x/y', ''])(
    'keeps %j from being a link',
    (address) => {
      expect(allowedLink(address)).toBeUndefined();
    },
  );

  it('loads pictures from the web and from our own server, never a script or an SVG in an address', () => {
    expect(allowedMedia('https://shop.example/a.png')).toBe('https://shop.example/a.png');
    expect(allowedMedia('/api/v1/x')).toBe('/api/v1/x');
    expect(allowedMedia('data:image/png;base64,AAAA')).toBe('data:image/png;base64,AAAA');
    expect(allowedMedia('//evil.example/a.png')).toBeUndefined();
    expect(allowedMedia('data:image/svg+xml;base64,AAAA')).toBeUndefined();
    expect(allowedMedia('tel:123')).toBeUndefined();
  });

  it('makes an address in a sentence tappable without the full stop behind it', () => {
    expect(textParts('See https://shop.example/a?b=1, or call tel:123.')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://shop.example/a?b=1', href: 'https://shop.example/a?b=1' },
      { kind: 'text', text: ', or call ' },
      { kind: 'link', text: 'tel:123', href: 'tel:123' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('ends an address at Japanese punctuation', () => {
    expect(textParts('予約はhttps://shop.example/yoyaku、またはお電話で。').map((part) => part.kind)).toEqual(['text', 'link', 'text']);
  });

  it('puts LINE emoji where their placeholders stand', () => {
    expect(textParts('$ hi $', [{ index: 0, productId: 'p1', emojiId: '001' }, { index: 5, productId: 'p2', emojiId: '002' }])).toEqual([
      { kind: 'emoji', productId: 'p1', emojiId: '001' },
      { kind: 'text', text: ' hi ' },
      { kind: 'emoji', productId: 'p2', emojiId: '002' },
    ]);
  });

  it('ignores emoji places outside the text or on top of each other', () => {
    expect(textParts('ab', [{ index: 5, productId: 'p', emojiId: '1' }, { index: -1, productId: 'p', emojiId: '1' }])).toEqual([{ kind: 'text', text: 'ab' }]);
    expect(textParts('(hello)!', [{ index: 0, length: 7, productId: 'p', emojiId: '1' }, { index: 3, productId: 'p', emojiId: '2' }]).map((part) => part.kind)).toEqual(['emoji', 'text']);
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.string(), (before, url, after) => {
        const text = `${before} ${url} ${after}`;
        expect(textParts(text).map((part) => (part.kind === 'emoji' ? '' : part.text)).join('')).toBe(text);
      }),
    );
  });
});
