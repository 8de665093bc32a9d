import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openPage, PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

const PLAYERS = 30;
let botId: string;

jest.setTimeout(PATIENCE_MS * 6);
const suite = studioSuite('bingo', {
  async prepare() {
    botId = (await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' })).id;
  },
});
const { call } = suite;


async function picturesOf(page: Page, name: string): Promise<void> {
  for (const [scheme, width] of [['light', 1440], ['dark', 1440], ['light', 360], ['dark', 360]] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `bingo-${name}-${scheme}-${width}`);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
async function accessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

it('a bingo evening: made in the studio, joined by 30 in the chat, called by a timetable, won, and checked by somebody who doubts', async () => {
  const { page } = suite;
  await page.goto(`${suite.system.url}/b/${botId}/games/bingo`);
  await page.getByRole('button', { name: 'New bingo game' }).click();
  await page.getByRole('heading', { name: 'Bingo night', level: 1 }).waitFor();
  await picturesOf(page, 'form');
  await accessible(page);
  await page.getByLabel('What stands on the cards').selectOption('list');
  await page.getByLabel('What can be called').fill(['Tea', 'Coffee', 'Cake'].join('\n'));
  await page.getByText('There are too few for a card of this size.').waitFor();
  await page.getByLabel('What can be called').fill(Array.from({ length: 14 }, (_, i) => `Dish ${i + 1}`).join('\n'));
  await page.getByLabel('Calls', { exact: true }).selectOption('interval');
  await page.getByLabel('Seconds between calls').fill('5');
  await page.getByLabel('Name winners on the public page').check({ force: true });
  await page.getByRole('button', { name: 'Let people join' }).click();
  await page.getByRole('heading', { name: 'People are joining' }).waitFor();
  const gameId = page.url().split('/').at(-1)!;

  const document = {
    formatVersion: 1, name: 'Bingo', language: 'en', layout: { nodes: {} },
    nodes: { t: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'bingo' }] } }, j: { type: 'bingo', data: { gameId, do: 'join' } } },
    edges: [{ id: 'a', from: 't', port: 'next', to: 'j' }],
  };
  await call('POST', `/bots/${botId}/flows`, { document });
  const people: string[] = [];
  for (let n = 1; n <= PLAYERS; n += 1) people.push((await call<{ userId: string }>('POST', `/bots/${botId}/phone/people`, { displayName: `Guest ${n}` })).userId);
  const acts = (userId: string, action: object) => call('POST', `/bots/${botId}/phone/people/${userId}/actions`, action);
  await Promise.all(people.map((person) => acts(person, { type: 'sendText', text: 'bingo' })));
  // Twice the same word is one seat.
  await acts(people[0]!, { type: 'sendText', text: 'bingo' });
  await page.getByText('30', { exact: true }).first().waitFor();

  await page.getByRole('switch', { name: 'Public page' }).click({ force: true });
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  const hall = await openPage(suite.browser, { colorScheme: 'dark' });
  await hall.page.goto(new URL(new URL(address).pathname, suite.system.url).href);
  await hall.page.getByText('30 players').first().waitFor();

  // The card in the chat leads to a card of one's own, which follows the game by itself.
  const { chat: joined } = await call('GET', `/bots/${botId}/phone/people/${people[0]!}/chat`);
  const token = /\/p\/(1b[A-Za-z0-9_-]{66})/.exec(JSON.stringify(joined))![1]!;
  const player = await openPage(suite.browser, { viewport: { width: 360, height: 900 }, locale: 'zh-TW' });
  await player.page.goto(`${suite.system.url}/p/${token}`);
  await player.page.getByText('遊戲還沒開始').first().waitFor();

  await page.getByRole('button', { name: 'Begin the game' }).click();
  await page.getByRole('heading', { name: 'Round 1 of 1' }).waitFor();
  // The timetable calls without anybody doing anything, and both screens follow.
  const calls = async () => (await call('GET', `/bots/${botId}/bingo/${gameId}`)).calls as number;
  for (const end = Date.now() + PATIENCE_MS * 2; (await calls()) < 3; ) if (Date.now() > end) throw new Error('The timetable does not call.');
  await hall.page.getByText(/Called [3-9] of 14/).waitFor();
  await player.page.locator('.calls > li').nth(2).waitFor();
  await picturesOf(player.page, 'player');
  await accessible(player.page);
  await picturesOf(page, 'host');
  await accessible(page);
  await picturesOf(hall.page, 'hall');
  await accessible(hall.page);

  // The host is impatient.
  for (const next = page.getByRole('button', { name: 'Call the next one' }); await next.isVisible(); ) {
    const before = await calls();
    await next.click({ timeout: 5_000 }).catch(() => undefined);
    for (const end = Date.now() + PATIENCE_MS; (await calls()) === before; ) {
      if ((await call('GET', `/bots/${botId}/bingo/${gameId}`)).state === 'ended') break;
      if (Date.now() > end) throw new Error('Nothing was called.');
    }
  }
  await page.getByRole('heading', { name: 'The game is over' }).waitFor();
  const game = await call('GET', `/bots/${botId}/bingo/${gameId}`);
  expect(game.host.winners.length).toBe(4);
  expect(new Set(game.host.winners.map((winner: { contactId: string }) => winner.contactId)).size).toBe(4);
  await hall.page.getByText(/^Guest \d+$/).first().waitFor();

  await hall.page.getByText('Is this fair?').click();
  await hall.page.getByRole('button', { name: 'Check the game' }).click();
  await hall.page.getByText('Everything agrees: 30 cards').waitFor();
  await picturesOf(hall.page, 'checked');

  // A winner looks at their card: a tap is a free reply.
  const winner = game.host.winners[0];
  const { lineUserId } = await call('GET', `/bots/${botId}/contacts/${winner.contactId}`);
  await acts(lineUserId, { type: 'sendText', text: 'bingo' });
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const { chat } = await call('GET', `/bots/${botId}/phone/people/${lineUserId}/chat`);
    if (JSON.stringify(chat.bubbles.at(-1)).includes('You have won')) break;
    if (Date.now() > end) throw new Error('The card never told the winner.');
  }
  await page.goto(`${suite.system.url}/b/${botId}/phone`);
  await picture(page, 'bingo-card');
  expect([...suite.watched.faults, ...hall.faults, ...player.faults]).toEqual([]);
});
