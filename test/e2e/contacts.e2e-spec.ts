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

  it('book a table, are found on its day, and start a flow by coming into a segment', async () => {
    const make = async (body: object) => {
      const { id } = await call('POST', `/bots/${bot.id}/flows`, body);
      await call('POST', `/bots/${bot.id}/flows/${id}/publish`);
      return id as string;
    };
    await make({ template: 'restaurant-booking' });
    const { userId } = await call('POST', `/bots/${bot.id}/phone/people`, { displayName: 'Dan', language: 'en' });
    const phone = `/bots/${bot.id}/phone/people/${userId}`;
    const heard = async () => (await call('GET', `${phone}/chat`)).chat.bubbles.filter(({ from }: { from: string }) => from === 'bot').length;
    await call('POST', `${phone}/actions`, { type: 'follow' });
    await suite.until(async () => (await heard()) > 0, 'Dan is greeted');
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    for (const text of ['A booking, please', day, '18:30', '4', 'Dan', '+886 912 345 678', 'Yes, book it']) {
      const before = await heard();
      await call('POST', `${phone}/actions`, { type: 'sendText', text });
      await suite.until(async () => (await heard()) > before, `Dan is answered after “${text}”`);
    }
    await open(`/bookings?day=${day}`);
    await page.getByText('1 booking, 4 places').waitFor();
    await page.getByText('Table, 4 places · Dan, +886912345678').waitFor();
    await page.getByRole('button', { name: 'Cancel booking: Dan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel booking' }).click();
    await page.getByText('0 bookings, 0 places').waitFor();

    const { items } = await call('GET', `/bots/${bot.id}/segments`);
    const nodes = { start: { type: 'segmentTrigger', data: { segmentId: items[0].id, when: 'entered', again: false, present: true } }, greet: { type: 'addTag', data: { tag: 'regular guest' } } };
    const flow = await make({ document: { formatVersion: 1, name: 'Regulars', language: 'en', nodes, edges: [{ id: 'e1', from: 'start', port: 'next', to: 'greet' }], layout: { nodes: { start: { x: 0, y: 0 }, greet: { x: 340, y: 0 } } } } });
    await page.getByRole('link', { name: 'Dan' }).click();
    await page.getByLabel('Fill in a field…').selectOption('visits');
    await page.getByLabel('Visits', { exact: true }).fill('12');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('regular guest').first().waitFor();
    await page.goto(`${suite.system.url}/b/${bot.id}/flows/${flow}?node=start&panel=edit`);
    await page.getByText('2 people are in it now').waitFor();
  });

  it('are shown in columns of choice and kept as a view, have tags merged, and are counted by where they came from', async () => {
    await open('');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Visits' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByLabel('Name of the view').fill('With visits');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“With visits” is saved').waitFor();
    await open('');
    await page.getByLabel('Saved views').selectOption({ label: 'With visits' });
    await page.getByRole('columnheader', { name: 'Visits' }).waitFor();

    await page.getByRole('link', { name: 'Tags', exact: true }).click();
    await page.getByRole('button', { name: 'New tag' }).click();
    await page.getByLabel('Name of the tag').fill('Gold');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Actions for 常連' }).click();
    await page.getByRole('menuitem', { name: 'Merge' }).click();
    await page.getByLabel('Into', { exact: true }).selectOption('Gold');
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Gold' }).getByText('1 person').waitFor();

    await page.getByRole('link', { name: 'Friend sources' }).click();
    await page.getByRole('button', { name: 'New friend source' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Shop window');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('img', { name: 'QR code of Shop window' }).waitFor();
    const source = async () => (await call('GET', `/bots/${bot.id}/friend-sources`)).items[0];
    const { userId } = await call('POST', `/bots/${bot.id}/phone/people`, { displayName: 'Cat', language: 'en' });
    await call('POST', `/bots/${bot.id}/phone/people/${userId}/actions`, { type: 'sendText', text: (await source()).message });
    await suite.until(async () => (await source()).counts.people === 1, 'Cat is counted');
    await open('/sources');
    await page.getByRole('listitem').filter({ hasText: 'Shop window' }).getByText('1', { exact: true }).first().waitFor();
  });
});
