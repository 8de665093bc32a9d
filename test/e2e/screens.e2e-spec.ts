import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { api, launchBrowser, makeOwner, openPage, PATIENCE_MS, type Watched } from '@chatloom/test/browser';
import { RESULTS_FOLDER, startSystem, type RunningSystem } from '@chatloom/test/system';

/** Every language, both schemes; not each with each: words do not depend on colours. */
const LOOKS = [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
  { language: 'zh-TW', scheme: 'dark' },
  { language: 'ja', scheme: 'light' },
  { language: 'th', scheme: 'dark' },
] as const;
/** Words overflow where it is narrow, and colours are looked at once each: not every width is shown in every look. */
const widthsOf = (look: string): readonly number[] => (look.startsWith('en-light') ? [1440, 768, 360] : look.startsWith('en-dark') ? [1440, 360] : [360]);
const PICTURES = join(RESULTS_FOLDER, 'screens');

interface Ids {
  bot: string;
  flow: string;
  contact: string;
  channel: string;
  menu: string;
  draft: string;
  campaign: string;
}
const sending = { series: '', topic: '' };
/** A saved segment, and a file that waits for its columns to be named. */
const audience = { segment: '', import: '' };
/** Votes of the bot: one still a draft, one with a few votes. */
const votes = { draft: '', open: '' };
/** Every screen there is: its address, and what shows that it is there. */
const SCREENS: { name: string; path: (ids: Ids) => string; sign: string }[] = [
  { name: 'start', path: () => '/start', sign: 'h1' },
  { name: 'start-questions', path: () => '/start?template=restaurant-booking', sign: 'form' },
  { name: 'home', path: ({ bot }) => `/b/${bot}`, sign: 'h1' },
  { name: 'flows', path: ({ bot }) => `/b/${bot}/flows`, sign: 'h1' },
  { name: 'editor', path: ({ bot, flow }) => `/b/${bot}/flows/${flow}`, sign: '[role=tablist]' },
  { name: 'editor-step', path: ({ bot, flow }) => `/b/${bot}/flows/${flow}?node=hours&panel=edit`, sign: '[role=tablist]' },
  { name: 'editor-phone', path: ({ bot, flow }) => `/b/${bot}/flows/${flow}?panel=phone`, sign: '[role=log]' },
  { name: 'editor-problems', path: ({ bot, flow }) => `/b/${bot}/flows/${flow}?panel=problems`, sign: '[role=tablist]' },
  { name: 'editor-history', path: ({ bot, flow }) => `/b/${bot}/flows/${flow}?panel=history`, sign: '[role=tablist]' },
  { name: 'phone', path: ({ bot }) => `/b/${bot}/phone`, sign: '[role=log] article' },
  { name: 'people', path: ({ bot }) => `/b/${bot}/people`, sign: 'h1' },
  { name: 'groups', path: ({ bot }) => `/b/${bot}/people/groups`, sign: 'h1' },
  { name: 'person', path: ({ bot, contact }) => `/b/${bot}/people/${contact}`, sign: 'h1' },
  { name: 'people-columns', path: ({ bot }) => `/b/${bot}/people?columns=name,tags,lastActive,consent,source,language,channel,lineUserId,field:visits`, sign: 'table a' },
  { name: 'segments', path: ({ bot }) => `/b/${bot}/people/segments`, sign: 'li a' },
  { name: 'segment', path: ({ bot }) => `/b/${bot}/people/segments/${audience.segment}`, sign: 'form [data-settled]' },
  { name: 'tags', path: ({ bot }) => `/b/${bot}/people/tags`, sign: 'li a' },
  { name: 'fields', path: ({ bot }) => `/b/${bot}/people/fields`, sign: 'li strong' },
  { name: 'import', path: ({ bot }) => `/b/${bot}/people/import`, sign: 'form' },
  { name: 'import-columns', path: ({ bot }) => `/b/${bot}/people/import?import=${audience.import}`, sign: 'form' },
  { name: 'friend-sources', path: ({ bot }) => `/b/${bot}/people/sources`, sign: 'li strong' },
  { name: 'menus', path: ({ bot }) => `/b/${bot}/menus`, sign: 'li h2' },
  { name: 'menu-new', path: ({ bot }) => `/b/${bot}/menus/new`, sign: 'form' },
  { name: 'menu-rules', path: ({ bot }) => `/b/${bot}/menus/rules`, sign: 'form' },
  ...(['area', 'picture', 'menu', 'phone', 'numbers'] as const).map((panel) => ({ name: `menu-${panel}`, path: ({ bot, menu }: Ids) => `/b/${bot}/menus/${menu}?panel=${panel}`, sign: '[role=tabpanel]' })),
  { name: 'campaigns', path: ({ bot }) => `/b/${bot}/campaigns`, sign: 'li a' },
  { name: 'campaign-draft', path: ({ bot, draft }) => `/b/${bot}/campaigns/${draft}`, sign: 'article, [role=group] p' },
  { name: 'campaign-report', path: ({ bot, campaign }) => `/b/${bot}/campaigns/${campaign}`, sign: 'dl' },
  { name: 'campaign-calendar', path: ({ bot }) => `/b/${bot}/campaigns/calendar`, sign: 'td li, ol li' },
  { name: 'votes', path: ({ bot }) => `/b/${bot}/games`, sign: 'li a' },
  { name: 'vote-draft', path: ({ bot }) => `/b/${bot}/games/polls/${votes.draft}`, sign: 'form, fieldset' },
  { name: 'vote-open', path: ({ bot }) => `/b/${bot}/games/polls/${votes.open}`, sign: 'ol li' },
  { name: 'series', path: ({ bot }) => `/b/${bot}/campaigns/series`, sign: 'li a' },
  { name: 'series-numbers', path: ({ bot }) => `/b/${bot}/campaigns/series/${sending.series}`, sign: 'table' },
  { name: 'topics', path: ({ bot }) => `/b/${bot}/campaigns/topics`, sign: 'li a' },
  { name: 'topic', path: ({ bot }) => `/b/${bot}/campaigns/topics/${sending.topic}`, sign: 'form' },
  { name: 'timers', path: ({ bot }) => `/b/${bot}/campaigns/timers`, sign: 'li' },
  { name: 'line-statistics', path: ({ bot }) => `/b/${bot}/line`, sign: 'h2' },
  { name: 'line-audiences', path: ({ bot }) => `/b/${bot}/line/audiences`, sign: 'h2' },
  { name: 'line-coupons', path: ({ bot }) => `/b/${bot}/line/coupons`, sign: 'h2' },
  { name: 'line-followers', path: ({ bot }) => `/b/${bot}/line/followers`, sign: 'h2' },
  { name: 'channels', path: ({ bot }) => `/b/${bot}/settings/channels`, sign: 'h1' },
  { name: 'channel-new', path: ({ bot }) => `/b/${bot}/settings/channels/new`, sign: 'form' },
  { name: 'channel', path: ({ bot, channel }) => `/b/${bot}/settings/channels/${channel}`, sign: 'h1' },
  { name: 'settings-bot', path: ({ bot }) => `/b/${bot}/settings/bot`, sign: 'form' },
  { name: 'settings-me', path: ({ bot }) => `/b/${bot}/settings/me`, sign: 'form' },
  { name: 'settings-sessions', path: ({ bot }) => `/b/${bot}/settings/sessions`, sign: 'h1' },
  { name: 'settings-tokens', path: ({ bot }) => `/b/${bot}/settings/tokens`, sign: 'h1' },
  { name: 'settings-health', path: ({ bot }) => `/b/${bot}/settings/health`, sign: 'h1' },
];

let system: RunningSystem;
let browser: Browser;
let owner: Watched;
let ids: Ids;

jest.setTimeout(PATIENCE_MS * 4);
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  system = await startSystem('screens');
  browser = await launchBrowser();
  await outsideScreens('setup', new URL(system.setupUrl).pathname + new URL(system.setupUrl).search);
  owner = await openPage(browser);
  await makeOwner(system, owner.context);
  ids = await fillWithLife();
  await makeVotes(ids.bot);
  await makeSeries(ids.bot);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 120_000);

/** A bot with a published flow, a draft, a connected channel, and Ann, who has talked with it. */
async function fillWithLife(): Promise<Ids> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, path, body);
  const bot = await call('POST', '/bots', { name: 'Bistro 小安餐館', language: 'en' });
  const flow = await call('POST', `/bots/${bot.id}/flows`, { template: 'faq' });
  await call('POST', `/bots/${bot.id}/flows/${flow.id}/publish`, { note: 'First opening hours' });
  await call('POST', `/bots/${bot.id}/flows`, { template: 'marketing-welcome' });
  const ann = await call('POST', `/bots/${bot.id}/phone/people`, { displayName: 'Ann', language: 'en' });
  const person = `/bots/${bot.id}/phone/people/${ann.userId}`;
  await call('POST', `${person}/actions`, { type: 'follow' });
  await call('POST', `${person}/actions`, { type: 'sendText', text: 'When are you open?' });
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { chat } = await call('GET', `${person}/chat`);
    if (chat.bubbles.filter((bubble: { from: string }) => bubble.from === 'bot').length >= 2) break;
    if (Date.now() > until) throw new Error('The bot did not answer Ann.');
  }
  const contacts = await call('GET', `/bots/${bot.id}/contacts`);
  await describePeople(bot, contacts.items[0].id);
  return { bot: bot.id, flow: flow.id, contact: contacts.items[0].id, channel: await connectChannel(bot.id), menu: await publishMenu(bot, flow.id), ...(await sendCampaigns(bot)) };
}

/** Tags, fields, a friend source, a file half way in, and a segment with groups, every kind of control and a problem. */
async function describePeople(bot: { id: string; simulatorChannelId: string }, contactId: string): Promise<void> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, `/bots/${bot.id}${path}`, body);
  await call('POST', '/fields', { key: 'visits', label: 'Visits 来店回数', type: 'number' });
  await call('POST', '/fields', { key: 'birthday', label: 'Birthday', type: 'date', description: 'For a coupon on the day' });
  await call('PATCH', `/contacts/${contactId}`, { addTags: ['regular 常連', 'lunch'], fields: { visits: 12, birthday: '1990-05-03' } });
  await call('PUT', `/contacts/${contactId}/consent`, { state: 'yes', note: 'Paper form of 3 May' });
  await call('POST', '/friend-sources', { channelId: bot.simulatorChannelId, name: 'Shop window', tags: ['window'] });
  const file = Buffer.from('LINE ID,Name,Visits,Tags\r\nU11111111111111111111111111111111,Bob,3,"lunch,window"\r\n');
  audience.import = (await call('POST', '/contact-imports', { channelId: bot.simulatorChannelId, fileName: 'guests.csv', bytes: file.length })).id;
  await call('PUT', `/contact-imports/${audience.import}/pieces/0`, { base64: file.toString('base64') });
  const inner = { type: 'group', match: 'any', items: [{ type: 'field', field: 'birthday', test: { op: 'anniversary', fromDays: 0, toDays: 7 } }, { type: 'lastActive', not: true, when: { op: 'before', day: '2026-01-31' } }, { type: 'language', languages: ['ja', 'zh-TW'] }] };
  const definition = { type: 'group', match: 'all', items: [{ type: 'tag', match: 'all', tags: ['regular 常連', 'lunch'] }, { type: 'field', field: 'visits', test: { op: 'numberBetween', from: 50, to: 5 } }, inner] };
  audience.segment = (await call('POST', '/segments', { name: 'Regulars with a birthday soon', definition })).id;
}

/** A campaign that went out, and a draft with everything a draft can have: two versions, a calendar rule, safeguards, a fault. */
async function sendCampaigns(bot: { id: string; simulatorChannelId: string }): Promise<{ draft: string; campaign: string }> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, path, body);
  const text = (words: unknown) => ({ type: 'text', data: { text: words, quickReplies: [], ifTooLate: 'drop' } });
  const all = { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } };
  const hello = [text({ en: 'Hello {{contact.displayName}} https://shop.example/tea', 'zh-TW': '{{contact.displayName}} 您好' })];
  const base = { channelId: bot.simulatorChannelId, to: all };
  const sent = await call('POST', `/bots/${bot.id}/campaigns`, { name: 'Opening 開幕', design: { ...base, what: { type: 'messages', variants: [{ id: 'A', blocks: hello }] }, when: { type: 'now' } } });
  await call('POST', `/bots/${bot.id}/campaigns/${sent.id}/start`, { revision: sent.revision });
  const draft = await call('POST', `/bots/${bot.id}/campaigns`, {
    name: 'Every second Tuesday',
    design: {
      ...base,
      what: { type: 'messages', variants: [{ id: 'A', blocks: hello }, { id: 'B', blocks: [...hello, text('')] }] },
      when: { type: 'repeating', recurrence: { rule: { type: 'monthly', every: 1, on: { type: 'weekday', nth: 2, weekday: 2 }, time: '10:00' }, timeZone: 'Asia/Taipei', skipDates: ['2030-02-12'] } },
      quietHours: { from: '21:00', until: '09:00' },
      cap: { perDay: 1, perWeek: 3 },
      stages: { firstPercent: 1 },
      trial: { percent: 20, winnerBy: 'click', afterMinutes: 240 },
      conversion: { type: 'tag', tag: 'bought', withinDays: 7 },
    },
  });
  const until = Date.now() + PATIENCE_MS;
  while ((await call('GET', `/bots/${bot.id}/campaigns/${sent.id}`)).state !== 'done') if (Date.now() > until) throw new Error('The campaign did not end.');
  return { draft: draft.id, campaign: sent.id };
}

/** A series of two steps, and a topic with a feed that cannot be read and something planned. */
async function makeSeries(botId: string): Promise<void> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, path, body);
  const text = (words: string) => ({ type: 'text', data: { text: words, ifTooLate: 'push' } });
  const document = {
    formatVersion: 1, name: 'First week 第一週', language: 'en', layout: { nodes: {} }, series: { again: 'ignore', exit: { replied: true, tags: ['bought'] } },
    nodes: { start: { type: 'tagAddedTrigger', data: { tag: 'new' } }, one: text('Welcome'), wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'days' } } } }, two: text('Day two') },
    edges: ['start', 'one', 'wait'].map((from, index) => ({ id: `e${index}`, from, port: 'next', to: ['one', 'wait', 'two'][index] })),
  };
  sending.series = (await call('POST', `/bots/${botId}/flows`, { document })).id;
  sending.topic = (await call('POST', `/bots/${botId}/topics`, { name: 'Shop news 店家消息', description: 'What is new', feed: { url: 'http://169.254.169.254/feed', everyMinutes: 60 } })).id;
  await call('POST', `/bots/${botId}/topics/${sending.topic}/issues`, { title: 'Spring menu', blocks: [text('Spring is here')], at: '2099-03-01T00:00:00.000Z' });
}

/** A vote with everything a draft can have, and an open one that is not secret, with its page. */
async function makeVotes(botId: string): Promise<void> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, path, body);
  const document = { question: { en: 'Where shall we eat?', 'zh-TW': '要去哪裡吃？' }, kind: 'multiple', choices: [{ id: 'a', label: 'Noodles 拉麵', capacity: 12 }, { id: 'b', label: 'A very long name of a restaurant in town' }], secret: false };
  votes.draft = (await call('POST', `/bots/${botId}/polls`, { name: 'Lunch', document })).id;
  votes.open = (await call('POST', `/bots/${botId}/polls`, { name: 'Lunch 午餐', document })).id;
  await call('POST', `/bots/${botId}/polls/${votes.open}/open`);
  await call('PUT', `/bots/${botId}/polls/${votes.open}/page`, { isOn: true });
}

/** A drawn rich menu that everybody sees, one of its areas unfinished in the draft. */
async function publishMenu(bot: { id: string; simulatorChannelId: string }, flowId: string): Promise<string> {
  const call = <T = any>(method: string, path: string, body?: unknown) => api<T>(system, owner.context, method, path, body);
  const size = { width: 2500, height: 843 };
  const places = [0, 1250].map((x) => ({ x, y: 0, width: 1250, height: 843 }));
  const drawing = { background: '#e8f7ee', gap: 16, cornerRadius: 42, tiles: places.map((bounds, index) => ({ bounds, text: ['Book', '營業時間'][index], icon: ['calendar', 'clock'][index], background: '#0b7a3b', colour: '#ffffff' })) };
  const { id: pictureId } = await call('POST', `/bots/${bot.id}/rich-menu-pictures/draw`, { size, drawing });
  const areas = places.map((bounds, index) => ({ id: `area-${index}`, bounds, action: { type: 'startFlow', flowId } }));
  const document = { size, chatBarText: 'Menu', selected: true, tabs: [{ id: 'tab-1', name: 'First', picture: { pictureId, drawing }, areas }] };
  const menu = await call('POST', `/bots/${bot.id}/rich-menus`, { name: 'Main menu', document });
  await call('POST', `/bots/${bot.id}/rich-menus/${menu.id}/publish`, { channelId: bot.simulatorChannelId });
  await call('PUT', `/bots/${bot.id}/default-rich-menu`, { menuId: menu.id });
  areas[1]!.action.flowId = '';
  await call('PUT', `/bots/${bot.id}/rich-menus/${menu.id}`, { baseRevision: menu.revision, document });
  return menu.id;
}

/** A channel of the pretended LINE, connected like a real one. */
async function connectChannel(botId: string): Promise<string> {
  const keys = { channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'A'.repeat(120) };
  const registered = await owner.context.request.fetch(`${system.simulatorUrl}/sim/v1/channels/screens`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    data: JSON.stringify({ secret: keys.channelSecret, accessToken: keys.accessToken, displayName: 'Bistro' }),
  });
  if (!registered.ok()) throw new Error(`The simulator refused a channel: ${await registered.text()}`);
  const channel = await api<{ id: string }>(system, owner.context, 'POST', `/bots/${botId}/channels`, { name: 'Main account', ...keys });
  return channel.id;
}

/** What is wrong with a page at each width: violations found by axe, and anything wider than the window. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widthsOf(name)) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    // The kit measures after a change of size; two frames later everything stands.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`) });
    // There are no frames to visit, and only violations are of interest: both save most of the time axe takes.
    const overhang = (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
    if (overhang > 0) faults.push(`${width}px sideways-scroll: ${overhang}px too wide`);
    // What axe finds hardly depends on widths in between, nor colours on any width, nor either on which language it is.
    if (width === 768 || (name.startsWith('en-dark') && width === 360) || /^(zh-TW|ja)-/.test(name)) continue;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
    for (const { id, nodes } of violations) faults.push(`${width}px ${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.failureSummary ?? ''})`).join(' | ')}`);
  }
  return faults;
}

const settled = async (page: Page, sign: string) => {
  await page.locator(sign).first().waitFor();
  // By a locator: waiting for a function would need eval, which the page's policy forbids.
  await page.locator('.mantine-Skeleton-root, [aria-busy=true]').first().waitFor({ state: 'detached' });
};

/** Pages for people who are not signed in. */
async function outsideScreens(name: string, path: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { language, scheme } of LOOKS) {
    const { context, page } = await openPage(browser, { colorScheme: scheme, locale: language });
    await page.goto(`${system.url}${path}`);
    await settled(page, 'form');
    faults.push(...(await faultsOf(page, `${language}-${scheme}-${name}`)).map((fault) => `${language} ${scheme} ${fault}`));
    await context.close();
  }
  outside.set(name, faults);
  return faults;
}
const outside = new Map<string, string[]>();

describe('screens for everybody', () => {
  it('shows the first visit without a fault', () => {
    expect(outside.get('setup')).toEqual([]);
  });

  it('shows the sign-in page without a fault', async () => {
    expect(await outsideScreens('signin', '/signin')).toEqual([]);
  }, 300_000);
});

describe.each(LOOKS)('screens in $language, $scheme', ({ language, scheme }) => {
  let watched: Watched;
  beforeAll(async () => {
    await api(system, owner.context, 'PATCH', '/me', { language, colorScheme: scheme });
    watched = await openPage(browser, { colorScheme: scheme, locale: language, storageState: await owner.context.storageState() });
  });
  afterAll(() => watched?.context.close());

  it.each(SCREENS)('shows $name without a fault at any width', async ({ name, path, sign }) => {
    watched.faults.length = 0;
    await watched.page.setViewportSize({ width: 1440, height: 900 });
    await watched.page.goto(`${system.url}${path(ids)}`);
    await watched.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
    await settled(watched.page, sign);
    expect([...(await faultsOf(watched.page, `${language}-${scheme}-${name}`)), ...watched.faults]).toEqual([]);
  });
});
