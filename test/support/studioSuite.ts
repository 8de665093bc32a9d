import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { api, launchBrowser, makeOwner, openPage, PATIENCE_MS, picture, type Watched } from './browser';
import { startSystem, type RunningSystem } from './system';
import { BETWEEN_LOOKS_MS } from './until';

/** The whole system with one open page, as a browser suite works with it; everything is there once the suite has begun. */
export interface StudioSuite {
  readonly system: RunningSystem;
  readonly browser: Browser;
  /** The page of the owner, and what went wrong in it. */
  readonly watched: Watched;
  readonly page: Page;
  /** Calls the API as the owner. @throws Error with the answer when it is not a success */
  call<T = any>(method: string, path: string, body?: unknown): Promise<T>;
  /** Looks again and again until there is something. @throws Error when it never becomes so */
  until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T>;
}

/** What a suite may want otherwise. */
export interface StudioSuiteOptions {
  /** Of the first browser profile. */
  context?: BrowserContextOptions;
  /** False: nobody has set the installation up yet. */
  owner?: boolean;
  /** Settings of the server that the suite wants otherwise. Asked when the suite begins. */
  env?: () => Promise<Record<string, string>>;
  /** Makes what all tests of the file work with. */
  prepare?: (suite: StudioSuite) => Promise<void>;
  /** After each test: a picture of the page is kept whatever came of it, its name begins with this; and the page must have had no faults. */
  afterEach?: { picture: string; faultless?: boolean };
}

/**
 * Starts the system and a browser before the tests of a file, and stops both after them.
 * @param name of the suite, for its log in `test-results`
 */
export function studioSuite(name: string, { context, owner = true, env, prepare, afterEach: after }: StudioSuiteOptions = {}): StudioSuite {
  const there: { system?: RunningSystem; browser?: Browser; watched?: Watched } = {};
  const sure = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The suite has not begun yet.');
    return part;
  };
  const suite: StudioSuite = {
    get system() {
      return sure(there.system);
    },
    get browser() {
      return sure(there.browser);
    },
    get watched() {
      return sure(there.watched);
    },
    get page() {
      return sure(there.watched).page;
    },
    call: (method, path, body) => api(suite.system, suite.watched.context, method, path, body),
    async until(look, what) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) return found;
        if (Date.now() > end) throw new Error(`It never came to pass that ${what}.`);
        await pause(BETWEEN_LOOKS_MS);
      }
    },
  };

  beforeAll(async () => {
    there.system = await startSystem(name, await env?.());
    there.browser = await launchBrowser();
    there.watched = await openPage(there.browser, context);
    if (owner) await makeOwner(there.system, there.watched.context);
    await prepare?.(suite);
  }, 300_000);
  afterAll(async () => {
    await there.browser?.close();
    await there.system?.stop();
  }, 120_000);
  if (after !== undefined) {
    afterEach(async () => {
      await picture(suite.page, `${after.picture}-${expect.getState().currentTestName?.replace(/[^a-z0-9]+/gi, '-').slice(-60)}`, true);
      if (after.faultless) expect(suite.watched.faults).toEqual([]);
    });
  }
  return suite;
}
