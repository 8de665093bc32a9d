import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, PATIENCE_MS } from '@chatloom/test/browser';
import { RESULTS_FOLDER } from '@chatloom/test/system';
import { FLEX_LAYOUTS } from './flexLayouts';
import { differences, measure, styleOf } from './measure';

// Written in TSX, which the types of this side of the house do not reach.
const { drawMessages } = require('./drawMessage') as { drawMessages(messages: { name: string; message: object }[], width?: number): string };

const PICTURES = join(RESULTS_FOLDER, 'goldens');
/** `/body/contents/0 span` is an element below a component, by CSS. */
const selectorOf = (place: string) => {
  const [path, ...below] = place.split(' ');
  return [`[data-flex=${JSON.stringify(path)}]`, ...below].join(' ');
};
const bySelector = <T>(of: Record<string, T>) => Object.fromEntries(Object.entries(of).map(([place, value]) => [selectorOf(place), value]));

let browser: Browser;
let page: Page;
jest.setTimeout(PATIENCE_MS);
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 640, height: 900 } });
  await page.setContent(drawMessages(FLEX_LAYOUTS.map(({ name, contents }) => ({ name, message: { type: 'flex', altText: name, contents } }))));
  // Pictures further down are loaded when they come into view.
  await page.evaluate("Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode().catch(() => undefined); }))");
  await page.screenshot({ path: join(PICTURES, 'flex.png'), fullPage: true });
}, 120_000);
afterAll(() => browser?.close());

describe('Flex layouts', () => {
  it('are at least thirty, each with a name of its own and a rule', () => {
    expect(new Set(FLEX_LAYOUTS.map(({ name }) => name)).size).toBe(FLEX_LAYOUTS.length);
    expect(FLEX_LAYOUTS.length).toBeGreaterThanOrEqual(30);
    expect(FLEX_LAYOUTS.filter((layout) => !layout.boxes && !layout.styles && !layout.lines && !layout.onTop && !layout.holds).map(({ name }) => name)).toEqual([]);
  });

  it.each(FLEX_LAYOUTS)('$name: $rule', async ({ name, boxes = {}, styles = {}, lines = {}, onTop = {}, holds }) => {
    const wanted = bySelector(boxes);
    expect(differences(wanted, await measure(page, name, Object.keys(wanted)))).toEqual([]);

    for (const [place, expected] of Object.entries(styles)) expect(await styleOf(page, name, selectorOf(place), Object.keys(expected))).toEqual(expected);

    for (const [place, { heightPx, atLeast }] of Object.entries(lines)) {
      const { height } = (await measure(page, name, [selectorOf(place)]))[selectorOf(place)]!;
      const count = Math.round(height / heightPx);
      expect(count).toBeGreaterThanOrEqual(atLeast);
      expect(Math.abs(height - count * heightPx)).toBeLessThan(1);
      // Nothing sticks out at the side.
      const overhang = await page.evaluate(`(() => { const text = document.querySelector(${JSON.stringify(`[data-message="${name}"] ${selectorOf(place)}`)}); return text.scrollWidth - text.clientWidth; })()`);
      expect(overhang).toBeLessThanOrEqual(0);
    }

    for (const [place, top] of Object.entries(onTop)) {
      const seen = await page.evaluate(`(() => {
        const element = document.querySelector(${JSON.stringify(`[data-message="${name}"] ${selectorOf(place)}`)});
        element.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('[data-flex]')?.getAttribute('data-flex');
      })()`);
      expect(seen).toBe(top);
    }

    if (holds) {
      const measured = await measure(page, name, holds.needs.map(selectorOf));
      expect(holds.check(Object.fromEntries(holds.needs.map((place) => [place, measured[selectorOf(place)]!])))).toBe(true);
    }
  });
});
