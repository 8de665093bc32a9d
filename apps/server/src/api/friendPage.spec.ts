import { friendPage, pageLanguage } from './friendPage';

const source = { lineUrl: 'https://line.me/R/oaMessage/%40shop/?(%23abcd)', message: '(#abcd)', accountName: 'Tea & <b>Cake</b>', url: 'https://x.test/f/abcd' };

describe('the page of a friend source', () => {
  it('says what will happen, and leads to the chat with the message written', () => {
    const html = friendPage(source, 'en', null);
    expect(html).toContain('href="https://line.me/R/oaMessage/%40shop/?(%23abcd)"');
    expect(html).toContain('(#abcd)');
    expect(html).not.toContain('<img');
  });
  it('shows names as words, never as markup', () => {
    expect(friendPage(source, 'ja', null)).toContain('Tea &#38; &#60;b&#62;Cake&#60;/b&#62;');
  });
  it('gives people at a computer something to scan', () => {
    expect(friendPage(source, 'th', '<svg/>')).toContain(`data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`);
  });
  it('tells how to try it where there is no LINE', () => {
    const html = friendPage({ ...source, lineUrl: null }, 'zh-TW', null);
    expect(html).toContain('(#abcd)');
    expect(html).not.toContain('href');
  });
  it('says so when the link is over', () => expect(friendPage(null, 'en', null)).toContain('not in use any more'));

  it.each([
    ['zh-Hant-TW,zh;q=0.9', 'zh-TW'],
    ['fr-FR, ja;q=0.8, en;q=0.5', 'ja'],
    ['th', 'th'],
    ['fr', 'en'],
    [undefined, 'en'],
  ])('speaks %s as %s', (wanted, spoken) => expect(pageLanguage(wanted)).toBe(spoken));
});
