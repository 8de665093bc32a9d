import { type ChannelInUse, Bots, ChannelDirectory, LineGateways } from '@chatloom/bots';
import { createLineGateway, LINE_RATES, type LineGateway, type RichMenuCalls } from '@chatloom/line';
import { gridBounds, type RichMenuDocument } from '@chatloom/messages';
import { Clock, type Database, UuidSource } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../../apps/simulator/src/startSimulator';
import { LinkWorker } from '../links/LinkWorker';
import { Pictures } from '../menus/Pictures';
import { ChannelDefaults } from '../seeing/ChannelDefaults';
import { Rules } from '../seeing/Rules';
import { Scenes } from '../seeing/Scenes';
import { JobRunner } from './JobRunner';
import { Publications } from './Publications';
import { newJob } from './publishJob';

/**
 * A process may be killed before and after every call to LINE and every statement. Each of these deaths is rehearsed: the work breaks
 * off there, nothing after it runs, and another process takes the job up from what is stored.
 */
const SIZE = { width: 800, height: 540 };
const TABS = ['main', 'more'];
/** Without LINE's 100 menus an hour: here they are made by the hundred. */
const NO_RATES = Object.fromEntries(Object.keys(LINE_RATES).map((endpoint) => [endpoint, { calls: 1_000_000, perMs: 1_000 }]));

class Died extends Error {}

/** Counts what a process does, and kills it there. */
class Death {
  done = 0;
  constructor(
    private readonly at: number,
    private readonly side: 'before' | 'after',
  ) {}

  async pass<T>(deed: () => Promise<T>): Promise<T> {
    const isHere = ++this.done === this.at;
    // The dead do nothing more.
    if (this.done > this.at || (isHere && this.side === 'before')) throw new Died();
    const value = await deed();
    if (isHere) throw new Died();
    return value;
  }

  /** The same object, each of whose calls may be the last. */
  within<T extends object>(target: T, names?: readonly string[]): T {
    return new Proxy(target, {
      get: (owner, name) => {
        const value: unknown = Reflect.get(owner, name, owner);
        if (typeof value !== 'function') return value;
        if (names && !names.includes(String(name))) return value.bind(owner);
        return (...given: unknown[]) => this.pass(() => value.apply(owner, given) as Promise<unknown>);
      },
    });
  }
}
const NEVER = () => new Death(Number.POSITIVE_INFINITY, 'before');

let simulator: Simulator;
let server: ApiServer;
let call: Caller;
let gateway: LineGateway;
let botId: string;
let channelId: string;
let pictureId: string;
const ids = new UuidSource();

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  gateway = createLineGateway({ apiBaseUrl: simulator.url, dataApiBaseUrl: simulator.url, clock: { now: () => Date.now() }, limits: { rates: NO_RATES } });
  // No workers of its own: which process does what, and when it dies, is decided here.
  server = await startApiServer({ SIMULATOR_URL: simulator.url, ROLES: 'web' });
  call = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await gateway.close();
  await simulator.close();
}, 30_000);
beforeEach(async () => {
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
  await until(() => fetch(`${simulator.url}/sim/v1/channels/${channelId}`), ({ ok }) => ok);
  const { secret, accessToken } = (await server.app.get(ChannelDirectory, { strict: false }).byId(channelId))!;
  await drive('PUT', '', { secret, accessToken, rateLimits: false, asyncMs: 0 });
  const drawing = { background: '#06c755', tiles: [{ bounds: { x: 0, y: 0, ...SIZE }, text: 'Tea', icon: 'calendar', background: '#06c755', colour: '#ffffff' }] };
  pictureId = (await call('POST', `/bots/${botId}/rich-menu-pictures/draw`, { size: SIZE, drawing })).body.id;
});

/** The simulator's own API, of this channel. */
async function drive(method: string, path: string, body?: object): Promise<any> {
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${simulator.url}/sim/v1/channels/${channelId}${path}`, { method, ...json });
  expect(response.ok).toBe(true);
  return response.json();
}
const atLine = (): Promise<{ menus: any[]; aliases: Record<string, string>; links: Record<string, string>; defaultRichMenuId?: string }> => drive('GET', '/rich-menus');

/** A process that works on jobs, and may die. */
function processThat(death: Death, changed: Partial<RichMenuCalls> = {}): JobRunner {
  const get = <T>(token: abstract new (...given: never[]) => T): T => server.app.get(token as never, { strict: false }) as T;
  const pg = death.within(server.database.pg, ['query', 'transaction']);
  const database = { ...server.database, pg } as Database;
  const line = death.within({ ...gateway.richMenus, ...changed });
  const gateways = { of: () => ({ ...gateway, richMenus: line }) } as unknown as LineGateways;
  const clock = get(Clock);
  const defaults = new ChannelDefaults(database, clock, get(Scenes), get(ChannelDirectory), gateways);
  return new JobRunner(database, clock, new Publications(database, clock), get(Pictures), get(Rules), defaults, get(Bots), get(ChannelDirectory), gateways);
}
const publications = () => server.app.get(Publications, { strict: false });

async function menu(revision = 1, tabs = TABS): Promise<{ id: string; document: RichMenuDocument }> {
  const document: RichMenuDocument = {
    formatVersion: 1, size: SIZE, chatBarText: 'Menu', selected: true,
    tabs: tabs.map((id) => ({ id, name: id, picture: { pictureId }, areas: [{ id: 'a', bounds: gridBounds(SIZE, [1])[0]!, action: { type: 'message', text: `${id} ${revision}` } }] })),
  };
  return { id: (await call('POST', `/bots/${botId}/rich-menus`, { name: 'Lunch', document })).body.id, document };
}
async function begin(kind: 'publish' | 'unpublish', { id, document }: { id: string; document: RichMenuDocument }): Promise<void> {
  const before = await publications().find(id, channelId);
  const job = newJob({ id: ids.newId(), kind, revision: 1, name: 'Lunch', document, old: before?.live?.tabs ?? [] });
  expect(await publications().begin({ menuId: id, channelId, botId }, job)).toBe(true);
}
/** Another process finishes what is stored; what waits for people is looked at by the link worker. */
async function takeUp(menuId: string, changed: Partial<RichMenuCalls> = {}): Promise<void> {
  for (let rounds = 0; (await publications().find(menuId, channelId))?.job; rounds++) {
    expect(rounds).toBeLessThan(50);
    await server.database.pg.run(`UPDATE rich_menu_publication SET next_at = now() - interval '1 second' WHERE menu_id = $1`, [menuId]);
    await processThat(NEVER(), changed).run(menuId, channelId);
    await server.app.get(LinkWorker, { strict: false }).work();
  }
}
/** Runs until death; `false` when the work was over before. */
async function liveUntil(death: Death, menuId: string, changed: Partial<RichMenuCalls> = {}): Promise<boolean> {
  return processThat(death, changed).run(menuId, channelId).then(() => false, (error: unknown) => {
    if (!(error instanceof Died)) throw error;
    return true;
  });
}
/** Everything LINE has belongs to what is live, and everything live is at LINE. */
async function expectTidy(menuIds: readonly string[]): Promise<void> {
  const rows = (await publications().ofChannel(channelId)).filter((row) => menuIds.includes(row.menuId));
  const live = rows.flatMap((row) => row.live?.tabs ?? []);
  const { menus, aliases } = await atLine();
  expect(menus.map((one) => one.richMenuId).sort()).toEqual(live.map((tab) => tab.richMenuId).sort());
  expect(aliases).toEqual(Object.fromEntries(live.flatMap((tab) => (tab.aliasId === null ? [] : [[tab.aliasId, tab.richMenuId]]))));
}
async function people(count: number, tags: string[] = []): Promise<{ userId: string; contactId: string }[]> {
  const made: { userId: string; contactId: string }[] = [];
  for (let index = 0; index < count; index++) {
    const { userId } = await drive('POST', '/users', { displayName: `Guest ${index}` });
    made.push({ userId, contactId: ids.newId() });
  }
  await server.database.pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, tags) SELECT id, $3, $4, line_user_id, $5 FROM unnest($1::uuid[], $2::text[]) AS p(id, line_user_id)`, [
    made.map((one) => one.contactId), made.map((one) => one.userId), botId, channelId, tags,
  ]);
  return made;
}

describe('a process that dies while it publishes', () => {
  it('leaves a job that is finished by another, wherever it died, with nothing half-made at LINE', async () => {
    const menuIds: string[] = [];
    let deaths = 0;
    for (const side of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        const lunch = await menu();
        menuIds.push(lunch.id);
        await begin('publish', lunch);
        const hasDied = await liveUntil(new Death(at, side), lunch.id);
        await takeUp(lunch.id);
        await expectTidy(menuIds);
        expect((await publications().find(lunch.id, channelId))?.live?.tabs).toHaveLength(2);
        if (!hasDied) break;
        deaths++;
        await begin('unpublish', lunch);
        await takeUp(lunch.id);
      }
    }
    expect(deaths).toBeGreaterThan(50);
  }, 180_000);

  it('moves everybody to the new menu and keeps the default, wherever it died while replacing one', async () => {
    const lunch = await menu();
    await begin('publish', lunch);
    await takeUp(lunch.id);
    await call('PUT', `/bots/${botId}/default-rich-menu`, { menuId: lunch.id });
    const [ann] = await people(1);
    await call('PUT', `/bots/${botId}/contacts/${ann!.contactId}/rich-menu`, { menuId: lunch.id });
    await server.app.get(LinkWorker, { strict: false }).work();
    for (const side of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        await begin('publish', lunch);
        const hasDied = await liveUntil(new Death(at, side), lunch.id);
        await takeUp(lunch.id);
        await expectTidy([lunch.id]);
        const [first] = (await publications().find(lunch.id, channelId))!.live!.tabs;
        const { links, defaultRichMenuId } = await atLine();
        expect([links, defaultRichMenuId]).toEqual([{ [ann!.userId]: first!.richMenuId }, first!.richMenuId]);
        if (!hasDied) break;
      }
    }
  }, 180_000);

  it('takes everything back all the same when LINE refuses the second picture, wherever it died', async () => {
    const refusing: Partial<RichMenuCalls> = {
      upload: async (channel: ChannelInUse | { id: string; accessToken: string }, richMenuId, picture) => {
        const listed = await gateway.richMenus.get(channel, richMenuId);
        const isSecond = listed.kind === 'ok' && listed.value.name.endsWith('-1');
        return isSecond ? { kind: 'refused', status: 400, message: 'The image size is not allowed for richmenu', details: [] } : gateway.richMenus.upload(channel, richMenuId, picture);
      },
    };
    for (const side of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        const lunch = await menu();
        await begin('publish', lunch);
        const hasDied = await liveUntil(new Death(at, side), lunch.id, refusing);
        await takeUp(lunch.id, refusing);
        expect(await atLine()).toMatchObject({ menus: [], aliases: {} });
        expect((await publications().find(lunch.id, channelId))?.last?.failure?.code).toBe('pictureRefused');
        if (!hasDied) break;
      }
    }
  }, 180_000);

  it('leaves nothing when it died while taking a menu away', async () => {
    for (const side of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        const lunch = await menu();
        await begin('publish', lunch);
        await takeUp(lunch.id);
        await begin('unpublish', lunch);
        const hasDied = await liveUntil(new Death(at, side), lunch.id);
        await takeUp(lunch.id);
        expect(await atLine()).toMatchObject({ menus: [], aliases: {} });
        if (!hasDied) break;
      }
    }
  }, 180_000);
});

describe('1,200 people who are to see a menu', () => {
  it('are told to LINE 500 at a time, and moved by one call when it is replaced', async () => {
    const vip = await menu();
    await begin('publish', vip);
    await takeUp(vip.id);
    const guests = await people(1_200, ['vip']);
    await call('PUT', `/bots/${botId}/rich-menu-rules`, { revision: 0, defaultMenuId: null, schedule: [], tagRules: [{ id: ids.newId(), tag: 'vip', menuId: vip.id }] });
    const worker = server.app.get(LinkWorker, { strict: false });
    await worker.work();
    const linked = async () => {
      const { links } = await atLine();
      return new Set(guests.map(({ userId }) => links[userId]));
    };
    expect(await linked()).toEqual(new Set([(await publications().find(vip.id, channelId))!.live!.tabs[0]!.richMenuId]));
    const calls = async (path: string) => ((await drive('GET', '/requests')).requests as { path: string; requestBody?: unknown }[]).filter((one) => one.path === path);
    expect(await calls('/v2/bot/richmenu/bulk/link')).toHaveLength(3);

    await begin('publish', vip);
    await takeUp(vip.id);
    expect(await linked()).toEqual(new Set([(await publications().find(vip.id, channelId))!.live!.tabs[0]!.richMenuId]));
    expect(await calls('/v2/bot/richmenu/batch')).toHaveLength(1);
    expect(await calls('/v2/bot/richmenu/bulk/link')).toHaveLength(3);
    await expectTidy([vip.id]);
  }, 120_000);
});
