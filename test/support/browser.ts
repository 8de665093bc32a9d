import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RESULTS_FOLDER, type RunningSystem } from './system';

/** The owner account every browser suite works with. */
export const OWNER = { email: 'ann@shop.example', password: 'correct horse battery staple', name: 'Ann' };
/** A wait in a browser suite gives up after this long; generous, because the machines are small and busy. */
export const PATIENCE_MS = 30_000;

/** Chromium, given by CHROMIUM_PATH (`npm test` sets it) or found where systems keep it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium was found. Install one, or set CHROMIUM_PATH.');
  // Root, as in containers, has no sandbox of its own to build on; without a graphics card the plain drawing is faster than an imitated one.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/** A page and everything that went wrong in it. */
export interface Watched {
  context: BrowserContext;
  page: Page;
  /** Uncaught errors and complaints of the content security policy, in order. */
  faults: string[];
}

/** A fresh browser profile with one page. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (/content security policy|TrustedHTML|TrustedScript/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  return { context, page, faults };
}

/** Makes the owner account through the API; the cookie then belongs to the context. */
export async function makeOwner(system: RunningSystem, context: BrowserContext, language = 'en'): Promise<void> {
  const setupToken = new URL(system.setupUrl).searchParams.get('token');
  await api(system, context, 'POST', '/setup', { setupToken, ...OWNER, language });
}

/** Calls the API as the person of this context. @throws Error with the answer when it is not a success */
export async function api<T = any>(system: RunningSystem, context: BrowserContext, method: string, path: string, body?: unknown): Promise<T> {
  const response = await context.request.fetch(`${system.url}/api/v1${path}`, {
    method,
    headers: { origin: system.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/**
 * Keeps a picture of the page in `test-results`, for whoever changed it to look at: when asked for by `KEEP_PICTURES=1`, as taking
 * hundreds of them costs minutes, or when whoever calls knows a reason.
 * @param name of the file, may begin with folders
 * @param isAlways not only when asked for
 */
export async function picture(page: Page, name: string, isAlways = false): Promise<void> {
  if (!isAlways && !process.env.KEEP_PICTURES) return;
  const file = join(RESULTS_FOLDER, `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}

/** Light and dark, wide and narrow: nothing is wider than the window, and a picture of each is kept where pictures are wanted. */
export async function lookAtSizes(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [['light', 1440], ['dark', 1440], ['light', 360], ['dark', 360]] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `${name}-${colorScheme}-${width}`);
    const overhang = (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
    if (overhang > 0) throw new Error(`${name} is ${overhang}px too wide in ${colorScheme} at ${width}.`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
