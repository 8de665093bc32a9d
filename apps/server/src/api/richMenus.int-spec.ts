import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gridBounds, type RichMenuAction } from '@chatloom/messages';
import { type ApiServer, type Answer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

const SIZE = { width: 800, height: 540 };
/** Another answer (its body without the status), or the loss of LINE's answer. */
type Trouble = { status: number; message: string } | 'lose';

let simulator: Simulator;
let road: Server;
/** What happens to a call on its way to LINE: nothing, another answer, or the loss of LINE's answer. */
let interfere: (call: string) => Trouble | undefined = () => undefined;
let server: ApiServer;
let call: Caller;
let botId: string;
let channelId: string;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  road = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const trouble = interfere(`${request.method} ${request.url}`);
    if (trouble !== undefined && trouble !== 'lose') {
      const { status, ...said } = trouble;
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    }
    const { connection: _, host: __, ...headers } = request.headers as Record<string, string>;
    const bodiless = request.method === 'GET' || parts.length === 0;
    const answer = await fetch(simulator.url + request.url, { method: request.method!, headers, ...(bodiless ? {} : { body: Buffer.concat(parts) }) });
    const body = Buffer.from(await answer.arrayBuffer());
    if (trouble === 'lose') return response.destroy();
    return response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json', 'x-line-request-id': answer.headers.get('x-line-request-id') ?? 'r' }).end(body);
  });
  await new Promise<void>((resolve) => road.listen(0, '127.0.0.1', resolve));
  const line = `http://127.0.0.1:${(road.address() as AddressInfo).port}`;
  const env = { SIMULATOR_URL: line, LINE_API_BASE_URL: line, LINE_DATA_API_BASE_URL: line };
  server = await startApiServer(env);
  call = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
  road.closeAllConnections();
  road.close();
}, 30_000);
beforeEach(async () => {
  interfere = () => undefined;
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
  await until(async () => (await fetch(`${simulator.url}/sim/v1/channels/${channelId}`)).ok, Boolean);
});

/** LINE's side, as the simulator tells it. */
async function atLine(): Promise<{ menus: any[]; aliases: Record<string, string>; links: Record<string, string>; defaultRichMenuId?: string }> {
  return (await fetch(`${simulator.url}/sim/v1/channels/${channelId}/rich-menus`)).json() as ReturnType<typeof atLine>;
}
/** The next `times` calls of this kind meet trouble. */
function trouble(calls: RegExp, what: Trouble, times = 1): void {
  let left = times;
  interfere = (call) => (calls.test(call) && left-- > 0 ? what : undefined);
}

async function picture(colour = '#06c755'): Promise<string> {
  const drawing = { background: colour, tiles: [{ bounds: { x: 0, y: 0, ...SIZE }, text: '預約', icon: 'calendar', background: colour, colour: '#ffffff' }] };
  const drawn = await call('POST', `/bots/${botId}/rich-menu-pictures/draw`, { size: SIZE, drawing });
  expect([drawn.status, drawn.body]).toEqual([201, expect.objectContaining({ contentType: 'image/png', ...SIZE })]);
  return drawn.body.id;
}
/** A menu that may be published; tabs by id, each with its actions side by side. */
async function menu(name: string, tabs: Record<string, RichMenuAction[]> = { main: [{ type: 'message', text: 'Hello' }] }): Promise<any> {
  const pictureId = await picture();
  const document = {
    size: SIZE, chatBarText: 'Menu', selected: true,
    tabs: Object.entries(tabs).map(([id, actions]) => ({ id, name: id, picture: { pictureId }, areas: actions.map((action, index) => ({ id: `a${index}`, bounds: gridBounds(SIZE, [actions.length])[index]!, action })) })),
  };
  const made = await call('POST', `/bots/${botId}/rich-menus`, { name, document });
  expect([made.status, made.body.problems]).toEqual([201, []]);
  return made.body;
}
const publish = (menuId: string): Promise<Answer> => call('POST', `/bots/${botId}/rich-menus/${menuId}/publish`, { channelId });
const standing = async (menuId: string) => (await call('GET', `/bots/${botId}/rich-menus/${menuId}`)).body.publications[0];
async function person(displayName: string): Promise<{ userId: string; contactId: string }> {
  const { body } = await call('POST', `/bots/${botId}/phone/people`, { displayName });
  await call('POST', `/bots/${botId}/phone/people/${body.userId}/actions`, { type: 'follow' });
  const contacts = await until(() => call('GET', `/bots/${botId}/contacts?search=${body.userId}`), (answer) => answer.body.items.length === 1);
  return { userId: body.userId, contactId: contacts.body.items[0].id };
}
const sees = async (contactId: string) => (await call('GET', `/bots/${botId}/contacts/${contactId}/rich-menu`)).body;

describe('publishing', () => {
  it('makes menus with pictures and aliases at LINE, and shows the default', async () => {
    const lunch = await menu('Lunch', { main: [{ type: 'switchTab', tabId: 'more' }], more: [{ type: 'switchTab', tabId: 'main' }] });
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: lunch.id });
    const published = await publish(lunch.id);
    expect(published.body).toMatchObject({ state: 'published', revision: 1, failure: null });
    expect(published.body.steps.map((step: any) => `${step.code} ${step.state}`)).toEqual(['validate done', 'create done', 'upload done', 'alias done', 'show done', 'move done', 'cleanUp done']);
    const { menus, aliases, defaultRichMenuId } = await atLine();
    expect(menus).toHaveLength(2);
    expect(published.body.tabs.map((tab: any) => aliases[tab.aliasId])).toEqual(published.body.tabs.map((tab: any) => tab.richMenuId));
    expect(defaultRichMenuId).toBe(published.body.tabs[0].richMenuId);
    expect((await call('GET', `/bots/${botId}/channels/${channelId}/rich-menus`)).body.items.map((one: any) => [one.origin, one.menuId, one.isDefault])).toEqual(
      expect.arrayContaining([['ours', lunch.id, true], ['ours', lunch.id, false]]),
    );
  }, 30_000);

  it('replaces the old menus, moves people who have them, and leaves nothing behind', async () => {
    const lunch = await menu('Lunch', { main: [{ type: 'switchTab', tabId: 'more' }], more: [{ type: 'message', text: 'Hi' }] });
    const first = (await publish(lunch.id)).body;
    const ann = await person('Ann');
    await call('PUT', `/bots/${botId}/contacts/${ann.contactId}/rich-menu`, { menuId: lunch.id });
    await until(async () => (await atLine()).links[ann.userId], (linked) => linked === first.tabs[0].richMenuId);
    const document = { ...lunch.document, tabs: [lunch.document.tabs[0]].map((tab: any) => ({ ...tab, areas: [{ ...tab.areas[0], action: { type: 'message', text: 'New' } }] })) };
    expect((await call('PUT', `/bots/${botId}/rich-menus/${lunch.id}`, { baseRevision: 1, document })).status).toBe(200);
    await publish(lunch.id);
    const now = await until(() => standing(lunch.id), (one) => one.state === 'published');
    expect(now).toMatchObject({ revision: 2, tabs: [{ tabId: 'main', aliasId: null }] });
    const line = await atLine();
    expect(line.menus.map((one) => one.richMenuId)).toEqual([now.tabs[0].richMenuId]);
    expect([line.aliases, line.links]).toEqual([{}, { [ann.userId]: now.tabs[0].richMenuId }]);
  }, 60_000);

  it('takes everything back when LINE refuses a picture, and says why', async () => {
    const lunch = await menu('Lunch', { main: [{ type: 'switchTab', tabId: 'more' }], more: [{ type: 'message', text: 'Hi' }] });
    trouble(/content$/, { status: 400, message: 'The image size is not allowed for richmenu' });
    const { body } = await publish(lunch.id);
    expect(body).toMatchObject({ state: 'failed', tabs: [], failure: { code: 'pictureRefused', tabId: 'main' } });
    expect(body.steps.map((step: any) => `${step.code} ${step.state}`).slice(0, 4)).toEqual(['validate undone', 'create undone', 'upload failed', 'alias waiting']);
    expect(await atLine()).toMatchObject({ menus: [], aliases: {} });
  }, 30_000);

  it('keeps the menu people have when the new one fails', async () => {
    const lunch = await menu('Lunch', { main: [{ type: 'switchTab', tabId: 'more' }], more: [{ type: 'message', text: 'Hi' }] });
    const before = (await publish(lunch.id)).body.tabs;
    let updates = 0;
    interfere = (made) => (/richmenu\/alias\//.test(made) && ++updates === 2 ? { status: 400, message: 'richmenu alias is odd' } : undefined);
    expect((await publish(lunch.id)).body).toMatchObject({ state: 'failed', tabs: before, failure: { code: 'refused' } });
    const { menus, aliases } = await atLine();
    expect(menus.map((one) => one.richMenuId).sort()).toEqual(before.map((tab: any) => tab.richMenuId).sort());
    expect(Object.values(aliases).sort()).toEqual(before.map((tab: any) => tab.richMenuId).sort());
  }, 30_000);

  it('finds a menu that LINE made although its answer was lost', async () => {
    const lunch = await menu('Lunch');
    trouble(/POST \/v2\/bot\/richmenu$/, 'lose');
    await publish(lunch.id);
    const now = await until(() => standing(lunch.id), (one) => one.state === 'published');
    expect((await atLine()).menus.map((one) => one.richMenuId)).toEqual([now.tabs[0].richMenuId]);
  }, 60_000);

  it('goes on in another process where a dead one stopped', async () => {
    const lunch = await menu('Lunch');
    trouble(/content$/, { status: 500, message: 'Internal error' }, Number.POSITIVE_INFINITY);
    await publish(lunch.id);
    await until(() => standing(lunch.id), (one) => one.steps[2].state === 'running');
    await server.restart();
    interfere = () => undefined;
    const now = await until(() => standing(lunch.id), (one) => one.state === 'published');
    expect((await atLine()).menus.map((one) => one.richMenuId)).toEqual([now.tabs[0].richMenuId]);
  }, 60_000);

  it('is refused for a menu that is not finished, with each reason', async () => {
    const made = await call('POST', `/bots/${botId}/rich-menus`, { name: 'Lunch' });
    const refused = await publish(made.body.id);
    expect(refused.status).toBe(422);
    expect(refused.body.details.map((one: any) => one.code)).toEqual(expect.arrayContaining(['chatBarMissing', 'pictureMissing', 'actionIncomplete']));
  });

  it('ends with nothing at LINE when the menu is taken away, and then it may be deleted', async () => {
    const lunch = await menu('Lunch');
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: lunch.id });
    await publish(lunch.id);
    expect((await call('DELETE', `/bots/${botId}/rich-menus/${lunch.id}`)).status).toBe(409);
    await call('POST', `/bots/${botId}/rich-menus/${lunch.id}/unpublish`, { channelId });
    await until(() => standing(lunch.id), (one) => one.state === 'none');
    const line = await atLine();
    expect([line.menus, line.defaultRichMenuId]).toEqual([[], undefined]);
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: null });
    expect((await call('DELETE', `/bots/${botId}/rich-menus/${lunch.id}`)).status).toBe(204);
  }, 30_000);
});

describe('who sees which menu', () => {
  it('follows tags by priority, a menu given by hand before them, and tells why', async () => {
    const [vip, regular] = [await menu('VIP'), await menu('Regular')];
    const ids = [(await publish(vip.id)).body.tabs[0].richMenuId, (await publish(regular.id)).body.tabs[0].richMenuId];
    const ann = await person('Ann');
    const rules = {
      revision: 0, defaultMenuId: null, schedule: [],
      tagRules: [{ id: crypto.randomUUID(), tag: 'vip', menuId: vip.id }, { id: crypto.randomUUID(), tag: 'regular', menuId: regular.id }],
    };
    expect((await call('PUT', `/bots/${botId}/rich-menu-rules`, rules)).status).toBe(200);
    expect((await call('PUT', `/bots/${botId}/rich-menu-rules`, rules)).status).toBe(409);
    await server.database.pg.run(`UPDATE contact SET tags = '{regular,vip}' WHERE id = $1`, [ann.contactId]);
    await until(async () => (await atLine()).links[ann.userId], (linked) => linked === ids[0]);
    expect(await sees(ann.contactId)).toMatchObject({ menuId: vip.id, because: 'tagRule', layers: [{ tag: 'vip', state: 'applies' }, { tag: 'regular', state: 'outranked' }], isFriend: true });

    await server.database.pg.run(`UPDATE contact SET tags = '{}' WHERE id = $1`, [ann.contactId]);
    await until(async () => (await atLine()).links[ann.userId], (linked) => linked === undefined);
    expect(await sees(ann.contactId)).toMatchObject({ menuId: null, because: 'nothing', atLine: { richMenuId: null } });

    const given = await call('PUT', `/bots/${botId}/contacts/${ann.contactId}/rich-menu`, { menuId: regular.id });
    expect(given.body).toMatchObject({ menuId: regular.id, because: 'manual' });
    await until(() => sees(ann.contactId), (seen) => seen.atLine.richMenuId === ids[1] && !seen.atLine.pending);
    expect((await atLine()).links[ann.userId]).toBe(ids[1]);
  }, 60_000);

  it('tells LINE in bulk when many people get a tag at once', async () => {
    const vip = await menu('VIP');
    const [tab] = (await publish(vip.id)).body.tabs;
    await call('PUT', `/bots/${botId}/rich-menu-rules`, { revision: 0, defaultMenuId: null, schedule: [], tagRules: [{ id: crypto.randomUUID(), tag: 'vip', menuId: vip.id }] });
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => person(`Guest ${index}`)));
    await server.database.pg.run(`UPDATE contact SET tags = '{vip}' WHERE bot_id = $1`, [botId]);
    const line = await until(atLine, ({ links }) => people.every(({ userId }) => links[userId] === tab.richMenuId));
    expect(Object.keys(line.links)).toHaveLength(8);
    const requests = await (await fetch(`${simulator.url}/sim/v1/channels/${channelId}/requests`)).json();
    const paths = JSON.stringify(requests);
    expect(paths).toContain('/v2/bot/richmenu/bulk/link');
  }, 60_000);

  it('swaps the default by schedule and goes back after it', async () => {
    const [day, night] = [await menu('Day'), await menu('Night')];
    const ids = [(await publish(day.id)).body.tabs[0].richMenuId, (await publish(night.id)).body.tabs[0].richMenuId];
    const always = { type: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '24:00' };
    await call('PUT', `/bots/${botId}/rich-menu-rules`, { revision: 0, defaultMenuId: day.id, tagRules: [], schedule: [{ id: crypto.randomUUID(), menuId: night.id, window: always }] });
    expect((await atLine()).defaultRichMenuId).toBe(ids[1]);
    await call('PUT', `/bots/${botId}/rich-menu-rules`, { revision: 1, defaultMenuId: day.id, tagRules: [], schedule: [] });
    expect((await atLine()).defaultRichMenuId).toBe(ids[0]);
  }, 30_000);
});

describe('a rich menu in a conversation', () => {
  /** A flow, published. */
  async function flow(name: string, nodes: Record<string, { type: string; data: object }>, edges: [string, string][]): Promise<string> {
    const document = { formatVersion: 1, name, language: 'en', nodes, edges: edges.map(([from, to], index) => ({ id: `e${index}`, from, port: 'next', to })), layout: { nodes: {} } };
    const made = await call('POST', `/bots/${botId}/flows`, { name, document });
    expect([made.status, made.body.problems]).toEqual([201, []]);
    await call('POST', `/bots/${botId}/flows/${made.body.id}/publish`, {});
    return made.body.id;
  }
  const act = (userId: string, action: object) => call('POST', `/bots/${botId}/phone/people/${userId}/actions`, action);
  const bubbles = async (userId: string) => JSON.stringify((await call('GET', `/bots/${botId}/phone/people/${userId}/chat`)).body.chat.bubbles);

  it('starts the flow of the tapped area, and a flow changes the menu of this person only', async () => {
    const special = await menu('Special');
    const [specialTab] = (await publish(special.id)).body.tabs;
    const trigger = { type: 'postbackTrigger', data: { mode: 'equals', data: 'never tapped', priority: 50, whileRunning: 'interrupt' } };
    const flowId = await flow(
      'Upgrade',
      { start: trigger, change: { type: 'setRichMenu', data: { show: 'menu', menuId: special.id } }, say: { type: 'text', data: { text: 'Here is your new menu' } } },
      [['start', 'change'], ['change', 'say']],
    );
    const everyday = await menu('Everyday', { main: [{ type: 'startFlow', flowId }] });
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: everyday.id });
    await publish(everyday.id);
    const [ann, bob] = [await person('Ann'), await person('Bob')];
    await act(ann.userId, { type: 'reopen' });
    expect((await act(ann.userId, { type: 'tapMenu', area: 0 })).status).toBe(200);
    await until(() => bubbles(ann.userId), (chat) => chat.includes('Here is your new menu'));
    await until(async () => (await atLine()).links[ann.userId], (linked) => linked === specialTab.richMenuId);
    expect((await atLine()).links[bob.userId]).toBeUndefined();
    expect(await sees(ann.contactId)).toMatchObject({ menuId: special.id, because: 'manual' });
  }, 60_000);

  it('remembers the tab a person chose, and takes it away when another default comes', async () => {
    const [tabbed, other] = [await menu('Tabs', { main: [{ type: 'switchTab', tabId: 'more' }], more: [{ type: 'message', text: 'Hi' }] }), await menu('Other')];
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: tabbed.id });
    const [, more] = (await publish(tabbed.id)).body.tabs;
    await publish(other.id);
    const ann = await person('Ann');
    await act(ann.userId, { type: 'reopen' });
    await act(ann.userId, { type: 'tapMenu', area: 0 });
    await until(() => sees(ann.contactId), (seen) => seen.atLine.richMenuId === more.richMenuId);
    expect((await atLine()).links[ann.userId]).toBe(more.richMenuId);
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: other.id });
    await until(async () => (await atLine()).links[ann.userId], (linked) => linked === undefined);
    expect(await sees(ann.contactId)).toMatchObject({ menuId: other.id, because: 'default' });
  }, 60_000);

  it('can be asked for its numbers', async () => {
    const lunch = await menu('Lunch', { main: [{ type: 'message', text: 'Hello' }, { type: 'message', text: 'Bye' }] });
    const ask = async () => (await call('GET', `/bots/${botId}/rich-menus/${lunch.id}/statistics?channelId=${channelId}&from=2026-11-01&to=2026-11-20`)).body;
    expect(await ask()).toMatchObject({ state: 'notPublished', tabs: [] });
    const [tab] = (await publish(lunch.id)).body.tabs;
    const [hello] = lunch.document.tabs[0].areas;
    const span = { richMenuId: tab.richMenuId, metricsFrom: '20261101', metricsTo: '20261120' };
    const numbers: Record<string, object> = {
      summary: { ...span, impression: { metrics: { count: 500, uniqueUsers: 90 } }, clicks: [{ bounds: hello.bounds, metrics: { count: 40, uniqueUsers: 30 } }] },
      daily: { ...span, impression: { metrics: [{ date: '20261102', count: 20, uniqueUsers: 20 }] }, clicks: [{ bounds: hello.bounds, metrics: [{ date: '20261102', count: 4, uniqueUsers: 4 }] }] },
    };
    interfere = (made) => {
      const kind = /insight\/richmenu\/.*(summary|daily)/.exec(made)?.[1];
      return kind === undefined ? undefined : { status: 200, ...(numbers[kind] as { message: string }) };
    };
    expect(await ask()).toMatchObject({
      state: 'ready',
      tabs: [{ impressions: 500, areas: [{ areaId: 'a0', clicks: 40, uniqueClicks: 30 }, { areaId: 'a1', clicks: null }], daily: [{ date: '2026-11-02', impressions: 20, clicks: 4 }] }],
    });
  }, 30_000);

  it('is not half made when the token is revoked in between, and what is left is found later', async () => {
    const lunch = await menu('Lunch');
    interfere = (made) => (/content$|DELETE/.test(made) ? { status: 401, message: 'Authentication failed' } : undefined);
    expect((await publish(lunch.id)).body).toMatchObject({ state: 'failed', failure: { code: 'unauthorized', message: expect.stringContaining('Enter a new one') } });
    const listed = (await call('GET', `/bots/${botId}/channels/${channelId}/rich-menus`)).body.items;
    expect(listed.map((one: any) => one.origin)).toEqual(['orphan']);
    interfere = () => undefined;
    const [tab] = (await publish(lunch.id)).body.tabs;
    expect((await atLine()).menus.map((one) => one.richMenuId)).toEqual([tab.richMenuId]);
  }, 30_000);
});

describe('pictures', () => {
  it('that LINE would refuse are refused in plain words', async () => {
    const png = Buffer.alloc(1_258_291);
    Buffer.from('89504e470d0a1a0a0000000d49484452000005a0000003e8', 'hex').copy(png);
    const refused = await call('POST', `/bots/${botId}/rich-menu-pictures`, { base64: png.toString('base64') });
    expect(refused.status).toBe(422);
    expect(refused.body.details.map((one: any) => one.message)).toEqual([expect.stringContaining('1.2 MB'), expect.stringContaining('1440 × 1000 is 1.44 to 1')]);
  });
  it('are shown again byte by byte, to members of the bot only', async () => {
    const pictureId = await picture();
    const again = await call('GET', `/bots/${botId}/rich-menu-pictures/${pictureId}`);
    expect([again.status, again.headers.get('content-type'), again.headers.get('cache-control')]).toEqual([200, 'image/png', 'private, max-age=31536000, immutable']);
    expect((await server.anonymous('GET', `/bots/${botId}/rich-menu-pictures/${pictureId}`)).status).toBe(401);
    expect(await picture()).toBe(pictureId);
  });
});
