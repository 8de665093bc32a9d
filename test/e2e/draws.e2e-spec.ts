import type { Page } from '@playwright/test';
import { openPage, PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let botId: string;

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('draws', {
  async prepare() {
    botId = (await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' })).id;
  },
});
const { call, until } = suite;

const open = (path: string) => suite.page.goto(`${suite.system.url}/b/${botId}/games/${path}`);
const idOf = (page: Page) => page.url().split('/').at(-1)!;

/** A flow of one step that begins with a word. */
async function stepOn(word: string, type: string, data: object): Promise<void> {
  const nodes = { t: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }] } }, s: { type, data } };
  await call('POST', `/bots/${botId}/flows`, { document: { formatVersion: 1, name: word, language: 'en', layout: { nodes: {} }, nodes, edges: [{ id: 'e', from: 't', port: 'next', to: 's' }] } });
}

it('a draw is made and won in the chat, a coupon is redeemed at the counter, a stamp card is filled', async () => {
  const { page } = suite;
  const { userId } = await call('POST', `/bots/${botId}/phone/people`, { displayName: 'Bob' });
  const person = `/bots/${botId}/phone/people/${userId}`;
  const says = (text: string) => call('POST', `${person}/actions`, { type: 'sendText', text });
  const chat = async (): Promise<string> => JSON.stringify((await call('GET', `${person}/chat`)).chat.bubbles.slice(-3));

  await open('draws');
  await page.getByText('Let people win something').waitFor();
  await page.getByRole('button', { name: 'New draw' }).click();
  await page.getByRole('heading', { name: 'New draw', level: 1 }).waitFor();
  const drawId = idOf(page);
  // One prize that everybody wins, with one code.
  await page.getByRole('button', { name: 'Remove “A free drink”' }).click();
  await page.getByLabel('How many', { exact: true }).fill('1');
  await page.getByLabel('Chance of each try').fill('120');
  await page.getByText('The chances add up to 120 %').waitFor();
  await page.getByLabel('Chance of each try').fill('100');
  await page.getByText('Picture, codes and more').click();
  await page.getByLabel('Each winner gets a code of their own').check({ force: true });
  await page.getByText('Save the draw first').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Codes', { exact: true }).fill('WINE-1\nWINE-2\nWINE-1');
  await page.getByRole('button', { name: 'Add these' }).click();
  await page.getByText('One line was left out').click();
  await page.getByText('Line 3: it is twice in this list.').waitFor();
  await picture(page, 'draws-form');
  await page.getByRole('button', { name: 'Start now' }).click();
  await page.getByRole('button', { name: 'Close the draw' }).waitFor();

  await stepOn('luck', 'draw', { drawId, do: 'play' });
  await says('luck');
  await until(async () => /WINE-[12]/.test(await chat()), 'Bob was told his code');
  await page.getByRole('cell', { name: /WINE-[12]/ }).waitFor();
  await page.getByRole('button', { name: 'Close the draw' }).click();
  await page.getByRole('dialog').getByText('One person has taken part.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the draw' }).click();
  await page.getByLabel('Seed', { exact: true }).waitFor();
  await picture(page, 'draws-over');

  await open('vouchers');
  await page.getByRole('button', { name: 'New coupon' }).click();
  await page.getByRole('heading', { name: 'New coupon', level: 1 }).waitFor();
  const voucherId = idOf(page);
  await page.getByRole('button', { name: 'Give it from now on' }).click();
  await page.getByRole('button', { name: 'Stop giving it' }).waitFor();
  await stepOn('coupon', 'voucher', { do: 'give', voucherId });
  await says('coupon');
  await until(async () => (await chat()).includes('20 % off'), 'Bob saw his coupon');
  const { code } = (await call('GET', `/bots/${botId}/vouchers/${voucherId}/issued`)).items[0] as { code: string };
  await page.setViewportSize({ width: 360, height: 740 });
  await open('counter');
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase().replaceAll('-', ' '));
  // Enter looks, Enter redeems.
  await page.keyboard.press('Enter');
  await page.getByText('This one is good').waitFor();
  await page.getByRole('button', { name: 'Redeem now' }).press('Enter');
  await page.locator('[data-is=redeemed]').waitFor();
  await picture(page, 'draws-counter');
  await page.getByRole('button', { name: 'Next one' }).click();
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
  await page.locator('[data-is=already]').waitFor();
  await page.getByRole('button', { name: `Take back ${code}` }).click();
  await page.getByText('It can be redeemed again').waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });

  await open('stamps');
  await page.getByRole('button', { name: 'New stamp card' }).click();
  await page.getByRole('heading', { name: 'New stamp card', level: 1 }).waitFor();
  const cardId = idOf(page);
  await page.getByLabel('Fields').fill('2');
  await page.getByRole('img', { name: '1 of 2 stamps' }).waitFor();
  await page.getByLabel('Stamps for each person on one day').fill('');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('button', { name: 'New QR code' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Counter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Show the QR code of “Counter”' }).click();
  const message = await page.getByRole('dialog').getByLabel('Message').inputValue();
  await picture(page, 'draws-qr');
  await page.keyboard.press('Escape');
  await says(message);
  const card = () => call('GET', `/bots/${botId}/stamp-cards/${cardId}`);
  await until(async () => (await card()).counts.given === 1, 'Bob got a stamp');
  await page.getByRole('button', { name: 'Stamp the card of Bob' }).click();
  await page.getByText('Stamped, and the card is full.').waitFor();
  await page.getByRole('cell', { name: '2 / 2' }).waitFor();
  await picture(page, 'draws-stamps');
  expect((await card()).counts).toMatchObject({ people: 1, given: 2, full: 1 });
  expect(suite.watched.faults).toEqual([]);
});

it('people turn the wheel, hand their coupon to staff and collect stamps on pages of their own, opened from the chat', async () => {
  const { userId } = await call('POST', `/bots/${botId}/phone/people`, { displayName: 'Cat' });
  const person = `/bots/${botId}/phone/people/${userId}`;
  /** The address of the page behind the button of what the bot answers. */
  const pageAfter = async (word: string) => {
    await call('POST', `${person}/actions`, { type: 'sendText', text: word });
    return until(async () => {
      const address = /"uri":"([^"]+\/p\/1[^"]+)"/.exec(JSON.stringify((await call('GET', `${person}/chat`)).chat.bubbles.at(-1)))?.[1];
      return address === undefined ? undefined : suite.system.url + new URL(address).pathname;
    }, `there is a page behind the answer to "${word}"`);
  };
  await call('POST', `/bots/${botId}/shops`, { name: 'Old Town', pin: '4321' });
  const draw = await call('POST', `/bots/${botId}/draws`, { name: 'Wheel', document: { title: 'Spin it', kind: 'wheel', terms: 'Be kind.', prizes: [{ id: 'a', name: 'A tea', stock: 5, odds: 1_000_000 }] } });
  await call('POST', `/bots/${botId}/draws/${draw.id}/start`, {});
  await stepOn('wheel', 'draw', { drawId: draw.id, do: 'play' });
  const { page, faults } = await openPage(suite.browser, { viewport: { width: 360, height: 740 } });
  await page.goto(await pageAfter('wheel'));
  await page.getByRole('button', { name: 'I have read this and agree' }).click();
  await page.getByRole('button', { name: 'Spin the wheel' }).click();
  await page.getByRole('heading', { name: 'You have won: A tea' }).waitFor();
  await call('POST', `/bots/${botId}/draws/${draw.id}/close`, {});
  // The end of the draw comes to the open page by itself.
  await page.getByText('It is over').waitFor();
  await page.getByText('Is this fair?').click();
  await page.getByRole('button', { name: 'Check the draw' }).click();
  await page.getByText('Everything agrees. Tries: 1, prizes: 1.').waitFor();
  await picture(page, 'draws-page-checked');

  const voucher = await call('POST', `/bots/${botId}/vouchers`, { name: 'Tea', document: { title: 'Welcome', value: '20 %' } });
  await call('POST', `/bots/${botId}/vouchers/${voucher.id}/open`, {});
  await stepOn('welcome', 'voucher', { do: 'give', voucherId: voucher.id });
  await page.goto(await pageAfter('welcome'));
  await page.getByRole('button', { name: /^Redeem/ }).click();
  const type = async (pin: string) => {
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
  };
  await type('1111');
  await page.getByText('This PIN is not right').waitFor();
  await type('4321');
  await page.getByText('Redeemed. Thank you!').waitFor();
  expect((await call('GET', `/bots/${botId}/vouchers/${voucher.id}`)).redeemedAt).toEqual([{ by: 'shop', shop: 'Old Town', count: 1 }]);

  const card = await call('POST', `/bots/${botId}/stamp-cards`, { name: 'Tea', document: { title: 'Two teas', stamps: 2, perDay: null, reward: { by: 'voucher', voucherId: voucher.id } } });
  await call('POST', `/bots/${botId}/stamp-cards/${card.id}/open`, {});
  await stepOn('stamps', 'stampCard', { do: 'show', cardId: card.id });
  await page.goto(await pageAfter('stamps'));
  await page.getByRole('button', { name: /^Give a stamp/ }).click();
  await type('4321');
  await page.getByText('A stamp for you!').waitFor();
  await type('4321');
  await page.getByText('Your card is full. Congratulations!').waitFor();
  await page.getByRole('link', { name: 'Open Welcome' }).click();
  await page.getByText('Good to use').waitFor();
  await picture(page, 'draws-page-reward');
  expect(faults).toEqual([]);
});
