import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;
let bot: { id: string };
let feed: Server;
let items = ['Autumn menu'];

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('series', {
  afterEach: { picture: 'series', faultless: true },
  async env() {
    feed = createServer((_request, response) => {
      response.setHeader('content-type', 'application/rss+xml');
      response.end(`<rss version="2.0"><channel><title>Shop</title>${items.map((title) => `<item><guid>${title}</guid><title>${title}</title><link>https://shop.example/${encodeURIComponent(title)}</link></item>`).join('')}</channel></rss>`);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => feed.once('listening', resolve));
    return { OUTGOING_ALLOW_HOSTS: feedHost() };
  },
  async prepare() {
    page = suite.page;
    bot = await call('POST', '/bots', { name: 'Tea House', language: 'en' });
  },
});
afterAll(() => feed?.close());
const { call } = suite;

const feedHost = () => `127.0.0.1:${(feed.address() as AddressInfo).port}`;
/** A flow that does one thing when somebody writes a word. */
const onWord = (word: string, type: string, data: object) =>
  call('POST', `/bots/${bot.id}/flows`, {
    document: {
      formatVersion: 1, name: word, language: 'en', layout: { nodes: {} },
      nodes: { start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }], priority: 50, whileRunning: 'interrupt' } }, step: { type, data } },
      edges: [{ id: 'e1', from: 'start', port: 'next', to: 'step' }],
    },
  });
const visit = (place: string) => page.goto(`${suite.system.url}/b/${bot.id}/${place}`);
const log = () => page.getByRole('log', { name: 'Conversation' });
const bubble = (text: string | RegExp) => log().getByRole('article', { name: /^From/ }).getByText(text).last();
const write = async (text: string) => {
  await visit('phone');
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
  await log().getByRole('article', { name: 'You wrote' }).filter({ hasText: text }).last().waitFor();
};

describe('a series', () => {
  it('is drawn, begins with a tag, and its next step is rung from the list of what waits', async () => {
    await onWord('join', 'addTag', { tag: 'vip' });
    await visit('campaigns/series');
    await page.getByRole('button', { name: 'New series' }).click();
    await page.locator('.react-flow__node-card[data-id="start"]').click({ position: { x: 80, y: 20 } });
    await page.getByLabel('Tag', { exact: true }).fill('vip');
    await page.locator('[data-save-state=saved]').first().waitFor();

    await write('join');
    await bubble('Welcome! Nice to have you here.').waitFor();
    await visit('campaigns/timers');
    const row = page.getByRole('listitem').filter({ hasText: 'Step of a series' });
    await row.getByRole('button', { name: 'Now' }).click();
    await page.getByText('It happens now.').waitFor();
    await visit('phone');
    await bubble('How was your first day?').waitFor();

    await visit('campaigns/series');
    await page.getByRole('link', { name: 'New series' }).click();
    await page.getByRole('row', { name: /When somebody gets a tag 1 1 0 0/ }).waitFor();
    await page.getByLabel('When somebody in the series enters it again').selectOption({ label: 'It begins anew' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Publish the series to use it.').waitFor();
  });
});

describe('a topic', () => {
  it('is made, reads a feed, and its subscriber gets what is new', async () => {
    await visit('campaigns/topics');
    await page.getByRole('button', { name: 'New topic' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Shop news');
    await page.getByRole('dialog').getByRole('button', { name: 'New topic' }).click();
    await page.getByRole('heading', { name: 'Shop news' }).waitFor();
    const address = page.getByLabel('Address of a feed');
    await address.fill('http://169.254.169.254/latest');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('This address lies inside a private network and is refused.').waitFor();
    await address.fill(`http://${feedHost()}/feed`);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Autumn menu').waitFor();
    await page.getByRole('button', { name: 'Save topic' }).click();
    await page.getByText(/Read last at/).waitFor();

    const topicId = page.url().split('/topics/')[1]!;
    await onWord('news', 'subscribeTopic', { topicId });
    await write('news');
    await visit(`campaigns/topics/${topicId}`);
    await page.getByText('1 subscriber', { exact: true }).waitFor();

    items = ['Winter menu', ...items];
    await visit('campaigns/timers?kind=feed');
    await page.getByRole('listitem').filter({ hasText: 'Shop news' }).getByRole('button', { name: 'Now' }).click();
    await page.getByText('It happens now.').waitFor();
    await visit(`campaigns/topics/${topicId}`);
    await page.getByRole('listitem').filter({ hasText: 'Winter menu' }).getByText('Handed over').waitFor();
    await visit('phone');
    await bubble(/Winter menu/).waitFor();
    expect(await log().getByText(/Autumn menu/).count()).toBe(0);
  });
});
