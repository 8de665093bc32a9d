import type { ContactColumn, ContactFilter, ContactListView, ContactSort } from '@chatloom/contract';

/** What the address of the list of people holds; everything a person chose there can be sent to a colleague as a link. */
export interface PeopleSearch {
  q?: string;
  segment?: string;
  /** A definition that was put together on the spot; the server judges it. */
  filter?: ContactFilter['filter'];
  /** `name`, or `-name` for the other direction. */
  sort?: string;
  columns?: string;
  /** The saved view it began with. */
  view?: string;
}
/** The same, as the list works with it. */
export interface ListState {
  filter: ContactFilter;
  sort: ContactSort;
  columns: ContactColumn[];
}

/** Columns that are not fields, in the order the list offers them. */
export const COLUMNS = ['name', 'tags', 'lastActive', 'createdAt', 'consent', 'source', 'language', 'channel', 'isFriend', 'lineUserId'] as const satisfies readonly ContactColumn[];
const SORTS = ['name', 'createdAt', 'lastActive'] as const satisfies readonly ContactSort['by'][];
export const DEFAULT_COLUMNS: ContactColumn[] = ['name', 'tags', 'lastActive', 'createdAt'];
const DEFAULT_SORT: ContactSort = { by: 'lastActive', direction: 'desc' };

export const isFieldColumn = (column: ContactColumn): column is `field:${string}` => column.startsWith('field:');
export const isSortable = (column: ContactColumn): column is ContactSort['by'] => (SORTS as readonly string[]).includes(column);

/** Reads an address; what it does not know is left out, so that old links still open. */
export function readSearch(raw: Record<string, unknown>): PeopleSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  // The router reads digits as a number; a name may be one.
  const q = typeof raw['q'] === 'number' ? String(raw['q']) : text(raw['q']);
  const filter = raw['filter'];
  const isSegment = typeof filter === 'object' && filter !== null && (filter as { type?: unknown }).type === 'group' && Array.isArray((filter as { items?: unknown }).items);
  return {
    ...(q && { q }),
    ...(text(raw['segment']) && { segment: text(raw['segment'])! }),
    ...(isSegment && { filter: filter as NonNullable<ContactFilter['filter']> }),
    ...(text(raw['sort']) && { sort: text(raw['sort'])! }),
    ...(text(raw['columns']) && { columns: text(raw['columns'])! }),
    ...(text(raw['view']) && { view: text(raw['view'])! }),
  };
}

/** What the list shows for an address. `remembered`: the columns this person chose last, for addresses that say nothing. */
export function stateOf(search: PeopleSearch, remembered: readonly ContactColumn[] = DEFAULT_COLUMNS): ListState {
  const by = search.sort?.replace(/^-/, '') ?? '';
  const q = search.q?.trim();
  const columns = search.columns?.split(',').filter((column): column is ContactColumn => (COLUMNS as readonly string[]).includes(column) || /^field:.+/.test(column)) ?? [];
  return {
    filter: { ...(q && { search: q }), ...(search.segment && { segmentId: search.segment }), ...(search.filter && { filter: search.filter }) },
    sort: isSortable(by as ContactColumn) ? { by: by as ContactSort['by'], direction: search.sort!.startsWith('-') ? 'desc' : 'asc' } : DEFAULT_SORT,
    columns: columns.length > 0 ? columns : [...remembered],
  };
}

const sortText = ({ by, direction }: ContactSort) => (direction === 'desc' ? `-${by}` : by);

/** The address that shows a saved view. */
export function searchOfView({ id, filter, columns, sort }: Pick<ContactListView, 'id' | 'filter' | 'columns' | 'sort'>): PeopleSearch {
  return {
    ...(filter.search && { q: filter.search }),
    ...(filter.segmentId && { segment: filter.segmentId }),
    ...(filter.filter && { filter: filter.filter }),
    sort: sortText(sort),
    columns: columns.join(','),
    view: id,
  };
}

/** The order a click on a column's head asks for: newest and latest first, names from A; again turns it round. */
export function nextSort(sort: ContactSort, column: ContactSort['by']): string {
  if (sort.by === column) return sortText({ by: column, direction: sort.direction === 'asc' ? 'desc' : 'asc' });
  return sortText({ by: column, direction: column === 'name' ? 'asc' : 'desc' });
}

/** Does the list show something else than the view it began with? */
export function differsFromView(state: ListState, view: Pick<ContactListView, 'filter' | 'columns' | 'sort'>): boolean {
  const plain = ({ filter, columns, sort }: Pick<ListState, 'filter' | 'columns' | 'sort'>) =>
    JSON.stringify([filter.search ?? '', filter.segmentId ?? '', filter.filter ?? null, columns, sort.by, sort.direction]);
  return plain(state) !== plain(view);
}

const KEPT_COLUMNS = 'chatloom.people.columns';
/** Columns chosen last on this computer. */
export function keptColumns(): ContactColumn[] {
  const kept = localStorage.getItem(KEPT_COLUMNS);
  return stateOf(kept ? { columns: kept } : {}).columns;
}
export const keepColumns = (columns: readonly ContactColumn[]): void => localStorage.setItem(KEPT_COLUMNS, columns.join(','));
