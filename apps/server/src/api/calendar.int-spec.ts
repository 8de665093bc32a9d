import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';

let server: ApiServer;
let call: Caller;
let bot: string;
beforeAll(async () => {
  server = await startApiServer();
  call = await server.owner();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(async () => {
  bot = `/bots/${(await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' })).body.id}`;
});

const planned = async (of = bot) => (await call('GET', `${of}/planned?from=2030-03-01T00:00:00.000Z&to=2030-04-01T00:00:00.000Z`)).body.items;

describe('the calendar', () => {
  it('shows games that open, end and draw by themselves, and issues of topics, the earliest first, and only those of this bot', async () => {
    const raffle = { title: 'Win a dinner', kind: 'raffle', prizes: [{ id: 'dinner', name: 'Dinner', stock: 2 }], opensAt: '2030-03-02T00:00:00.000Z', closesAt: '2030-03-20T00:00:00.000Z', drawAt: '2030-03-21T00:00:00.000Z' };
    const draw = (await call('POST', `${bot}/draws`, { name: 'Raffle', document: raffle })).body.id;
    const question = { question: 'Where?', kind: 'single', choices: [{ id: 'a', label: 'Here' }, { id: 'b', label: 'There' }], closesAt: '2030-03-05T00:00:00.000Z' };
    const poll = (await call('POST', `${bot}/polls`, { name: 'Where', document: question })).body.id;
    const topic = (await call('POST', `${bot}/topics`, { name: 'News', description: 'What is new' })).body.id;
    await call('POST', `${bot}/topics/${topic}/issues`, { title: 'Spring', blocks: [{ type: 'text', data: { text: 'Hello', ifTooLate: 'push' } }], at: '2030-03-10T00:00:00.000Z' });
    expect((await planned()).map(({ kind }: { kind: string }) => kind)).toEqual(['topic']);

    expect((await call('POST', `${bot}/draws/${draw}/start`)).status).toBe(200);
    expect((await call('POST', `${bot}/polls/${poll}/open`)).status).toBe(200);
    expect((await planned()).map(({ kind, event, at, name }: Record<string, string>) => `${at!.slice(5, 10)} ${kind} ${event}: ${name}`)).toEqual([
      '03-02 draw begins: Raffle', '03-05 poll ends: Where', '03-10 topic sends: News: Spring', '03-20 draw ends: Raffle', '03-21 draw draws: Raffle',
    ]);
    const other = (await call('POST', '/bots', { name: 'Another' })).body.id;
    expect(await planned(`/bots/${other}`)).toEqual([]);
  });

  it('shows when schedules of live flows begin, each time of them', async () => {
    const document = {
      formatVersion: 1, name: 'Monday news', language: 'en', layout: { nodes: {} }, edges: [{ id: 'e', from: 'start', port: 'next', to: 'hi' }],
      nodes: { start: { type: 'scheduleTrigger', data: { cron: '0 9 * * 1' } }, hi: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'Hello' }] } } },
    };
    const flow = (await call('POST', `${bot}/flows`, { document })).body;
    const published = await call('POST', `${bot}/flows/${flow.id}/publish`);
    expect([published.status, published.body.problems ?? []]).toEqual([201, []]);
    for (let found: { at: string }[] = []; found.length === 0; ) {
      found = await planned();
      if (found.length > 0) expect(found).toEqual(['04', '11', '18', '25'].map((day) => ({ kind: 'flow', id: flow.id, name: 'Monday news', event: 'begins', at: `2030-03-${day}T01:00:00.000Z` })));
    }
  }, 30_000);
});
