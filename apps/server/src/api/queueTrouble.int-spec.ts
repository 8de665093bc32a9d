import { Ingest } from '@chatloom/conversations';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';
import { until } from '@chatloom/test/until';
import { hasRedis, startRedis, type TestRedis } from '../../../../test/faults/startRedis';

/** What may happen to the place where bells live, and how it ends. */
interface Trouble {
  name: string;
  begin(redis: TestRedis): unknown;
  end(redis: TestRedis): unknown;
  /** What Redis says to a write meanwhile, where it says no. */
  refusal?: RegExp;
}
/** A master nobody reaches: this Redis takes no writes as long as it is a replica. */
const NO_MASTER = ['127.0.0.1', '1'];
const ON_REDIS: Trouble[] = [
  { name: 'is out of memory', begin: (redis) => redis.command('config', 'set', 'maxmemory', '1'), end: (redis) => redis.command('config', 'set', 'maxmemory', '0'), refusal: /OOM/ },
  { name: 'is read-only', begin: (redis) => redis.command('replicaof', ...NO_MASTER), end: (redis) => redis.command('replicaof', 'no', 'one'), refusal: /READONLY/ },
  { name: 'is emptied', begin: (redis) => redis.flush(), end: () => undefined },
  { name: 'is killed and started again', begin: (redis) => redis.kill(), end: () => undefined },
];
const ON_POSTGRES: Trouble[] = [{ name: 'is emptied', begin: () => server.database.pg.run('TRUNCATE bullmq.job CASCADE'), end: () => undefined }];
/** RELIABILITY F20: nothing is more than ten seconds late. */
const LATE_MS = 10_000;
const DELAY_MS = 1_000;
const PEOPLE = 20;

let server: ApiServer;
let line: LineStandIn;
let redis: TestRedis | undefined;
let call: Caller;
let botId: string;
let channelId: string;

const users = (round: number) => Array.from({ length: PEOPLE }, (_, at) => `U${(round * 1_000 + at).toString(16).padStart(32, '0')}`);
const says = (user: string, text: string) =>
  server.app.get(Ingest, { strict: false }).append([{ botId, channelId, conversationKey: `u:${user}`, eventId: newId(), input: { type: 'messageReceived', message: { id: newId(), type: 'text', text }, at: Date.now() } }]);
const tagged = async (tag: string, round: string[]) =>
  Number((await server.database.pg.run<{ count: string }>('SELECT count(*) FROM contact WHERE bot_id = $1 AND $2 = ANY (tags) AND line_user_id = ANY ($3)', [botId, tag, round])).rows[0]!.count);
const rung = async (): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/chatloom_jobs_rung_total\{queue="timers"\} (\d+)/.exec(text)?.[1] ?? 0);
};

async function prepare(env: Record<string, string>): Promise<void> {
  line = await startLineStandIn();
  line.answers['POST /v2/bot/message/multicast'] = { status: 200, body: {} };
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url, LOG_LEVEL: 'fatal', ...env });
  call = await server.owner();
  botId = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei', language: 'en' })).body.id;
  channelId = (await call('POST', `/bots/${botId}/channels`, { name: 'Shop', channelSecret: 'secret', accessToken: 'token' })).body.id;
  const nodes = {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'go' }] } },
    began: { type: 'addTag', data: { tag: 'began' } },
    wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: DELAY_MS / 1_000, unit: 'seconds' } } } },
    over: { type: 'addTag', data: { tag: 'waited' } },
  };
  const edges = [['start', 'began'], ['began', 'wait'], ['wait', 'over']].map(([from, to], at) => ({ id: `e${at}`, from, port: 'next', to }));
  const flow = await call('POST', `/bots/${botId}/flows`, { document: { formatVersion: 1, name: 'Waits', language: 'en', nodes, edges, layout: { nodes: {} } } });
  expect((await call('POST', `/bots/${botId}/flows/${flow.body.id}/publish`)).status).toBe(201);
}
async function tidy(): Promise<void> {
  await server?.stop();
  await line?.close();
  await redis?.stop();
  redis = undefined;
}

/** What people do while nothing rings: talk, wait, get a campaign. */
async function goesOn(round: string[]): Promise<void> {
  const began = performance.now();
  await Promise.all(round.map((user) => says(user, 'go')));
  await until(() => tagged('waited', round), (count) => count === PEOPLE);
  expect(performance.now() - began).toBeLessThan(DELAY_MS + LATE_MS);

  const block = { type: 'text', data: { text: 'Spring tea', quickReplies: [], ifTooLate: 'drop' } };
  const { rows } = await server.database.pg.run<{ id: string }>('SELECT id FROM contact WHERE bot_id = $1 AND line_user_id = ANY ($2)', [botId, round]);
  const design = { channelId, what: { type: 'messages', variants: [{ id: 'A', blocks: [block] }] }, to: { type: 'people', contactIds: rows.map(({ id }) => id) }, when: { type: 'now' } };
  const campaign = (await call('POST', `/bots/${botId}/campaigns`, { name: 'Spring', design })).body;
  const started = performance.now();
  expect((await call('POST', `/bots/${botId}/campaigns/${campaign.id}/start`, { revision: campaign.revision })).status).toBe(200);
  await until(async () => (await call('GET', `/bots/${botId}/campaigns/${campaign.id}`)).body, ({ state }) => state === 'done');
  expect(performance.now() - started).toBeLessThan(LATE_MS);
  const reached = line.calls.filter(({ path }) => path === '/v2/bot/message/multicast').flatMap(({ body }) => body.to as string[]);
  expect(round.map((user) => reached.filter((one) => one === user).length)).toEqual(round.map(() => 1));
}

describe.each([...(hasRedis() ? [{ backend: 'Redis', troubles: ON_REDIS }] : []), { backend: 'PostgreSQL', troubles: ON_POSTGRES }])('with bells in $backend', ({ backend, troubles }) => {
  beforeAll(async () => {
    redis = backend === 'Redis' ? await startRedis() : undefined;
    await prepare(redis ? { REDIS_URL: redis.url } : {});
  });
  afterAll(tidy);

  it.each(troubles.map((trouble, round) => ({ ...trouble, round })))('while it $name nobody waits longer than some seconds and nobody gets anything twice; afterwards bells ring again', async ({ begin, end, refusal, round }) => {
    await begin(redis!);
    if (refusal) expect(redis!.command('set', 'a', '1')).toMatch(refusal);
    await goesOn(users(round * 2));
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await end(redis!);
    const before = await rung();
    await goesOn(users(round * 2 + 1));
    // The sweeper did all of that alone, if need be; bells are back when one is heard.
    await until(async () => {
      await says(users(round * 2 + 1)[0]!, 'go');
      return rung();
    }, (count) => count > before);
  }, 90_000);
});
