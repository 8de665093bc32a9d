import type { Page } from '@playwright/test';
import { OWNER, PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

const FIRST_WORDS = 'Good evening from the first version.';
const SECOND_WORDS = 'Good evening from the second version.';

let page: Page;

jest.setTimeout(PATIENCE_MS * 3);
const suite = studioSuite('main-job', {
  context: { viewport: { width: 1600, height: 1000 } },
  owner: false,
  afterEach: { picture: 'main-job' },
  async prepare() {
    page = suite.page;
  },
});

const log = () => page.getByRole('log', { name: 'Conversation' });
const panelTab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const state = () => page.locator('[data-editor-bar]').getByText(/^(Draft|Live|Changed)/);
/** The step of the template that tells the opening hours. */
const HOURS = 'hours';
const ASKS_FOR_HOURS = 'When are you open?';

const card = (nodeId: string) => page.locator(`.react-flow__node-card[data-id="${nodeId}"]`);

/** Opens the settings of a step on the canvas. */
async function editStep(nodeId: string): Promise<void> {
  await card(nodeId).click({ position: { x: 80, y: 20 } });
  await panelTab('Edit').click();
}

/** Writes the text of the opened step and waits until the server has it. */
async function writeText(words: string): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().endsWith('/operations') && response.ok());
  await page.locator('[data-node-form] textarea, [data-node-form] [contenteditable=true]').first().fill(words);
  await saved;
  await page.locator('[data-save-state=saved]').first().waitFor();
}

/** Says something in the phone, and waits for these words of the bot as the newest bubble. */
async function sayAndHear(said: string, heard: string | RegExp): Promise<void> {
  await panelTab('Phone').click();
  const bubbles = log().getByRole('article');
  const before = await bubbles.count();
  await page.getByRole('textbox', { name: 'Message' }).fill(said);
  await page.keyboard.press('Enter');
  await bubbles.nth(before + 1).getByText(heard).waitFor();
}

async function publish(version: number): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Publish' });
  await sheet.getByRole('button', { name: `Publish version ${version}` }).click();
  await state().filter({ hasText: `Live · version ${version}` }).waitFor();
}

describe('the main job, from nothing to a published flow', () => {
  it('makes the owner account by the one-time link', async () => {
    await page.goto(suite.system.setupUrl);
    await page.getByLabel('Your name').fill(OWNER.name);
    await page.getByLabel('E-mail address').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'What should your bot do?' }).waitFor();
  });

  it('makes a bot out of a template and opens it with the phone', async () => {
    await page.getByRole('link', { name: 'Questions and answers' }).click();
    await page.getByLabel('Name of your shop or bot').fill('Bistro');
    await page.getByRole('button', { name: 'Create and try it' }).click();
    await log().waitFor();
    await state().filter({ hasText: 'Draft' }).waitFor();
  });

  it('answers in the phone at once, and lights the path up', async () => {
    await page.getByRole('button', { name: 'Add as friend' }).click();
    await log().getByText(/This is Bistro/).waitFor();
    await sayAndHear(ASKS_FOR_HOURS, /Tuesday to Sunday/);
    await card(HOURS).locator('[class*=visited], [class*=current]').first().waitFor();
  });

  it('answers with the new text as soon as it is saved', async () => {
    await editStep(HOURS);
    await writeText(FIRST_WORDS);
    await sayAndHear(ASKS_FOR_HOURS, FIRST_WORDS);
  });

  it('publishes version 1', async () => {
    await publish(1);
  });

  it('publishes another text as version 2', async () => {
    await editStep(HOURS);
    await writeText(SECOND_WORDS);
    await state().filter({ hasText: 'Changed since version 1' }).waitFor();
    await sayAndHear(ASKS_FOR_HOURS, SECOND_WORDS);
    await publish(2);
  });

  it('goes back to version 1, which becomes version 3, and the phone says so', async () => {
    await panelTab('History').click();
    const first = page.getByRole('article').filter({ hasText: 'Version 1' });
    await first.getByRole('button', { name: /Go back to this version/ }).click();
    await first.getByRole('button', { name: 'Go back to version 1' }).click();
    await page.getByRole('article').filter({ hasText: 'Version 3' }).getByText('Customers get this').waitFor();
    await sayAndHear(ASKS_FOR_HOURS, FIRST_WORDS);
  });

  it('starts a flow again from the canvas', async () => {
    const before = await log().getByText(/This is Bistro/).count();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await log().getByText(/This is Bistro/).nth(before).waitFor();
  });

  it('broke no rule of the page on the way', () => {
    expect(suite.watched.faults).toEqual([]);
  });
});
