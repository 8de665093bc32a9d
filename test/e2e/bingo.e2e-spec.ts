import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lookAtSizes, openPage, PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

const PLAYERS = 30;
let botId: string;
let channelId: string;

jest.setTimeout(PATIENCE_MS * 6);
const suite = studioSuite('bingo', {
  async prepare() {
    ({ id: botId, simulatorChannelId: channelId } = await call<{ id: string; simulatorChannelId: string }>('POST', '/bots', { name: 'Bistro', language: 'en' }));
  },
});
const { call, until } = suite;

async function accessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

it('a bingo evening: made in the studio, joined by 30 in the chat, called by a timetable, won, and checked by somebody who doubts', async () => {
  const { page } = suite;
  await page.goto(`${suite.system.url}/b/${botId}/games/bingo`);
  await page.getByRole('button', { name: 'New bingo game' }).click();
  await page.getByRole('heading', { name: 'Bingo night', level: 1 }).waitFor();
  await lookAtSizes(page, 'bingo-form');
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
    nodes: { t: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'bingo' }] } }, j: { type: 'bingo', data: { gameId, do: 'join', ifTooLate: 'push' } } },
    edges: [{ id: 'a', from: 't', port: 'next', to: 'j' }],
  };
  const { id: flowId } = await call<{ id: string }>('POST', `/bots/${botId}/flows`, { document });
  await call('POST', `/bots/${botId}/flows/${flowId}/publish`, {});
  const people: string[] = [];
  for (let n = 1; n <= PLAYERS; n += 1) people.push((await call<{ userId: string }>('POST', `/bots/${botId}/phone/people`, { displayName: `Guest ${n}` })).userId);
  const acts = (userId: string, action: object) => call('POST', `/bots/${botId}/phone/people/${userId}/actions`, action);
  // One comes by the QR code of a poster, one by a campaign, the others know the word.
  const [byPoster, byCampaign, ...byWord] = people.toReversed() as [string, string, ...string[]];
  const { message } = await call('POST', `/bots/${botId}/friend-sources`, { name: 'Poster', channelId, flowId });
  await acts(byCampaign, { type: 'follow' });
  const invited = await until(async () => (await call('GET', `/bots/${botId}/contacts`)).items[0]?.id as string | undefined, 'the one to invite was met');
  const campaign = await call('POST', `/bots/${botId}/campaigns`, { name: 'Bingo tonight', design: { channelId, what: { type: 'flow', flowId }, to: { type: 'people', contactIds: [invited] }, when: { type: 'now' } } });
  await call('POST', `/bots/${botId}/campaigns/${campaign.id}/start`, { revision: campaign.revision });
  await Promise.all([acts(byPoster, { type: 'sendText', text: message }), ...byWord.map((person) => acts(person, { type: 'sendText', text: 'bingo' }))]);
  // Twice the same word is one seat.
  await acts(people[0]!, { type: 'sendText', text: 'bingo' });
  await page.getByText('30', { exact: true }).first().waitFor();
  // Nobody else asked, so the card of the one who was invited is a push.
  await until(async () => JSON.stringify((await call('GET', `/bots/${botId}/phone/people/${byCampaign}/chat`)).chat.bubbles).includes('Bingo night'), 'the invited one has a card');

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

  // By keyboard alone: the focus goes on to the next call, and stays there.
  await page.getByRole('button', { name: 'Begin the game' }).press('Enter');
  await page.getByRole('heading', { name: 'Round 1 of 1' }).waitFor();
  await page.locator('button:focus', { hasText: 'Call the next one' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: /^Called: Dish/ }).waitFor({ state: 'attached' });
  expect(await page.locator('button:focus').innerText()).toBe('Call the next one');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('button:focus').innerText()).toBe('Take the last call back');
  // The timetable calls without anybody doing anything, and both screens follow.
  const calls = async () => (await call('GET', `/bots/${botId}/bingo/${gameId}`)).calls as number;
  await until(async () => (await calls()) >= 2, 'the timetable called twice');
  await hall.page.getByText(/Called [2-9] of 14/).waitFor();
  await player.page.locator('.calls > li').nth(1).waitFor();
  await lookAtSizes(player.page, 'bingo-player');
  await accessible(player.page);
  await lookAtSizes(page, 'bingo-host');
  await accessible(page);
  await lookAtSizes(hall.page, 'bingo-hall');
  await accessible(hall.page);

  // The host is impatient.
  for (const next = page.getByRole('button', { name: 'Call the next one' }); await next.isVisible(); ) {
    const before = await calls();
    await next.click({ timeout: 5_000 }).catch(() => undefined);
    await until(async () => {
      const game = await call('GET', `/bots/${botId}/bingo/${gameId}`);
      return game.calls !== before || game.state === 'ended';
    }, 'something was called');
  }
  await page.getByRole('heading', { name: 'The game is over' }).waitFor();
  const game = await call('GET', `/bots/${botId}/bingo/${gameId}`);
  expect(game.host.winners.length).toBe(4);
  expect(new Set(game.host.winners.map((winner: { contactId: string }) => winner.contactId)).size).toBe(4);
  await hall.page.getByText(/^Guest \d+$/).first().waitFor();

  await hall.page.getByText('Is this fair?').click();
  await hall.page.getByRole('button', { name: 'Check the game' }).click();
  await hall.page.getByText('Everything agrees: 30 cards').waitFor();
  await lookAtSizes(hall.page, 'bingo-checked');

  // A winner looks at their card: a tap is a free reply.
  const winner = game.host.winners[0];
  const { lineUserId } = await call('GET', `/bots/${botId}/contacts/${winner.contactId}`);
  await acts(lineUserId, { type: 'sendText', text: 'bingo' });
  await until(async () => JSON.stringify((await call('GET', `/bots/${botId}/phone/people/${lineUserId}/chat`)).chat.bubbles.at(-1)).includes('You have won'), 'the card told the winner');
  await page.goto(`${suite.system.url}/b/${botId}/phone`);
  await picture(page, 'bingo-card');
  expect([...suite.watched.faults, ...hall.faults, ...player.faults]).toEqual([]);
});
