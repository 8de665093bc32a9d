import AxeBuilder from '@axe-core/playwright';
import { lookAtSizes, openPage, PATIENCE_MS, picture } from '@chatloom/test/browser';
import { studioSuite } from '@chatloom/test/studioSuite';

const MEMBERS = 20;
let botId: string;

jest.setTimeout(PATIENCE_MS * 4);
const suite = studioSuite('polls', {
  async prepare() {
    botId = (await call<{ id: string }>('POST', '/bots', { name: 'Bistro', language: 'en' })).id;
  },
});
const { call, until } = suite;

interface Tap {
  type: string;
  data: string;
}
const tapsIn = (value: unknown): Tap[] =>
  Array.isArray(value) ? value.flatMap(tapsIn) : value !== null && typeof value === 'object' ? [...('data' in value && typeof value.data === 'string' ? [value as unknown as Tap] : []), ...Object.values(value).flatMap(tapsIn)] : [];

it('a vote is made in the studio, held in a group of 20, watched live on a big screen, and closed', async () => {
  const { page } = suite;
  await page.goto(`${suite.system.url}/b/${botId}/games`);
  await page.getByText('Ask people what they want').waitFor();
  await lookAtSizes(page, 'polls-empty');
  await page.getByRole('button', { name: 'New vote' }).click();
  await page.getByRole('heading', { name: 'New vote', level: 1 }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Friday lunch');
  await page.getByRole('textbox', { name: 'Question' }).fill('Where shall we eat on Friday?');
  await page.getByLabel('Secret vote').uncheck({ force: true });
  await lookAtSizes(page, 'polls-form');
  await page.getByRole('button', { name: 'Open now' }).click();
  await page.getByRole('heading', { name: 'Friday lunch', level: 1 }).waitFor();
  await page.getByRole('switch', { name: 'Public page with the result' }).click({ force: true });
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  expect(address).toMatch(/\/p\/[A-Za-z0-9_-]{22}$/);

  const pollId = page.url().split('/').at(-1)!;
  const step = (id: string, type: string, data: object) => ({ [id]: { type, data } });
  const document = {
    formatVersion: 1, name: 'Lunch', language: 'en', layout: { nodes: {} },
    nodes: { ...step('t', 'keywordTrigger', { rules: [{ mode: 'equals', text: 'lunch' }] }), ...step('s', 'showPoll', { pollId }), ...step('thanks', 'text', { text: 'You had voted.' }) },
    edges: [{ id: 'a', from: 't', port: 'next', to: 's' }, { id: 'b', from: 's', port: 'already', to: 'thanks' }],
  };
  await call('POST', `/bots/${botId}/flows`, { document });
  const people: string[] = [];
  for (let n = 1; n <= MEMBERS; n++) people.push((await call<{ userId: string }>('POST', `/bots/${botId}/phone/people`, { displayName: `Person ${n}`, language: n % 2 ? 'en' : 'ja' })).userId);
  const { groupId } = await call<{ groupId: string }>('POST', `/bots/${botId}/phone/groups`, { name: 'Colleagues', members: people });
  const acts = (userId: string, action: object) => call('POST', `/bots/${botId}/phone/people/${userId}/actions?group=${groupId}`, action);
  const cards = async () => {
    const { chat } = await call('GET', `/bots/${botId}/phone/people/${people[0]}/chat?group=${groupId}`);
    return chat.bubbles.filter((bubble: { from: string; message: { type: string } }) => bubble.from === 'bot' && bubble.message.type === 'flex');
  };
  await acts(people[0]!, { type: 'sendText', text: 'lunch' });
  const [card] = await until(async () => { const found = await cards(); return found.length > 0 && found; }, 'the card is in the group');
  const [first, second] = tapsIn(card.message).filter(({ data }) => data.includes('|v.'));

  const screen = await openPage(suite.browser, { colorScheme: 'dark' });
  await screen.page.goto(new URL(new URL(address).pathname, suite.system.url).href);
  await screen.page.getByText('Nobody has voted yet').first().waitFor();
  // Everybody taps at once, and some of them once more.
  await Promise.all(people.map((person, n) => acts(person, { type: 'tap', messageId: card.id, action: n < 13 ? first : second })));
  await Promise.all(people.slice(0, 3).map((person) => acts(person, { type: 'tap', messageId: card.id, action: first })));
  await screen.page.getByText('20 people have voted').first().waitFor();
  await screen.page.getByText('65 %').first().waitFor();
  await lookAtSizes(screen.page, 'polls-screen');
  expect((await new AxeBuilder({ page: screen.page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await screen.page.keyboard.press('Tab');
  expect(await screen.page.evaluate('document.activeElement.tagName')).toMatch(/^(BUTTON|A)$/);

  await page.reload();
  await page.getByText('13 votes · 65 %').waitFor();
  await page.getByRole('cell', { name: 'Noodles' }).first().waitFor();
  expect(await page.getByRole('row').count()).toBe(MEMBERS + 1);
  await lookAtSizes(page, 'polls-results');
  const csv = await suite.watched.context.request.get(`${suite.system.url}/api/v1/bots/${botId}/polls/${pollId}/export`);
  expect(await csv.text()).toContain('Person 1,');

  await call('POST', `/bots/${botId}/phone/people/${people[0]}/actions`, { type: 'sendText', text: 'lunch' });
  await page.goto(`${suite.system.url}/b/${botId}/phone`);
  await page.getByRole('log').getByText('Where shall we eat on Friday?').first().waitFor();
  await picture(page, 'polls-card');
  await page.goto(`${suite.system.url}/b/${botId}/games/polls/${pollId}`);
  await page.getByRole('button', { name: 'Close the vote' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the vote' }).click();
  await screen.page.getByText('won').waitFor();
  const before = (await cards()).length;
  await acts(people[5]!, { type: 'tap', messageId: card.id, action: second });
  const late = await until(async () => { const found = await cards(); return found.length > before && found.at(-1); }, 'the late tap is answered');
  expect(JSON.stringify(late.message)).toContain('This vote has closed.');
  expect((await call('GET', `/bots/${botId}/polls/${pollId}`)).results.choices.map((choice: { votes: number }) => choice.votes)).toEqual([13, 7]);
  expect([...suite.watched.faults, ...screen.faults]).toEqual([]);
});
