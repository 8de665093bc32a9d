import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { picture } from '@chatloom/test/browser';

/** Words overflow where it is narrow, and colours are looked at once each: not every width is shown in every look. */
const widthsOf = (look: string): readonly number[] => (look.startsWith('en-light') ? [1440, 768, 360] : look.startsWith('en-dark') ? [1440, 360] : [360]);

/**
 * What is wrong with a page at each width: violations found by axe (of which only those of colours depend on the scheme), and anything
 * wider than the window.
 * @param name of the picture, which begins with language and scheme
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widthsOf(name)) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    // The kit measures after a change of size; two frames later everything stands.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const before = faults.length;
    const overhang = (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
    if (overhang > 0) faults.push(`${width}px sideways-scroll: ${overhang}px too wide`);
    // What axe finds hardly depends on widths in between, nor colours on any width, nor either on which language it is.
    const isLookedInto = width !== 768 && !(name.startsWith('en-dark') && width === 360) && !/^(zh-TW|ja)-/.test(name);
    if (isLookedInto) faults.push(...(await violationsOf(page, name.startsWith('en-dark'))).map((violation) => `${width}px ${violation}`));
    await picture(page, `screens/${name}-${width}`, faults.length > before);
  }
  return faults;
}

/** What axe has against the page. There are no frames to visit, and only violations are of interest: both save most of its time. */
async function violationsOf(page: Page, onlyColours: boolean): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...(onlyColours && { runOnly: ['color-contrast'] }) }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.failureSummary ?? ''})`).join(' | ')}`);
}
