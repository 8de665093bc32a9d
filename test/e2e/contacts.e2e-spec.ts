import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let page: Page;
let bot: { id: string; simulatorChannelId: string };

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('contacts', {
  afterEach: { picture: 'contacts', faultless: true },
  async prepare() {
    page = suite.page;
    bot = await call('POST', '/bots', { name: 'Bistro', language: 'en' });
    await call('POST', `/bots/${bot.id}/fields`, { key: 'visits', label: 'Visits', type: 'number' });
  },
});
const { call } = suite;

const open = (path: string) => page.goto(`${suite.system.url}/b/${bot.id}/people${path}`);
const lineId = (digit: string) => `U${digit.repeat(32)}`;
/** Words in Shift_JIS, which Node can read but not write. */
const SHIFT_JIS: Record<string, string> = {
  '佐藤 花子': '8db293a12089d48e71',
  '鈴木 一郎': '97e996d82088ea9859',
  '高橋 健': '8d828bb4208c92',
  名前: '96bc914f',
  来店回数: '9788935889f19094',
  タグ: '835e834f',
  常連: '8fed9841',
};
const cell = (text: string) => (SHIFT_JIS[text] ? Buffer.from(SHIFT_JIS[text], 'hex') : Buffer.from(text, 'ascii'));
const line = (...cells: string[]) => Buffer.concat(cells.flatMap((text, index) => [Buffer.from(index === 0 ? '' : ','), cell(text)]).concat(Buffer.from('\r\n')));
/** Three people as a Japanese spreadsheet saves them. */
const FILE = Buffer.concat([
  line('LINE ID', '名前', '来店回数', 'タグ'),
  line(lineId('1'), '佐藤 花子', '5', '常連'),
  line(lineId('2'), '鈴木 一郎', '2', ''),
  line(lineId('3'), '高橋 健', '9', '常連'),
]);

describe('people of a bot', () => {
  it('come in from a Shift_JIS file, tried before anything is changed', async () => {
    await open('/import');
    await page.getByLabel(/^CSV file/).setInputFiles({ name: '顧客.csv', mimeType: 'text/csv', buffer: FILE });
    await page.getByRole('button', { name: 'Upload and look at it' }).click();
    const encoding = page.getByLabel('Encoding');
    await encoding.waitFor();
    expect(await encoding.inputValue()).toBe('shift_jis');
    await page.getByRole('cell', { name: '佐藤 花子' }).waitFor();

    await page.getByLabel('LINE ID becomes').selectOption('lineUserId');
    await page.getByLabel('名前 becomes').selectOption('name');
    await page.getByLabel('来店回数 becomes').selectOption('field');
    await page.getByLabel('Field for 来店回数').fill('visits');
    await page.getByLabel('タグ becomes').selectOption('tags');
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByText('Nothing is changed yet.').waitFor();
    expect((await call('GET', `/bots/${bot.id}/contacts`)).items).toEqual([]);

    await page.getByRole('button', { name: 'Import 3 people' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await page.getByRole('link', { name: 'Everybody' }).click();
    await page.getByRole('link', { name: '佐藤 花子' }).waitFor();
    await page.getByText('3 people').waitFor();
  });

  it('are counted along while a segment is put together', async () => {
    await open('/segments/new');
    await page.getByText('3 people', { exact: true }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Come often');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const rule = page.getByRole('group', { name: 'Rule 1' });
    await rule.getByLabel('What the rule is about').selectOption('field');
    await rule.getByLabel('Field', { exact: true }).selectOption('visits');
    await rule.getByLabel('What is asked of it').selectOption('numberIs');
    await rule.getByLabel('Comparison').selectOption('greaterOrEqual');
    await rule.getByLabel('Value', { exact: true }).fill('5');
    await page.getByText('2 people', { exact: true }).waitFor();
    await rule.getByLabel('Value', { exact: true }).fill('9');
    await page.getByText('1 person', { exact: true }).waitFor();
    await page.getByRole('list', { name: 'People of this segment, newest first' }).getByRole('link', { name: '高橋 健' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Come often” is saved').waitFor();

    await page.getByRole('button', { name: '佐藤 花子' }).click();
    await page.getByText('佐藤 花子 is not in this segment').waitFor();
    await page.getByText('Visits is 5').waitFor();
  });

  it('have a page where a field is changed, with its history, and their data deleted', async () => {
    await open('');
    await page.getByRole('link', { name: '佐藤 花子' }).click();
    await page.getByRole('button', { name: 'Change Visits' }).click();
    await page.getByLabel('Visits', { exact: true }).fill('12');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Come often' }).waitFor();
    await page.getByRole('button', { name: 'History of Visits' }).click();
    const story = page.getByRole('list', { name: 'History of Visits' });
    await story.getByText('5 → 12').waitFor();
    await story.getByText('By Ann').waitFor();
    await story.getByText('By the file 顧客.csv').waitFor();

    await page.getByRole('button', { name: 'Delete this person…' }).click();
    await page.getByLabel('Type “佐藤 花子” to delete').fill('佐藤 花子');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('佐藤 花子 is deleted').waitFor();
    await page.getByText('2 people').waitFor();
    await page.getByRole('link', { name: '佐藤 花子' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '高橋 健' }).waitFor();
  });
});
