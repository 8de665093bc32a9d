import { validateAction } from './validateAction';

describe('actions of rich menu areas', () => {
  const check = (action: unknown) => validateAction(action, 'richMenu', 'areas[0].action').map(({ property }) => property);
  const switchTo = (richMenuAliasId: unknown, data: unknown = 'tab=2') => ({ type: 'richmenuswitch', richMenuAliasId, data });

  it('may switch to another menu by its alias, of at most 32 small letters, digits, _ and -', () => {
    expect(check(switchTo('a'.repeat(32)))).toEqual([]);
    for (const alias of ['a'.repeat(33), 'Menu', '', undefined]) expect(check(switchTo(alias))).toEqual(['areas[0].action.richMenuAliasId']);
    expect(check(switchTo('menu', 'a'.repeat(301)))).toEqual(['areas[0].action.data']);
  });

  it('need no label, and one of at most 20 characters is read aloud', () => {
    expect(check({ type: 'uri', uri: 'https://example.com' })).toEqual([]);
    expect(check({ type: 'uri', uri: 'https://example.com', label: '👨‍👩‍👧‍👦'.repeat(20) })).toEqual([]);
    expect(check({ type: 'uri', uri: 'https://example.com', label: 'a'.repeat(21) })).toEqual(['areas[0].action.label']);
  });

  it('cannot open the camera, which only quick replies do', () => {
    expect(check({ type: 'camera', label: 'a' })).toEqual(['areas[0].action.type']);
    expect(validateAction({ type: 'camera', label: 'a' }, 'quickReply', 'action')).toEqual([]);
  });

  it.each([undefined, null, 'tap', 7])('says where %j stands instead of an action', (action) => {
    expect(check(action)).toEqual(['areas[0].action']);
  });

  it('switching menus is no action of a message', () => {
    expect(validateAction(switchTo('menu'), 'template', 'action').map(({ property }) => property)).toEqual(['action.type']);
  });
});
