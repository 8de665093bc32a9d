import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import type { PersonalBingo, PersonalDraw, PersonalPage, PersonalStampCard, PersonalVoucher } from '@chatloom/contract';
import { launchBrowser, openPage, PATIENCE_MS, picture } from '@chatloom/test/browser';
import { buildOnce } from '@chatloom/test/system';
import { NOW, personalSamples, publicSamples, SAMPLE_LANGUAGES } from './pages/samplePages';
import { type Samples, startSamples } from './pages/startSamples';

let samples: Samples;
let browser: Browser;

jest.setTimeout(PATIENCE_MS * 4);
beforeAll(async () => {
  buildOnce();
  samples = await startSamples();
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await samples?.stop();
});

/** A page at the moment the samples speak of. */
async function open(address: string, options: Parameters<typeof openPage>[1] = {}) {
  const watched = await openPage(browser, { viewport: { width: 360, height: 740 }, ...options });
  await watched.page.clock.setFixedTime(NOW);
  await watched.page.goto(address);
  await watched.page.locator('main h1').first().waitFor();
  return watched;
}

/** These are looked at in every language; the others differ from them in a word. */
const ONLY_IN_ENGLISH = ['poll-closed', 'bingo-before', 'instant', 'voucher-expired', 'stamps-full'];

it.each(SAMPLE_LANGUAGES)('pages of games in %s are readable for everybody, on phones and big screens, in light and dark', async (language) => {
  const faults: string[] = [];
  const addresses = [
    ...Object.entries(publicSamples(language)).map(([name, page]) => ({ name, address: samples.publicPage(page) })),
    ...Object.entries(personalSamples(language)).map(([name, page]) => ({ name, address: samples.personalPage(page) })),
  ].filter(({ name }) => language === 'en' || !ONLY_IN_ENGLISH.includes(name));
  // What axe finds besides colours hardly depends on the language: it is asked in one with letters and in the one with the longest words.
  const isLookedInto = language === 'en' || language === 'th';
  const { context, page, faults: uncaught } = await openPage(browser, { locale: language });
  await page.clock.setFixedTime(NOW);
  for (const { name, address } of addresses) {
    // Colours are the same in every language, and words run over where it is narrow.
    for (const [scheme, width] of [['light', 360], ['dark', 1440]] as const) {
      if (language !== 'en' && scheme === 'dark') continue;
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await page.goto(address);
      await page.locator('main h1').first().waitFor();
      await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      // Looking at colours takes most of the time axe takes.
      const rules = scheme === 'dark' ? { runOnly: ['color-contrast'] } : language === 'en' ? {} : { rules: { 'color-contrast': { enabled: false } } };
      const found = await faultsOf(page, rules, isLookedInto);
      await picture(page, `pages/${language}-${name}-${scheme}-${width}`, found.length > 0);
      faults.push(...found.map((fault) => `${name} ${scheme} ${width}: ${fault}`));
    }
  }
  await context.close();
  expect([...faults, ...uncaught]).toEqual([]);
}, PATIENCE_MS * 8);

describe('by keyboard', () => {
  const sampleOf = <K extends PersonalPage['kind']>(name: string): Extract<PersonalPage, { kind: K }> => personalSamples('en')[name] as Extract<PersonalPage, { kind: K }>;
  const won = (page: PersonalDraw, attempt: number): PersonalDraw => ({ ...page, me: { ...page.me, nextAttempt: attempt + 1, triesLeft: 2, outcomes: [{ attempt, prizeId: 'p1', code: 'TEA-1234', at: new Date(NOW).toISOString() }, ...page.me.outcomes] } });

  it('terms are agreed to, the wheel is turned to what the server said, and the result is told', async () => {
    const wheel = sampleOf<'draw'>('wheel');
    const { page, context, faults } = await open(
      samples.personalPage(sampleOf('terms'), (act) => (act.do === 'agree' ? { outcome: 'agreed', page: wheel } : { outcome: 'won', page: won(wheel, 2) })),
    );
    const before = samples.acts.length;
    expect(await tabTo(page, 'I have read this and agree')).toBe('2px');
    await page.keyboard.press('Enter');
    // The focus goes on to what is to be done next.
    await page.locator('button:focus', { hasText: 'Spin the wheel' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('status').getByRole('heading', { name: 'You have won: Tea for a year' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Spin the wheel');
    expect(samples.acts.slice(before)).toEqual([{ do: 'agree' }, { do: 'try', attempt: 2 }]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Copy TEA-1234');
    expect([...(await faultsOf(page)), ...faults]).toEqual([]);
    await context.close();
  });

  it('while the wheel is turning nothing tells the result yet', async () => {
    const wheel = sampleOf<'draw'>('wheel');
    const { page, context } = await open(samples.personalPage(wheel, () => ({ outcome: 'won', page: won(wheel, 2) })), { reducedMotion: 'no-preference' });
    await page.getByRole('button', { name: 'Spin the wheel' }).click();
    await page.getByRole('button', { name: 'The wheel is turning …' }).waitFor();
    await page.locator('.wheel[data-turning]').waitFor();
    expect(await page.getByText('TEA-1234').count()).toBe(0);
    expect(await page.getByText('You have won').count()).toBe(0);
    await page.getByRole('heading', { name: 'You have won: Tea for a year' }).waitFor();
    await context.close();
  });

  it('a scratch card is opened by a button as by rubbing, each with one try', async () => {
    const card = sampleOf<'draw'>('scratch');
    const before = samples.acts.length;
    const { page, context } = await open(samples.personalPage(card, (act) => ({ outcome: 'won', page: won(card, act.do === 'try' ? act.attempt : 0) })));
    await tabTo(page, 'Scratch it open');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You have won: Tea for a year' }).waitFor();
    await page.getByRole('button', { name: 'Another card' }).press('Enter');
    const field = (await page.locator('canvas').boundingBox())!;
    for (const part of [0.15, 0.4, 0.65, 0.9]) {
      await page.mouse.move(field.x + 4, field.y + field.height * part);
      await page.mouse.down();
      await page.mouse.move(field.x + field.width - 4, field.y + field.height * part, { steps: 12 });
      await page.mouse.up();
    }
    await page.getByRole('heading', { name: 'You have won: Tea for a year' }).waitFor();
    expect(samples.acts.slice(before)).toEqual([{ do: 'try', attempt: 2 }, { do: 'try', attempt: 3 }]);
    await context.close();
  });

  it('staff redeem a voucher with their PIN; a wrong one is told beside the field', async () => {
    const voucher = sampleOf<'voucher'>('voucher');
    const used: PersonalVoucher = { ...voucher, state: 'redeemed', redeemedAt: new Date(NOW).toISOString(), shop: 'Old Town' };
    const { page, context, faults } = await open(
      samples.personalPage(voucher, (act) => (act.do === 'redeem' && act.pin === '4321' ? { outcome: 'redeemed', page: used } : { outcome: 'wrongPin', page: { ...voucher, triesLeft: 4 } })),
    );
    await tabTo(page, 'Redeem (For staff only)');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1234');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This PIN is not right. Tries left: 4').waitFor();
    await page.keyboard.type('4321');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Redeemed. Thank you!').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('voucher');
    expect(await page.getByText('7KQ2-MMXW-3HTB').count()).toBe(0);
    expect([...(await faultsOf(page)), ...faults]).toEqual([]);
    await context.close();
  });

  it('a clock on a voucher goes on, as no picture of it does', async () => {
    const { page, context } = await open(samples.personalPage(sampleOf('voucher')));
    const clock = page.getByRole('timer');
    const seen = await clock.innerText();
    await page.clock.setFixedTime(NOW + 7_000);
    await page.getByRole('timer').filter({ hasText: '5:30:07' }).waitFor();
    expect(seen).toContain('5:30:00');
    await context.close();
  });

  it('the last stamp fills the card', async () => {
    const card: PersonalStampCard = { ...sampleOf<'stampCard'>('stamps'), stamps: 9, nextAt: null };
    const { page, context } = await open(samples.personalPage(card, () => ({ outcome: 'full', page: { ...card, stamps: 10 } })));
    await tabTo(page, 'Give a stamp (For staff only)');
    await page.keyboard.press('Enter');
    await page.keyboard.type('4321');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Your card is full. Congratulations!').waitFor();
    expect(samples.acts.at(-1)).toMatchObject({ do: 'stamp', pin: '4321', tapId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await page.getByText('10 of 10 stamps').waitFor();
    await context.close();
  });

  it('a called number is marked on one’s own card of bingo, and bingo is said', async () => {
    const card = sampleOf<'bingo'>('bingo');
    const marked: PersonalBingo = { ...card, cells: card.cells.map((cell) => ({ ...cell, isMarked: cell.isMarked || cell.item === 5 })) };
    const before = samples.acts.length;
    const { page, context } = await open(samples.personalPage(card, () => ({ outcome: 'marked', page: marked })));
    await tabTo(page, /^Tea.*called/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Tea.*marked/, pressed: true }).waitFor();
    await tabTo(page, /^Say BINGO!/);
    await page.keyboard.press('Enter');
    expect(samples.acts.slice(before)).toEqual([{ do: 'mark', item: 5 }, { do: 'claim' }]);
    await context.close();
  });

  it('everything on the pages of votes, bingo and raffles is reached in the order it is read, with a visible focus', async () => {
    const stops: Record<string, string[]> = {};
    for (const [name, sample] of Object.entries(publicSamples('en'))) {
      const { page, context } = await open(samples.publicPage(sample), { viewport: { width: 1440, height: 900 } });
      stops[name] = await tabStops(page);
      await context.close();
    }
    expect(stops).toEqual({
      poll: ['Scan to take part', 'Full screen'],
      'poll-closed': ['Full screen'],
      bingo: ['Scan to play', 'Is this fair?', 'Full screen'],
      draw: ['Take part', 'Terms', 'Is this fair?', 'Full screen'],
      drawn: ['Terms', 'Is this fair?', 'Full screen'],
    });
  });
});

/** Names of everything the Tab key stops at, in order; each must show that it has the focus. */
async function tabStops(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const { name, outline } = await focused(page);
    if (name === '' || stops.includes(name)) return stops;
    expect([name, outline]).toEqual([name, '2px']);
    stops.push(name);
  }
}

/** Goes on by Tab until this has the focus; answers with the width of its outline. */
async function tabTo(page: Page, wanted: string | RegExp): Promise<string> {
  const seen: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const { name, outline } = await focused(page);
    if (typeof wanted === 'string' ? name === wanted : wanted.test(name)) return outline;
    if (name === '' || seen.length > 40) throw new Error(`"${String(wanted)}" was not reached by Tab, only ${seen.join(', ')}.`);
    seen.push(name);
  }
}

function focused(page: Page): Promise<{ name: string; outline: string }> {
  return page.evaluate(`({ name: document.activeElement === document.body ? '' : document.activeElement.textContent.trim(), outline: getComputedStyle(document.activeElement).outlineStyle === 'none' ? 'none' : getComputedStyle(document.activeElement).outlineWidth })`);
}

/** Wider than the window, or (where it is looked into) a violation axe finds. */
async function faultsOf(page: Page, rules: Parameters<AxeBuilder['options']>[0] = {}, isLookedInto = true): Promise<string[]> {
  const overhang = (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
  const tooWide = overhang > 0 ? [`${overhang}px too wide`] : [];
  if (!isLookedInto) return tooWide;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...rules }).analyze();
  return [...tooWide, ...violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.failureSummary ?? ''})`).join(' | ')}`)];
}
