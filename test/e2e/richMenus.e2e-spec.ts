import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;
let bot: { id: string };

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('rich-menus', {
  afterEach: { picture: 'rich-menus', faultless: true },
  async prepare() {
    page = suite.page;
    bot = await call('POST', '/bots', { name: 'Bistro', language: 'en' });
    const flow = await call<{ id: string }>('POST', `/bots/${bot.id}/flows`, { template: 'faq', name: 'Questions' });
    await call('POST', `/bots/${bot.id}/flows/${flow.id}/publish`, {});
  },
});
const { call } = suite;

const onPicture = (letter: string) => page.getByRole('group', { name: 'Areas on the picture' }).getByRole('button', { name: new RegExp(`^Area ${letter}:`) });
const menuOf = async () => (await call('GET', `/bots/${bot.id}/rich-menus/${page.url().split('/menus/')[1]!.split('?')[0]}`)) as { document: { tabs: { areas: { bounds: { x: number; y: number; width: number; height: number }; action: object }[] }[] } };
const saved = () => page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();

describe('a rich menu', () => {
  it('is drawn from a layout, told what to do, published, and answers in the phone', async () => {
    await page.goto(`${suite.system.url}/b/${bot.id}/menus`);
    await page.getByRole('link', { name: 'New rich menu' }).click();
    await page.getByLabel('Name of the menu').fill('Main menu');
    await page.getByRole('button', { name: 'Two side by side' }).click();
    await page.getByRole('button', { name: 'Create and go on' }).click();

    await onPicture('A').click();
    await page.getByLabel('Flow', { exact: true }).selectOption({ label: 'Questions' });
    await onPicture('B').click();
    await page.getByLabel('When somebody taps it').selectOption({ label: 'Say something as the customer' });
    await page.getByLabel('Words', { exact: true }).fill('When are you open?');
    await page.getByLabel('Words for screen readers (optional)').fill('Hours');
    await page.getByRole('button', { name: 'Area B: Says “When are you open?”' }).waitFor();
    await saved();

    await page.getByRole('button', { name: 'Publish…' }).click();
    const sheet = page.getByRole('dialog', { name: 'Publish the menu' });
    await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published. Everybody sees the menu.').waitFor();
    await sheet.getByRole('listitem').filter({ hasText: 'Upload the picture' }).getByText('Done').waitFor();

    await page.goto(`${suite.system.url}/b/${bot.id}/phone`);
    await page.getByRole('group', { name: 'Rich menu: Menu' }).getByRole('button', { name: 'Hours' }).click();
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByRole('article', { name: 'You wrote' }).filter({ hasText: 'When are you open?' }).waitFor();
    await log.getByRole('article', { name: /^From/ }).first().waitFor();
  });

  it('is changed by hand and by keys, and taken back', async () => {
    await page.goto(`${suite.system.url}/b/${bot.id}/menus`);
    await page.getByRole('link', { name: 'Main menu' }).click();
    await onPicture('A').click();
    const [left] = (await menuOf()).document.tabs[0]!.areas;
    expect(left!.bounds).toEqual({ x: 0, y: 0, width: 1250, height: 1686 });

    // By the lower edge to near a third of the height: it snaps to the line there.
    const box = (await page.getByRole('group', { name: 'Areas on the picture' }).boundingBox())!;
    await page.mouse.move(box.x + box.width / 4, box.y + box.height - 5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2, { steps: 4 });
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 3 + 2, { steps: 4 });
    await page.mouse.up();
    await saved();
    expect((await menuOf()).document.tabs[0]!.areas[0]!.bounds).toEqual({ x: 0, y: 0, width: 1250, height: 562 });

    await onPicture('A').press('ArrowDown');
    await onPicture('A').press('ArrowDown');
    await saved();
    expect((await menuOf()).document.tabs[0]!.areas[0]!.bounds).toEqual({ x: 0, y: 50, width: 1250, height: 562 });
    await onPicture('A').press('Control+z');
    await onPicture('A').press('Control+z');
    await saved();
    expect((await menuOf()).document.tabs[0]!.areas[0]!.bounds).toEqual(left!.bounds);
  });

  it('refuses a picture of ratio 1.44 in plain words, before anything is sent', async () => {
    await page.getByRole('tab', { name: 'Picture' }).click();
    // The head of a PNG of 1000 × 692; the rest does not matter for the check.
    const head = Buffer.from('89504e470d0a1a0a0000000d49484452000003e8000002b40802000000', 'hex');
    await page.getByLabel('Upload a picture').setInputFiles({ name: 'poster.png', mimeType: 'image/png', buffer: head });
    await page.getByText('poster.png cannot be used as it is:').waitFor();
    await page.getByText('1000 × 692 is 1.44 to 1, and LINE wants at least 1.45 to 1').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('says which menu somebody sees and why, and is deleted with what that changes', async () => {
    await page.goto(`${suite.system.url}/b/${bot.id}/menus/rules`);
    await page.getByRole('button', { name: 'Ann', exact: true }).or(page.locator('ul button[aria-pressed]').first()).first().click();
    await page.getByText('Sees: Main menu').waitFor();
    await page.getByText('Because it is the default menu.').waitFor();

    await page.goto(`${suite.system.url}/b/${bot.id}/menus`);
    await page.getByRole('button', { name: 'Actions for Main menu' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete “Main menu”?' });
    await dialog.getByText('It disappears for everybody at Phone of the studio.').waitFor();
    await dialog.getByText('There is no default menu any more.').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No rich menu yet').waitFor();
    const atSimulator = await call('GET', `/bots/${bot.id}/channels/${(await call('GET', `/bots/${bot.id}`)).simulatorChannelId}/rich-menus`);
    expect(atSimulator.items).toEqual([]);
  });
});
