import { RICH_MENU_ALIAS_SHAPE } from '@chatloom/messages';
import { explainRefusal } from './explainRefusal';
import { aliasOf, readTag, tagOf } from './publishJob';

const MENU = '019aa000-0000-7000-8000-0000000000aa';
const JOB = '019aa000-0000-7000-8000-0000000000bb';

describe('names at LINE', () => {
  it('tell which menu, job and tab they are of', () => {
    const name = `Lunch #1 ${tagOf(MENU, JOB, 9)}`;
    expect(readTag(name)).toEqual({ menu: '0000000000aa', job: '0000000000bb', tabIndex: 9 });
    expect(['Lunch', 'Lunch #cl-1', `${name} copy`].map(readTag)).toEqual([undefined, undefined, undefined]);
  });
  it('of tabs are aliases LINE takes, the same each time and different for each tab', () => {
    const aliases = ['main', 'MORE', 'ü'].map((tab) => aliasOf(MENU, tab));
    expect(aliases.every((alias) => RICH_MENU_ALIAS_SHAPE.test(alias))).toBe(true);
    expect([new Set(aliases).size, aliasOf(MENU, 'main')]).toEqual([3, aliases[0]]);
  });
});

describe('LINE\'s refusals in plain words', () => {
  const refused = (message: string) => explainRefusal({ kind: 'refused', status: 400, message, details: [{ message: 'Must be between 800 and 2500', property: 'size.width' }] }, 'main');
  it.each([
    ['The image size is not allowed for richmenu', 'pictureRefused'],
    ['must upload richmenu image before applying it to user', 'noPicture'],
    ['conflict richmenu alias id', 'aliasTaken'],
    ['Number of rich menus is over the limit of 1000', 'tooManyMenus'],
    ['Something new', 'refused'],
  ])('%s', (said, code) => expect(refused(said)).toMatchObject({ code, tabId: 'main', details: expect.arrayContaining(['size.width: Must be between 800 and 2500']) }));

  it('say what to do when the token is revoked or the menu was deleted', () => {
    expect(explainRefusal({ kind: 'unauthorized', status: 401, message: 'Authentication failed' })).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('Enter a new one') });
    expect(explainRefusal({ kind: 'notFound' })).toMatchObject({ code: 'gone', message: expect.stringContaining('Publish again') });
  });
});
