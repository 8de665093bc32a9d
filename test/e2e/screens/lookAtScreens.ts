import type { Page } from '@playwright/test';
import { makeOwner, openPage, PATIENCE_MS, type Watched } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';
import { faultsOf } from './faultsOf';
import { makeSampleBot, type SampleBot } from './sample/makeSampleBot';
import { SCREENS } from './screenList';

/** A language and a colour scheme in which screens are looked at. */
export interface Look {
  language: string;
  scheme: 'light' | 'dark';
}

/** In this one every screen is loaded by its address; words and colours do not depend on how one came. */
const isLoadedIn = ({ language, scheme }: Look): boolean => language === 'en' && scheme === 'light';

/**
 * Registers the tests that look at every screen of the studio, also those for people who are not signed in.
 * @param name of the suite, for its log
 */
export function lookAtScreens(name: string, looks: readonly Look[]): void {
  let sample: SampleBot;
  const setupFaults: string[] = [];
  const suite = studioSuite(name, {
    owner: false,
    async prepare() {
      const { pathname, search } = new URL(suite.system.setupUrl);
      setupFaults.push(...(await outsideFaults('setup', pathname + search)));
      await makeOwner(suite.system, suite.watched.context);
      sample = await makeSampleBot(suite);
    },
  });
  jest.setTimeout(PATIENCE_MS * 4);

  /** A page for people who are not signed in, in each look. */
  async function outsideFaults(screen: string, path: string): Promise<string[]> {
    const faults: string[] = [];
    for (const { language, scheme } of looks) {
      const { context, page } = await openPage(suite.browser, { colorScheme: scheme, locale: language });
      await page.goto(`${suite.system.url}${path}`);
      await settled(page, 'form');
      faults.push(...(await faultsOf(page, `${language}-${scheme}-${screen}`)).map((fault) => `${language} ${scheme} ${fault}`));
      await context.close();
    }
    return faults;
  }

  describe('screens for everybody', () => {
    it('shows the first visit without a fault', () => {
      expect(setupFaults).toEqual([]);
    });

    it('shows the sign-in page without a fault', async () => {
      expect(await outsideFaults('signin', '/signin')).toEqual([]);
    }, 300_000);
  });

  describe.each(looks)('screens in $language, $scheme', (look) => {
    const { language, scheme } = look;
    let watched: Watched;
    beforeAll(async () => {
      await suite.call('PATCH', '/me', { language, colorScheme: scheme });
      watched = await openPage(suite.browser, { colorScheme: scheme, locale: language, storageState: await suite.watched.context.storageState() });
    });
    afterAll(() => watched?.context.close());

    it.each(SCREENS)('shows $name without a fault at any width', async (screen) => {
      watched.faults.length = 0;
      await watched.page.setViewportSize({ width: 1440, height: 900 });
      await visit(watched.page, `${suite.system.url}${screen.path(sample)}`, isLoadedIn(look));
      await watched.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      await settled(watched.page, screen.sign);
      expect([...(await faultsOf(watched.page, `${language}-${scheme}-${screen.name}`)), ...watched.faults]).toEqual([]);
    });
  });
}

/** What no other screen has anything in common with, and what it shows. */
const BETWEEN = { path: '/start?template=blank', sign: 'main form' };

/**
 * Opens a screen: loaded by its address, or (in a fifth of the time) as a link of the studio does it, by way of another one, so that
 * nothing of the last screen is taken for part of the next.
 */
async function visit(page: Page, address: string, isLoaded: boolean): Promise<void> {
  const { origin, pathname } = new URL(address);
  if (isLoaded || new URL(page.url()).origin !== origin || pathname === '/start') return void (await page.goto(address));
  const follow = (path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await follow(BETWEEN.path);
  await page.locator(BETWEEN.sign).waitFor();
  await page.locator('main').evaluate((main) => main.setAttribute('data-is-last', ''));
  await follow(address.slice(origin.length));
  await page.locator('[data-is-last]').waitFor({ state: 'detached' });
}

async function settled(page: Page, sign: string): Promise<void> {
  await page.locator(sign).first().waitFor();
  // By a locator: waiting for a function would need eval, which the page's policy forbids.
  await page.locator('.mantine-Skeleton-root, [aria-busy=true]').first().waitFor({ state: 'detached' });
}
