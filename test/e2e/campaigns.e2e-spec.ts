import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;
let bot: { id: string };
const people: Record<string, string> = {};

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('campaigns', {
  afterEach: { picture: 'campaigns', faultless: true },
  async prepare() {
    page = suite.page;
    bot = await call('POST', '/bots', { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' });
    for (const name of ['Ann', 'Bob', 'Cat']) {
      people[name] = (await call('POST', `/bots/${bot.id}/phone/people`, { displayName: name, language: 'en' })).userId;
      await call('POST', `/bots/${bot.id}/phone/people/${people[name]}/actions`, { type: 'follow' });
    }
    await until(async () => (await call('GET', `/bots/${bot.id}/contacts`)).items.length >= 3, 'three friends are known');
  },
});
const { call, until } = suite;

const bubblesOf = async (name: string): Promise<string[]> => (await call('GET', `/bots/${bot.id}/phone/people/${people[name]}/chat`)).chat.bubbles.filter((bubble: { from: string }) => bubble.from === 'bot').map((bubble: { message: { text?: string } }) => bubble.message.text);
const progress = () => page.getByRole('region', { name: 'Progress' });
const state = (word: string) => page.locator('h1 + p').getByText(word, { exact: true });

describe('a campaign', () => {
  it('is written to all friends by name, priced, tested, sent, and moves to done by itself', async () => {
    await page.goto(`${suite.system.url}/b/${bot.id}/campaigns`);
    await page.getByRole('button', { name: 'New campaign' }).click();
    await page.getByLabel('Name of the campaign (only you see it)').fill('Autumn tea');
    await page.getByLabel('Which group').selectOption({ label: 'All friends known here' });
    await page.getByRole('button', { name: 'Send a message', exact: true }).click();
    const words = page.getByLabel('Text', { exact: true });
    await words.fill('Hello {name');
    await page.getByRole('option', { name: /Name of the person/ }).click();
    await words.press('End');
    await words.pressSequentially(', autumn tea is here.');
    // As it will look, while it is written.
    await page.getByRole('region', { name: 'Preview' }).getByText('Hello Ann, autumn tea is here.').waitFor();
    await page.getByText('Goes to 3 people = 3 messages').waitFor();
    await page.getByText('The built-in phone costs nothing.').waitFor();
    await page.getByText('Everything is there.').waitFor();

    await page.getByLabel('Who gets the test').fill('Ann');
    await page.getByRole('list', { name: 'People found' }).getByRole('button', { name: 'Ann' }).click();
    await page.getByRole('button', { name: 'Send a test to 1 person' }).click();
    await page.getByText('The test was sent to 1 person.').waitFor();
    await until(async () => (await bubblesOf('Ann')).includes('Hello Ann, autumn tea is here.'), 'the test reached Ann');

    await page.getByRole('button', { name: 'Send now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send now?' });
    await dialog.getByText('It goes to 3 people and uses 3 messages.').waitFor();
    await dialog.getByRole('button', { name: 'Send to 3 people' }).click();
    // No page is loaded from here on: what moves, moves by itself.
    await progress().getByText('3 of 3 people').waitFor();
    await state('Done').waitFor();
    expect(await bubblesOf('Bob')).toEqual(['Hello Bob, autumn tea is here.']);
    await page.getByRole('region', { name: 'What came of it' }).locator('[data-outcome="delivered"]').getByText('3', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Recipients' }).click();
    await page.getByRole('row', { name: /^Cat/ }).getByText('Sent', { exact: true }).waitFor();
    // Everybody exactly once: the test of Ann is no part of it.
    expect((await bubblesOf('Ann')).length).toBe(2);
    expect((await bubblesOf('Cat')).length).toBe(1);
  });

  it('shows in the phone of who got it', async () => {
    await page.goto(`${suite.system.url}/b/${bot.id}/phone`);
    await page.getByRole('log', { name: 'Conversation' }).getByText(/autumn tea is here\./).first().waitFor();
  });

  it('stands still while paused, goes on where it was, and asks before the rest', async () => {
    const { simulatorChannelId } = await call('GET', `/bots/${bot.id}`);
    const block = { type: 'text', data: { text: 'Tea for {{contact.displayName}}', quickReplies: [], ifTooLate: 'drop' } };
    const design = {
      channelId: simulatorChannelId,
      what: { type: 'messages', variants: [{ id: 'A', blocks: [block] }] },
      to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } },
      when: { type: 'now' },
      stages: { firstPercent: 34 },
    };
    const { id, revision } = await call('POST', `/bots/${bot.id}/campaigns`, { name: 'First a few', design });
    await call('POST', `/bots/${bot.id}/campaigns/${id}/start`, { revision });
    await page.goto(`${suite.system.url}/b/${bot.id}/campaigns`);
    await page.getByRole('link', { name: 'First a few' }).click();
    await state('Waiting for your go').waitFor();
    const reached = async () => (await Promise.all(Object.keys(people).map(bubblesOf))).filter((said) => said.some((text) => text.startsWith('Tea for'))).length;
    const first = await reached();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(3);

    const fine = await call('GET', `/bots/${bot.id}/phone/breakage`);
    // LINE is down: what is sent now cannot arrive, so there is something to pause.
    await call('PUT', `/bots/${bot.id}/phone/breakage`, { ...fine, failing: 500 });
    await page.getByRole('button', { name: 'Send to the rest' }).click();
    await state('Sending').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await state('Paused').waitFor();
    await call('PUT', `/bots/${bot.id}/phone/breakage`, fine);
    expect(await reached()).toBe(first);

    await page.getByRole('button', { name: 'Go on' }).click();
    await state('Done').waitFor();
    await progress().getByText('3 of 3 people').waitFor();
    for (const name of Object.keys(people)) expect((await bubblesOf(name)).filter((text) => text === `Tea for ${name}`)).toHaveLength(1);
  });

  it('is planned, moved in the calendar by keys, and taken back to be changed', async () => {
    const { simulatorChannelId } = await call('GET', `/bots/${bot.id}`);
    const block = { type: 'text', data: { text: 'Happy new year', quickReplies: [], ifTooLate: 'drop' } };
    const year = new Date().getUTCFullYear() + 1;
    const design = { channelId: simulatorChannelId, what: { type: 'messages', variants: [{ id: 'A', blocks: [block] }] }, to: { type: 'everyone' }, when: { type: 'once', at: `${year}-06-10T09:00`, timeZone: 'Asia/Taipei' } };
    const { id, revision } = await call('POST', `/bots/${bot.id}/campaigns`, { name: 'New year', design });
    await call('POST', `/bots/${bot.id}/campaigns/${id}/start`, { revision });
    await page.goto(`${suite.system.url}/b/${bot.id}/campaigns/calendar?day=${year}-06-01`);
    await page.getByRole('cell', { name: /10/ }).getByRole('link', { name: /09:00 New year/ }).waitFor();
    await page.getByRole('button', { name: 'Move New year' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Date and time').fill(`${year}-06-12T18:30`);
    await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('cell', { name: /12/ }).getByRole('link', { name: /18:30 New year/ }).click();
    await state('Planned').waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('radio', { name: 'Everybody', exact: true }).waitFor();
    expect((await call('GET', `/bots/${bot.id}/campaigns/${id}`)).state).toBe('draft');
  });

  it('that comes again and again is changed between two of its times; what went out stays in its report', async () => {
    const { simulatorChannelId } = await call('GET', `/bots/${bot.id}`);
    const block = { type: 'text', data: { text: 'Soup of today', quickReplies: [], ifTooLate: 'drop' } };
    const recurrence = { rule: { type: 'daily', every: 1, time: '09:00' }, timeZone: 'Asia/Taipei', skipDates: [], missed: 'runOnce' };
    const design = { channelId: simulatorChannelId, what: { type: 'messages', variants: [{ id: 'A', blocks: [block] }] }, to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } }, when: { type: 'repeating', recurrence } };
    const { id, revision } = await call('POST', `/bots/${bot.id}/campaigns`, { name: 'Soup', design });
    await call('POST', `/bots/${bot.id}/campaigns/${id}/start`, { revision });
    await call('POST', `/bots/${bot.id}/timers/campaign/${id}/ring`);
    await until(async () => (await call('GET', `/bots/${bot.id}/campaigns/${id}`)).run?.finishedAt, 'it went out once');
    await page.goto(`${suite.system.url}/b/${bot.id}/campaigns/${id}`);
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('It is being changed and does not go out').waitFor();
    await page.getByLabel('Text', { exact: true }).fill('Bread of today');
    await page.getByRole('region', { name: 'Preview' }).getByText('Bread of today').waitFor();
    await page.getByRole('button', { name: 'Let it go on' }).click();
    await page.getByRole('dialog', { name: 'Let it go on with the changes?' }).getByRole('button', { name: 'Let it go on' }).click();
    await state('Planned').waitFor();
    await page.getByRole('link', { name: 'Content' }).click();
    await page.getByText('Soup of today').waitFor();
    expect((await call('GET', `/bots/${bot.id}/campaigns/${id}`)).design.what.variants[0].blocks[0].data.text).toBe('Bread of today');
  });
});
