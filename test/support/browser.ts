import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS_FOLDER, type RunningSystem } from './system';

/** The owner account every browser suite works with. */
export const OWNER = { email: 'ann@shop.example', password: 'correct horse battery staple', name: 'Ann' };
/** A wait in a browser suite gives up after this long; generous, because the machines are small and busy. */
export const PATIENCE_MS = 30_000;

/** Chromium, given by CHROMIUM_PATH (`npm test` sets it) or found where systems keep it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium was found. Install one, or set CHROMIUM_PATH.');
  // Root, as in containers, has no sandbox of its own to build on.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
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

/** Keeps a picture of the page in `test-results`, for whoever changed it to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(RESULTS_FOLDER, { recursive: true });
  await page.screenshot({ path: join(RESULTS_FOLDER, `${name}.png`) });
}
