import { COLUMNS, DEFAULT_COLUMNS, differsFromView, nextSort, readSearch, searchOfView, stateOf } from './listState';

const filter = { type: 'group' as const, match: 'all' as const, items: [{ type: 'tag' as const, match: 'any' as const, tags: ['vip'] }] };

it('reads what an address says and leaves out what it does not know', () => {
  expect(readSearch({ q: 42, segment: '', filter: { type: 'nonsense' }, sort: 7, columns: 'name', other: 'x' })).toEqual({ q: '42', columns: 'name' });
  expect(readSearch({ filter })).toEqual({ filter });
});

it('shows everybody, last active first, when nothing is said', () => {
  expect(stateOf({})).toEqual({ filter: {}, sort: { by: 'lastActive', direction: 'desc' }, columns: DEFAULT_COLUMNS });
});

it('keeps only columns there are, fields included', () => {
  expect(stateOf({ columns: 'name,nonsense,field:birthday,field:' }).columns).toEqual(['name', 'field:birthday']);
  expect(stateOf({ columns: 'nonsense' }, ['name', 'consent']).columns).toEqual(['name', 'consent']);
});

it.each([
  ['name', { by: 'name', direction: 'asc' }],
  ['-createdAt', { by: 'createdAt', direction: 'desc' }],
  ['-tags', { by: 'lastActive', direction: 'desc' }],
])('orders by "%s"', (sort, expected) => expect(stateOf({ sort }).sort).toEqual(expected));

it('turns the order round on the second click, and begins with what is newest', () => {
  expect(nextSort({ by: 'name', direction: 'asc' }, 'name')).toBe('-name');
  expect(nextSort({ by: 'name', direction: 'asc' }, 'createdAt')).toBe('-createdAt');
  expect(nextSort({ by: 'createdAt', direction: 'desc' }, 'name')).toBe('name');
});

it('opens a saved view as it was saved, and notices a difference', () => {
  const view = { id: 'v1', filter: { search: 'ann', filter }, columns: [...COLUMNS], sort: { by: 'name' as const, direction: 'asc' as const } };
  const state = stateOf(readSearch(JSON.parse(JSON.stringify(searchOfView(view)))));
  expect(differsFromView(state, view)).toBe(false);
  expect(differsFromView({ ...state, columns: ['name'] }, view)).toBe(true);
  expect(differsFromView({ ...state, filter: {} }, view)).toBe(true);
});
