import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, PATIENCE_MS } from '@chatloom/test/browser';
import { RESULTS_FOLDER } from '@chatloom/test/system';
import { differences, measure, styleOf } from './measure';
import { MESSAGE_GOLDENS } from './messageGoldens';

// Written in TSX, which the types of this side of the house do not reach.
const { drawMessages } = require('./drawMessage') as { drawMessages(messages: { name: string; message: object; mine?: boolean }[], width?: number): string };

const PICTURES = join(RESULTS_FOLDER, 'goldens');
/** LINE's message types (FACTS §7); a template counts by its kind. */
const TYPES = ['text', 'textV2', 'sticker', 'image', 'video', 'audio', 'location', 'imagemap', 'buttons', 'confirm', 'carousel', 'image_carousel', 'flex', 'coupon'];

let browser: Browser;
let page: Page;
jest.setTimeout(PATIENCE_MS);
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 640, height: 900 } });
  await page.setContent(drawMessages(MESSAGE_GOLDENS));
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(PICTURES, `messages-${colorScheme}.png`), fullPage: true });
  }
}, 120_000);
afterAll(() => browser?.close());

describe('messages as the phone draws them', () => {
  it('are there for every type LINE has', () => {
    const shown = MESSAGE_GOLDENS.map(({ message }) => message as { type: string; template?: { type: string } }).map(({ type, template }) => template?.type ?? type);
    expect(TYPES.filter((type) => !shown.includes(type))).toEqual([]);
  });

  it.each(MESSAGE_GOLDENS)('$name', async ({ name, boxes, styles = {}, words = [], counts = {} }) => {
    expect(differences(boxes, await measure(page, name, Object.keys(boxes)))).toEqual([]);
    for (const [selector, expected] of Object.entries(styles)) expect(await styleOf(page, name, selector, Object.keys(expected))).toEqual(expected);
    const message = page.locator(`[data-message="${name}"]`);
    for (const [selector, count] of Object.entries(counts)) expect([selector, await message.locator(selector).count()]).toEqual([selector, count]);
    const text = (await message.textContent()) ?? '';
    let from = 0;
    for (const word of words) {
      const at = text.indexOf(word, from);
      expect([word, at]).not.toEqual([word, -1]);
      from = at + word.length;
    }
    // Nothing stands wider than the window of the chat.
    expect(await page.evaluate(`(() => { const { right } = document.querySelector('.log').getBoundingClientRect(); return [...document.querySelectorAll(${JSON.stringify(`[data-message="${name}"] .text, [data-message="${name}"] .card`)})].filter((element) => element.closest('.carousel') === null && element.getBoundingClientRect().right > right).length; })()`)).toBe(0);
  });
});
