import type { Locator, Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

/** More stops than any page has; reached only when the wanted one cannot be reached by Tab. */
const MOST_TABS = 120;

let page: Page;

const suite = studioSuite('phone-keyboard', {
  async prepare() {
    page = suite.page;
    const bot = await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' });
    await call('POST', `/bots/${bot.id}/flows`, { template: 'faq' });
    await page.goto(`${suite.system.url}/b/${bot.id}/phone`);
    await log().waitFor();
  },
});
const { call } = suite;

const log = () => page.getByRole('log', { name: 'Conversation' });
const quickReplies = () => page.getByRole('group', { name: 'Quick replies' });
const message = () => page.getByRole('textbox', { name: 'Message' });

/** Tabs (or with Shift back) until the element has the focus. */
async function tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reaches ${String(wanted)}`);
}
const hasFocus = (wanted: Locator) => wanted.evaluate((element) => element === element.ownerDocument.activeElement);

jest.setTimeout(PATIENCE_MS * 3);

describe('the phone with the keyboard alone', () => {
  it('becomes a friend and is welcomed', async () => {
    await tabTo(page.getByRole('button', { name: 'Add as friend' }));
    await page.keyboard.press('Enter');
    await log().getByText('Added as a friend').waitFor();
    await log().getByText(/What would you like to know/).waitFor();
  });

  it('writes, sends with Enter, and stays where it can write on', async () => {
    await tabTo(message());
    await page.keyboard.type('something nobody knows');
    await page.keyboard.press('Enter');
    await log().getByText('something nobody knows').waitFor();
    await log().getByText(/I do not know that one yet/).waitFor();
    expect(await hasFocus(message())).toBe(true);
    expect(await message().inputValue()).toBe('');
  });

  it('taps a quick reply, which then vanishes', async () => {
    const choice = quickReplies().getByRole('button').first();
    const words = await choice.innerText();
    await tabTo(choice, 'Shift+Tab');
    const before = await log().getByRole('article').count();
    await page.keyboard.press('Enter');
    // The tapped words as one's own bubble, and the bot's answer.
    await log().getByRole('article', { name: 'You wrote' }).getByText(words, { exact: true }).waitFor();
    await log().getByRole('article').nth(before + 1).waitFor();
  });

  it('asks why, and reads the event, the path and the price', async () => {
    const why = log().getByRole('article').last().getByRole('button', { name: 'Why?' });
    await tabTo(why, 'Shift+Tab');
    expect(await why.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Why this happened' });
    await panel.getByText(/free reply/).first().waitFor();
    expect(await panel.getByRole('listitem').count()).toBeGreaterThan(1);
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    await panel.waitFor({ state: 'detached' });
  });

  it('opens a tray, which takes the focus and gives it back on Escape', async () => {
    const sticker = page.getByRole('button', { name: 'Send a sticker' });
    await tabTo(sticker);
    await page.keyboard.press('Enter');
    const tray = page.getByRole('dialog', { name: 'Send a sticker' });
    await tray.waitFor();
    expect(await tray.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await tray.waitFor({ state: 'detached' });
    expect(await hasFocus(sticker)).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(tray.getByRole('button', { name: 'Sticker 446 / 1988' }));
    await page.keyboard.press('Enter');
    await log().getByRole('img', { name: 'Sticker 446 / 1988' }).waitFor();
  });

  it('sends a made-up picture, which is shown from the server', async () => {
    await tabTo(page.getByRole('button', { name: 'Send a picture' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('dialog').getByRole('button', { name: 'Send a sample picture' }));
    await page.keyboard.press('Enter');
    const picture = log().getByRole('article', { name: 'You wrote' }).getByRole('img', { name: 'Picture', exact: true });
    await picture.waitFor();
    await picture.evaluate((element: any) => element.decode());
    expect(await picture.evaluate((element: any) => element.naturalWidth)).toBe(640);
  });

  it('starts over with an empty window', async () => {
    await tabTo(page.getByRole('button', { name: 'More actions' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const startOver = page.getByRole('menuitem', { name: 'Start over' });
    await startOver.waitFor();
    for (let presses = 0; presses < MOST_TABS && !(await hasFocus(startOver)); presses++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await log().getByText(/Nothing has been said yet/).waitFor();
  });

  it('reads new messages out politely, and broke no rule of the page on the way', async () => {
    expect(await log().getAttribute('aria-live')).toBe('polite');
    expect(suite.watched.faults).toEqual([]);
  });
});
