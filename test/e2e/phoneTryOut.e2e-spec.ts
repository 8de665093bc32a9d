import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;

jest.setTimeout(PATIENCE_MS * 3);
const suite = studioSuite('phone-try-out', {
  afterEach: { picture: 'phone' },
  async prepare() {
    page = suite.page;
  },
});
const { call } = suite;

const log = () => page.getByRole('log', { name: 'Conversation' });
const mine = () => log().getByRole('article', { name: 'You wrote' });
const bot = () => log().getByRole('article', { name: /^From/ });
const quickReply = (name: string | RegExp) => page.getByRole('group', { name: 'Quick replies' }).getByRole('button', { name });
const tray = () => page.getByRole('dialog');

/** Opens the phone of a new bot made of a template, or of a document. */
async function phoneOf(flow: { template: string } | { document: object }): Promise<{ botId: string }> {
  const made = await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' });
  await call('POST', `/bots/${made.id}/flows`, flow);
  await page.goto(`${suite.system.url}/b/${made.id}/phone`);
  await log().waitFor();
  return { botId: made.id };
}

async function say(words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(words);
  await page.keyboard.press('Enter');
  await mine().filter({ hasText: words }).last().waitFor();
}
const hear = (words: string | RegExp) => bot().getByText(words).last().waitFor();

describe('trying a bot in the phone', () => {
  it('books a table: picks date and time within the bounds, is asked again, and is thanked', async () => {
    await phoneOf({ template: 'restaurant-booking' });
    await say('I would like to make a booking');
    await hear('Which day would you like to come?');
    await quickReply(/./).first().click();
    const date = tray().getByLabel('Date');
    // The last day there is: of today the evening may be over.
    const latest = (await date.getAttribute('max')) ?? '';
    await date.fill('2001-01-01');
    await tray().getByRole('button', { name: 'Send' }).click();
    await tray().getByRole('alert').waitFor();
    await date.fill(latest);
    await tray().getByRole('button', { name: 'Send' }).click();
    await hear('And at what time?');
    await quickReply(/./).first().click();
    await tray().getByLabel('Time').fill('18:30');
    await tray().getByRole('button', { name: 'Send' }).click();
    await hear('How many people will you be?');
    await say('a few');
    await mine().last().getByRole('button', { name: 'Why?' }).click();
    await page.getByRole('region', { name: 'Why this happened' }).getByText(/does not fit: it is not a number/).waitFor();
    await say('4');
    await hear('What name is the booking for?');
    await say('Ann');
    await hear(/a phone number/);
    await say('+886 912 345 678');
    await quickReply('Yes, book it').click();
    await hear(/Thank you, Ann! Your table is booked for .* at 18:30/);
  });

  it('skips a day to the follow-up, which is a push and says what it costs', async () => {
    await phoneOf({ template: 'marketing-welcome' });
    await page.getByRole('button', { name: 'Add as friend' }).click();
    await hear(/small present/);
    await quickReply('Special offers').click();
    await page.getByText(/Goes on at/).waitFor();
    await page.getByRole('button', { name: 'Skip to it' }).click();
    await hear(/still waiting for you/);
    await bot().filter({ hasText: 'still waiting for you' }).getByText('Push: 1 of your quota').waitFor();
    await page.getByText(/Goes on at/).waitFor({ state: 'detached' });
  });

  it('shows where a link leads, and opens nothing by itself', async () => {
    const document = {
      formatVersion: 1, name: 'Links', language: 'en',
      nodes: {
        any: { type: 'messageTrigger', data: {} },
        card: { type: 'buttons', data: { text: 'Look at this', choices: [{ id: 'a', kind: 'uri', label: 'Our menu', uri: 'https://shop.example/menu' }] } },
      },
      edges: [{ id: 'e', from: 'any', port: 'next', to: 'card' }],
      layout: { nodes: {} },
    };
    await phoneOf({ document });
    await say('hi');
    await bot().getByRole('button', { name: 'Our menu' }).click();
    await tray().getByText('https://shop.example/menu').waitFor();
    expect(await tray().getByRole('link', { name: 'Open in a new tab' }).getAttribute('href')).toBe('https://shop.example/menu');
    await page.keyboard.press('Escape');
    expect(suite.watched.context.pages()).toHaveLength(1);
  });

  it('is somebody else, with a chat of their own', async () => {
    await phoneOf({ template: 'faq' });
    await say('Hello from the first');
    await bot().first().waitFor();
    await page.getByRole('button', { name: 'New person' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Bob');
    await page.getByRole('button', { name: 'Be this person' }).click();
    await log().getByText(/Nothing has been said yet/).waitFor();
    await say('Hello from Bob');
    await bot().first().waitFor();
    expect(await log().getByText('Hello from the first').count()).toBe(0);
    await page.getByRole('combobox', { name: 'You are' }).or(page.getByRole('textbox', { name: 'You are' })).first().click();
    await page.getByRole('option', { name: 'Ann' }).click();
    await log().getByText('Hello from the first').waitFor();
  });

  it('blocks the account, cannot be reached, and comes back', async () => {
    await page.getByRole('button', { name: 'Add as friend' }).click();
    await log().getByText('Added as a friend').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Block the account' }).click();
    await log().getByText('Blocked the account').waitFor();
    await page.getByText('You have blocked this account').waitFor();
    await page.getByRole('button', { name: 'Unblock' }).click();
    await log().getByText('Unblocked the account').waitFor();
  });

  it('answers an event that arrives twice only once, and takes one of a kind nobody knows', async () => {
    await phoneOf({ template: 'faq' });
    await say('Where are you?');
    await bot().nth(1).waitFor();
    const before = await bot().count();
    await page.getByText('Developer: let things go wrong').click();
    await page.getByRole('button', { name: 'Send the last event again' }).click();
    await page.getByRole('button', { name: 'Send an unknown event' }).click();
    await log().getByText(/Something happened: neverHeardOf/).waitFor();
    await say('What does it cost?');
    await hear(/Lunch sets/);
    expect(await bot().count()).toBe(before + 1);
  });

  it('shows that a message did not go out while LINE is down', async () => {
    await page.getByRole('switch', { name: /LINE is down/ }).click({ force: true });
    await page.getByRole('switch', { name: /LINE is down/, checked: true }).waitFor({ state: 'attached' });
    await say('When are you open?');
    await mine().last().getByRole('button', { name: 'Why?' }).click();
    await page.getByRole('region', { name: 'Why this happened' }).getByText(/not sent yet|may or may not have arrived|left out/).waitFor();
    await page.getByRole('switch', { name: /LINE is down/ }).click({ force: true });
  });

  it('broke no rule of the page on the way', () => {
    expect(suite.watched.faults).toEqual([]);
  });
});
