import { PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

let botId: string;

jest.setTimeout(PATIENCE_MS * 3);
const suite = studioSuite('groups', {
  async prepare() {
    const bot = await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' });
    botId = bot.id;
    await call('POST', `/bots/${botId}/flows`, { document: FLOW });
  },
});
const { call, until } = suite;

const FLOW = {
  formatVersion: 1,
  name: 'In groups',
  language: 'en',
  nodes: {
    invited: { type: 'eventTrigger', data: { event: 'botJoined' } },
    hello: { type: 'text', data: { text: 'Hello {{group.name}}! Say order or photo.' } },
    order: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'order' }], where: 'groups', conversation: 'member' } },
    dish: { type: 'askText', data: { question: 'What for you, {{contact.displayName}}?', saveTo: { in: 'field', name: 'dish' } } },
    thanks: { type: 'text', data: { text: '{{field.dish}} for {{contact.displayName}}' } },
    photo: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'photo' }] } },
    ask: { type: 'askImage', data: { question: 'Send a picture', saveTo: { in: 'field', name: 'photo' } } },
    got: { type: 'text', data: { text: 'A nice picture' } },
  },
  edges: [
    { id: 'a', from: 'invited', port: 'next', to: 'hello' },
    { id: 'b', from: 'order', port: 'next', to: 'dish' },
    { id: 'c', from: 'dish', port: 'answered', to: 'thanks' },
    { id: 'd', from: 'photo', port: 'next', to: 'ask' },
    { id: 'e', from: 'ask', port: 'answered', to: 'got' },
  ],
  layout: { nodes: {} },
};
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

it('lives in a group: greets it, talks with each member, keeps a picture, and is shown and left in the studio', async () => {
  const person = async (displayName: string) => (await call<{ userId: string }>('POST', `/bots/${botId}/phone/people`, { displayName, language: 'en' })).userId;
  const [ann, bob] = [await person('Ann'), await person('Bob')];
  const { groupId } = await call<{ groupId: string }>('POST', `/bots/${botId}/phone/groups`, { name: 'Picnic', members: [ann, bob] });
  const acts = (userId: string, action: object) => call('POST', `/bots/${botId}/phone/people/${userId}/actions?group=${groupId}`, action);
  const says = (userId: string, text: string) => acts(userId, { type: 'sendText', text });
  const heard = async () => JSON.stringify((await call('GET', `/bots/${botId}/phone/people/${ann}/chat?group=${groupId}`)).chat.bubbles);
  const hears = (words: string) => until(async () => (await heard()).includes(words), `the group heard "${words}"`);
  await hears('Hello Picnic!');
  await says(ann, 'order');
  await hears('What for you, Ann?');
  await says(bob, 'order');
  await hears('What for you, Bob?');
  await says(bob, 'Soup');
  await hears('Soup for Bob');
  await says(ann, 'Tea');
  await hears('Tea for Ann');
  await says(ann, 'photo');
  await hears('Send a picture');
  await acts(ann, { type: 'sendImage', contentType: 'image/png', dataBase64: PNG });
  await hears('A nice picture');

  const { page } = suite;
  await page.goto(`${suite.system.url}/b/${botId}/people`);
  await page.getByRole('link', { name: 'Groups' }).click();
  await picture(page, 'groups-list');
  await page.getByRole('link', { name: 'Picnic' }).click();
  await page.getByRole('heading', { name: 'Picnic', level: 1 }).waitFor();
  await page.getByText('Bob · Wrote: Soup').waitFor();
  await page.getByText('Joined the group').or(page.getByText('Invited the bot to a group')).first().waitFor();
  await page.getByRole('button', { name: 'Look up Bob at LINE' }).click();
  await page.getByText('LINE says: Bob').waitFor();
  for (const [scheme, width] of [['light', 1440], ['dark', 1440], ['light', 360]] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `groups-detail-${scheme}-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('link', { name: 'Ann' }).click();
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Open what was sent' }).click()]);
  await opened.locator('img').waitFor();
  await opened.close();
  await page.goBack();

  await page.getByRole('button', { name: 'Leave the group' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the group' }).click();
  await page.getByText('Not in it any more').waitFor();
  await picture(page, 'groups-left');
  expect(suite.watched.faults).toEqual([]);
});
