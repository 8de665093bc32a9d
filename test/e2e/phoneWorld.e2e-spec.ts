import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;
let botId: string;

jest.setTimeout(PATIENCE_MS * 3);
const suite = studioSuite('phone-world', {
  afterEach: { picture: 'phone-world' },
  async prepare() {
    page = suite.page;
    botId = await makeBot();
    for (const displayName of ['Ann', 'Bob']) await call('POST', `/bots/${botId}/phone/people`, { displayName, language: 'en' });
    await page.goto(`${suite.system.url}/b/${botId}/phone`);
    await log().waitFor();
  },
});
const { call } = suite;

const log = () => page.getByRole('log', { name: 'Conversation' });
const mine = () => log().getByRole('article', { name: 'You wrote' });
const bot = () => log().getByRole('article', { name: 'From Bistro' });
const frame = () => page.getByRole('region', { name: 'Phone' });
const menu = (item: string) => page.getByRole('menuitem', { name: item });
const more = () => page.getByRole('button', { name: 'More actions' }).click();

async function say(words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(words);
  await page.keyboard.press('Enter');
  await mine().filter({ hasText: words }).last().waitFor();
}

/** A bot that answers everything with a link that differs on a computer, and sends a video when asked. */
async function makeBot(): Promise<string> {
  const made = await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' });
  await call('POST', `/bots/${made.id}/flows`, {
    document: {
      formatVersion: 1, name: 'Answers', language: 'en',
      nodes: {
        film: { type: 'keywordTrigger', data: { rules: [{ mode: 'contains', text: 'film' }] } },
        any: { type: 'messageTrigger', data: {} },
        watched: { type: 'eventTrigger', data: { event: 'videoWatched' } },
        answer: { type: 'text', data: { text: 'Heard you.', quickReplies: [{ id: 'q', kind: 'message', label: 'Once more', text: 'Once more' }] } },
        video: { type: 'video', data: { videoUrl: 'https://shop.example/film.mp4', previewUrl: 'https://shop.example/film.png', trackingId: 'film' } },
        thanks: { type: 'text', data: { text: 'Did you like the film?' } },
      },
      edges: [
        { id: 'a', from: 'any', port: 'next', to: 'answer' },
        { id: 'b', from: 'film', port: 'next', to: 'video' },
        { id: 'c', from: 'watched', port: 'next', to: 'thanks' },
      ],
      layout: { nodes: {} },
    },
  });
  return made.id;
}

/** A menu with two tabs, shown to everybody. */
async function publishMenu(): Promise<void> {
  const size = { width: 2500, height: 843 };
  const half = (x: number) => ({ x, y: 0, width: 1250, height: 843 });
  const tab = async (id: string, words: string[], actions: object[]) => {
    const drawing = { background: '#FFFFFF', gap: 12, cornerRadius: 24, tiles: words.map((text, index) => ({ bounds: half(index * 1250), text, background: index === 0 ? '#0B7A3B' : '#1D5FBF', colour: '#FFFFFF' })) };
    const { id: pictureId } = await call<{ id: string }>('POST', `/bots/${botId}/rich-menu-pictures/draw`, { size, drawing });
    return { id, name: id, picture: { pictureId, drawing }, areas: actions.map((action, index) => ({ id: `${id}${index}`, bounds: half(index * 1250), label: words[index], action })) };
  };
  const document = {
    size, chatBarText: 'Our menu', selected: true,
    tabs: [
      await tab('food', ['Order', 'Drinks'], [{ type: 'message', text: 'I would like to order' }, { type: 'switchTab', tabId: 'drinks' }]),
      await tab('drinks', ['Food', 'Write to us'], [{ type: 'switchTab', tabId: 'food' }, { type: 'postback', data: 'write', inputOption: 'openKeyboard', fillInText: 'Dear Bistro, ' }]),
    ],
  };
  const { id } = await call<{ id: string }>('POST', `/bots/${botId}/rich-menus`, { name: 'Main', document });
  const { items } = await call<{ items: { id: string; kind: string }[] }>('GET', `/bots/${botId}/channels`);
  const channelId = items.find(({ kind }) => kind === 'simulator')!.id;
  const { state } = await call<{ state: string }>('POST', `/bots/${botId}/rich-menus/${id}/publish`, { channelId });
  expect(state).toBe('published');
  await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: id });
}

describe('the world of the phone', () => {
  it('quotes a message of the bot, and takes a message back', async () => {
    await page.getByRole('button', { name: 'Add as friend' }).click();
    await say('Good evening');
    await bot().getByText('Heard you.').waitFor();
    await bot().last().getByRole('button', { name: 'What to do with this message' }).click();
    await menu('Reply to this message').click();
    await frame().getByText('Reply to: Heard you.').waitFor();
    await say('And you me');
    await mine().last().getByRole('blockquote').getByText('Heard you.').waitFor();
    await mine().first().getByRole('button', { name: 'What to do with this message' }).click();
    await menu('Take back').click();
    await log().getByText('Took back a message').waitFor();
    expect(await log().getByText('Good evening').count()).toBe(0);
  });

  it('tells the bot that a video was watched to its end', async () => {
    await say('film');
    await bot().getByRole('button', { name: 'Watch to the end' }).click();
    await bot().getByText('Did you like the film?').waitFor();
  });

  it('sends a document and a sound of this computer', async () => {
    for (const file of [{ name: 'list.txt', mimeType: 'text/plain' }, { name: 'note.mp3', mimeType: 'audio/mpeg' }]) {
      await page.getByRole('button', { name: 'Send a picture' }).click();
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('not much') });
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await mine().getByText('list.txt').waitFor();
    await mine().last().locator('audio').waitFor();
  });

  it('shows a rich menu after the chat is opened again, switches its tabs, and fills in words', async () => {
    await publishMenu();
    await page.reload();
    await log().waitFor();
    const order = page.getByRole('button', { name: 'Order', exact: true });
    await order.click();
    await mine().getByText('I would like to order').waitFor();
    await page.getByRole('button', { name: 'Drinks', exact: true }).click();
    await page.getByRole('button', { name: 'Write to us' }).click();
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Dear Bistro, ');
    // The keyboard takes the place of the menu, whose bar stays.
    await page.getByRole('button', { name: 'Write to us' }).waitFor({ state: 'detached' });
    const bar = page.getByRole('button', { name: 'Our menu' });
    expect(await bar.getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('textbox', { name: 'Message' }).fill('');
    await bar.click();
    await page.getByRole('button', { name: 'Food', exact: true }).click();
    await order.waitFor();
  });

  it('is a computer, which knows neither rich menu nor quick replies', async () => {
    await say('Quick?');
    await page.getByRole('group', { name: 'Quick replies' }).waitFor();
    await more();
    await menu('Use LINE on a computer').click();
    await page.getByRole('group', { name: 'Quick replies' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Our menu' }).count()).toBe(0);
    await more();
    await menu('Use LINE on a phone').click();
    await page.getByRole('button', { name: 'Our menu' }).waitFor();
  });

  it('makes a group, mentions the bot there, edits, is somebody else in it, and removes the bot', async () => {
    await more();
    await menu('New group').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the group').fill('Lunch');
    await dialog.getByRole('switch', { name: 'Bob' }).click({ force: true });
    await dialog.getByRole('button', { name: 'Make the group and invite the bot' }).click();
    await frame().getByText('Lunch (2)').first().waitFor();
    await page.getByRole('button', { name: 'Mention somebody' }).click();
    await menu('@Bistro').click();
    await page.keyboard.type('are you open?');
    await page.keyboard.press('Enter');
    await mine().getByText('@Bistro').waitFor();
    await mine().last().getByRole('button', { name: 'What to do with this message' }).click();
    await menu('Edit').click();
    await page.getByRole('textbox', { name: 'Message' }).fill('Are you open on Sunday?');
    await page.keyboard.press('Enter');
    await mine().getByText('Edited').waitFor();

    await page.getByRole('combobox', { name: 'You are' }).or(page.getByRole('textbox', { name: 'You are' })).first().click();
    await page.getByRole('option', { name: 'Bob' }).click();
    await log().getByRole('article', { name: 'From Ann' }).getByText('Are you open on Sunday?').waitFor();
    await say('Bob here');
    await more();
    await menu('Members of the group').click();
    await page.getByRole('dialog').getByRole('switch', { name: 'The bot is in this group' }).click({ force: true });
    await page.keyboard.press('Escape');
    await frame().getByText('The bot is not in this group.', { exact: false }).waitFor();
  });

  it('shows what went over the wire, and what it cost', async () => {
    await page.getByText('Developer: let things go wrong').click();
    await page.getByRole('button', { name: 'What goes over the wire' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Messages of this month’s quota spent: \d+/).waitFor();
    const reply = dialog.locator('details').filter({ hasText: '/v2/bot/message/reply' }).first();
    await reply.locator('summary').click();
    await reply.getByText('"replyToken"', { exact: false }).waitFor();
    await reply.getByRole('button', { name: 'Copy as curl' }).waitFor();
    await dialog.getByText('Webhook events', { exact: true }).click();
    await dialog.locator('details').filter({ hasText: 'messageEdited' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('can be read and used on a small dark screen in Japanese, with all its parts open', async () => {
    await call('PATCH', '/me', { language: 'ja', colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.reload();
    await page.locator('html[lang=ja]').waitFor({ state: 'attached' });
    await page.getByRole('log').waitFor();
    await page.locator('details > summary').click();
    await page.getByRole('switch').first().waitFor({ state: 'attached' });
    const violations = async () => (await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
    expect(await violations()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await picture(page, 'phone-world-small-dark-developer');
    await page.getByRole('button', { name: '通信の中身' }).click();
    await page.getByRole('dialog').locator('details summary').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'curl としてコピー' }).waitFor();
    expect(await violations()).toEqual([]);
  });

  it('broke no rule of the page on the way', () => {
    expect(suite.watched.faults).toEqual([]);
  });
});
