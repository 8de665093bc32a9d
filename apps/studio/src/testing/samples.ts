import type { RouteOutput } from '../api/call';

const id = (number: number) => `0192aaaa-0000-7000-8000-${String(number).padStart(12, '0')}`;
const AT = '2026-01-01T00:00:00.000Z';

/** Ann owns the studio in tests. */
export const PERSON: RouteOutput<'GET /session'>['person'] = { id: id(1), email: 'ann@example.com', name: 'Ann', language: 'en', colorScheme: 'light', createdAt: AT };
export const BOT: RouteOutput<'GET /bots/:botId'> = {
  id: id(10),
  name: 'Tea House',
  timeZone: 'Asia/Taipei',
  language: 'en',
  businessHours: null,
  liveRevision: 1,
  draftRevision: 1,
  simulatorChannelId: id(20),
  createdAt: AT,
  archivedAt: null,
};
type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
export const SIMULATOR_CHANNEL: Channel = {
  id: id(20),
  kind: 'simulator',
  name: 'Simulator',
  webhookUrl: 'http://localhost/webhook/sim',
  botUserId: 'U0',
  basicId: '@sim',
  displayName: 'Tea House',
  secretLastFour: '0000',
  tokenLastFour: '0000',
  state: 'active',
  pausedReason: null,
  runs: 'draft',
  tokenKind: 'given',
  lineChannelId: null,
  tokenExpiresAt: null,
  ticked: {},
  pushStopPercent: null,
  createdAt: AT,
};
export const LINE_CHANNEL: Channel = { ...SIMULATOR_CHANNEL, id: id(21), kind: 'line', name: 'Main', displayName: 'Tea House Taipei', basicId: '@tea', webhookUrl: 'https://bots.example.com/webhook/abc', secretLastFour: '9f3c', tokenLastFour: 'lFU=', runs: 'published' };
export const FLOW: RouteOutput<'GET /bots/:botId/flows'>['items'][number] = {
  id: id(30),
  name: 'Booking',
  state: 'live',
  publishedVersion: 3,
  position: 0,
  createdAt: AT,
  updatedAt: AT,
  archivedAt: null,
  draftRevision: 4,
  problems: { blocking: 0, warning: 0, advice: 0 },
  picture: { nodes: [], edges: [] },
};
export const TEMPLATE: RouteOutput<'GET /templates'>['items'][number] = {
  id: 'faq',
  title: { en: 'Questions and answers', ja: 'よくある質問' },
  description: { en: 'Answers by keywords.', ja: 'キーワードで答えます。' },
  document: {
    formatVersion: 1,
    name: 'faq',
    language: 'en',
    nodes: {
      friend: { type: 'friendAddedTrigger', data: {} },
      hello: { type: 'text', data: { text: { en: 'Hello, this is {{ bot.name }}.', ja: '{{ bot.name }}です。' } } },
    },
    edges: [{ id: 'e1', from: 'friend', port: 'next', to: 'hello' }],
    layout: { nodes: {} },
  },
};
