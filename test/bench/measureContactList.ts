import { ContactJobs, ContactList, FlowNames, type Segments, Tags, TagUses } from '@chatloom/audience';
import type { ContactFilter, ContactSort } from '@chatloom/contract';
import { createLogger, type Database, SystemClock, UuidSource } from '@chatloom/platform';
import { ContactFilters } from '../../libs/audience/src/contacts/ContactFilters';
import { percentile } from './driver/measure';

const PAGES = 10;
const TAG: ContactFilter = { filter: { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: ['vip'] }] } };

/** How long a page of the list of people takes: the first ones, and ones from the middle, in each order, searched and narrowed down. */
export async function measureContactList(database: Database, segments: Segments, botId: string): Promise<void> {
  const filters = new ContactFilters(database, segments);
  const list = new ContactList(database, filters);
  const ask = async (what: string, filter: ContactFilter, sort: ContactSort): Promise<void> => {
    const took: number[] = [];
    let cursor: string | null = null;
    let seen = 0;
    for (let page = 0; page < PAGES; page++) {
      const start = performance.now();
      const found = await list.page(botId, filter, { sort, limit: 50, ...(cursor === null ? {} : { cursor }) });
      took.push(performance.now() - start);
      seen += found.items.length;
      cursor = found.nextCursor;
      if (cursor === null) break;
    }
    const start = performance.now();
    const { count, isEstimate } = await list.count(botId, filter);
    console.log(
      `${what.padEnd(58)} ${String(seen).padStart(5)} people, pages of 50: first ${took[0]!.toFixed(0).padStart(4)} ms, median ${percentile(took, 0.5).toFixed(0).padStart(4)} ms, slowest ${Math.max(...took).toFixed(0).padStart(4)} ms; ${isEstimate ? 'about ' : ''}${count} counted in ${(performance.now() - start).toFixed(0)} ms`,
    );
  };
  const newest = { by: 'createdAt', direction: 'desc' } as const;
  const byName = { by: 'name', direction: 'asc' } as const;
  await ask('list: newest first', {}, newest);
  await ask('list: by name', {}, byName);
  await ask('list: last active first', {}, { by: 'lastActive', direction: 'desc' });
  await ask('list: search "小" (one in seven), newest first', { search: '小' }, newest);
  await ask('list: search "花子 77" by name', { search: '花子 77' }, byName);
  await ask('list: search "Ann 777777"', { search: 'Ann 777777' }, newest);
  await ask('list: search for nobody', { search: 'qzqzq' }, newest);
  await ask('list: with a tag, by name', TAG, byName);
  await ask('list: with a tag, last active first', TAG, { by: 'lastActive', direction: 'desc' });
  const clock = new SystemClock();
  const flowNames = new FlowNames(database);
  const tags = new Tags(database, clock, new ContactJobs(database, clock, new UuidSource(), filters, createLogger({ level: 'silent' })), flowNames, new TagUses());
  for (const what of ['first', 'again']) {
    const start = performance.now();
    const found = await tags.list(botId);
    console.log(`tags with their counts, ${what}: ${found.length} tags in ${(performance.now() - start).toFixed(0)} ms`);
  }
}
