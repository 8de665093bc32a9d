import { allowedLink, allowedMedia } from './links';

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
});
