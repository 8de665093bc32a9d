import type { ContactDetail, ContactRow, SavedSegment, Tag } from '@chatloom/contract';
import type { RouteOutput } from '../../api/call';
import { SIMULATOR_CHANNEL } from '../../testing/samples';

const id = (number: number) => `0192bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`;
const AT = '2026-01-01T00:00:00.000Z';

export const ANN: ContactRow = {
  id: id(1),
  channelId: SIMULATOR_CHANNEL.id,
  conversationId: id(2),
  lineUserId: 'U1',
  displayName: 'Ann',
  pictureUrl: null,
  language: 'en',
  tags: ['regular'],
  isFriend: true,
  createdAt: AT,
  lastSeenAt: AT,
  fields: { points: 12 },
  consent: 'unknown',
  sourceId: null,
};
export const BOB: ContactRow = { ...ANN, id: id(3), conversationId: id(4), displayName: 'Bob', tags: [], lineUserId: 'U2', fields: {} };
export const ANN_IN_FULL: ContactDetail = { ...ANN, unfitting: [], session: null, consent: { state: 'unknown', at: null, by: null, note: '' }, source: null };
export const POINTS: RouteOutput<'GET /bots/:botId/fields'>['items'][number] = { key: 'points', label: 'Points', type: 'number', options: [], description: '', isDefined: true, createdAt: AT };
export const REGULAR: Tag = { name: 'regular', color: null, description: '', contacts: 1, countedAt: AT, aliases: [], job: null };
export const SEGMENT: SavedSegment = { id: id(9), name: 'Regulars', definition: { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: ['regular'] }] }, revision: 4, createdAt: AT, updatedAt: AT, problems: [] };

/** What every page about people asks for. */
export const ABOUT_PEOPLE = {
  'GET /bots/:botId/tags': () => ({ items: [REGULAR] }),
  'GET /bots/:botId/fields': () => ({ items: [POINTS] }),
  'GET /bots/:botId/flows': () => ({ items: [] }),
  'GET /bots/:botId/friend-sources': () => ({ items: [] }),
  'GET /bots/:botId/segments': () => ({ items: [SEGMENT] }),
  'GET /bots/:botId/segment-facts': () => ({ items: [] }),
  'GET /bots/:botId/contact-views': () => ({ items: [] }),
  'GET /bots/:botId/contacts': () => ({ items: [ANN, BOB], nextCursor: null }),
  'POST /bots/:botId/contacts/search': () => ({ items: [ANN, BOB], nextCursor: null }),
  'POST /bots/:botId/contacts/count': () => ({ count: 2, isEstimate: false }),
};
