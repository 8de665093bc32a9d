import fc from 'fast-check';
import { fillTemplate } from './fillTemplate';
import { NotAFeedError, readFeed } from './readFeed';

const read = (text: string, contentType?: string) => readFeed(Buffer.from(text), contentType);
const rss = (items: string) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Shop</title>${items}</channel></rss>`;

describe('readFeed', () => {
  it('reads RSS: texts without markup, links, dates', () => {
    const [item] = read(rss('<item><title><![CDATA[Tea &amp; <b>cake</b>]]></title><link>https://shop.example/1</link><guid isPermaLink="false">1</guid><description>&lt;p&gt;Fresh&lt;/p&gt; &#128512;</description><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>'));
    expect(item).toEqual({ key: '1', title: 'Tea & cake', link: 'https://shop.example/1', summary: 'Fresh 😀', publishedAt: '2026-11-21T10:00:00.000Z' });
  });

  it('reads Atom and JSON Feed', () => {
    const [entry] = read('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><title type="html">News</title><link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/><updated>2026-11-21T10:00:00Z</updated></entry></feed>');
    expect(entry).toMatchObject({ key: 'tag:1', title: 'News', link: 'https://a.example/1' });
    expect(read('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":7,"url":"https://a.example/7","content_text":"Only words"}]}')).toMatchObject([{ key: '7', title: 'Only words', link: 'https://a.example/7' }]);
  });

  it('reads other encodings, by the header or by the declaration', () => {
    const text = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><rss><channel><item><title>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('</title></item></channel></rss>')]);
    expect(readFeed(text)[0]!.title).toBe('日本');
    expect(readFeed(text, 'application/rss+xml; charset=shift_jis')[0]!.title).toBe('日本');
  });

  it.each([
    ['a page', '<!doctype html><html><body>Hello</body></html>', 'no feed'],
    ['words', 'Not found', 'no feed'],
    ['other JSON', '{"error":true}', 'no list'],
    ['entities of its own, which could grow without end', '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>', 'entities'],
  ])('says why %s is not read', (_name, text, why) => {
    expect(() => read(text)).toThrow(NotAFeedError);
    expect(() => read(text)).toThrow(why);
  });

  it('leaves out links that are no web address, and items that say nothing', () => {
    expect(read(rss('<item><title>A</title><link>javascript:alert(1)</link></item><item><guid>x</guid></item>'))).toMatchObject([{ title: 'A', link: '' }]);
  });

  it('never fails otherwise, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map(rss), fc.json()), (text) => {
        try {
          for (const item of read(text)) expect(item.key.length * (item.title.length + item.summary.length)).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(NotAFeedError);
        }
      }),
    );
  });
});

describe('fillTemplate', () => {
  const item = { title: 'Tea {{contact.displayName}}', link: 'https://a.example/1', summary: 'S', publishedAt: '2026-11-21T20:00:00Z' };

  it('puts the item into every text, on the bot\'s calendar, and leaves its braces as words', () => {
    const [block] = fillTemplate([{ type: 'text', data: { text: { en: '{{ item.title }} {{item.date}} {{contact.displayName}}', ja: '{{item.link}}' } } }], item, 'Asia/Taipei');
    expect(block!.data).toEqual({ text: { en: 'Tea { {contact.displayName}} 2026-11-22 {{contact.displayName}}', ja: 'https://a.example/1' } });
  });

  it('has words of its own when nobody wrote any', () => {
    expect(fillTemplate([], { ...item, title: 'Tea' }, 'UTC')).toEqual([{ type: 'text', data: { text: 'Tea\nhttps://a.example/1', ifTooLate: 'push' } }]);
  });
});
