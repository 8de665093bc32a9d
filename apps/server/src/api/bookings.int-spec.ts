import { Ingest } from '@chatloom/conversations';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';

let server: ApiServer;
let owner: Caller;
let botId: string;
let channelId: string;

beforeAll(async () => {
  server = await startApiServer();
  owner = await server.owner();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(async () => {
  const bot = await owner('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  channelId = bot.body.simulatorChannelId;
  const nodes = {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'book' }] } },
    ask: { type: 'askText', data: { question: 'When?', saveTo: { in: 'answer', name: 'date' }, ifTooLate: 'push' } },
    save: { type: 'saveBooking', data: { resource: 'Table', date: '{{ answer.date }}', time: '', people: '4', capacity: 4, slotMinutes: 60, note: 'By the window', keepIn: 'visit' } },
    full: { type: 'addTag', data: { tag: 'had no room' } },
  };
  const edges = [['start', 'next', 'ask'], ['ask', 'answered', 'save'], ['save', 'full', 'full']].map(([from, port, to], i) => ({ id: `e${i}`, from, port, to }));
  const flow = await call('POST', 'flows', { document: { formatVersion: 1, name: 'Tables', language: 'en', nodes, edges, layout: { nodes: {} } } });
  expect((await call('POST', `flows/${flow.body.id}/publish`)).status).toBe(201);
});

const call = (method: string, path: string, body?: unknown) => owner(method, `/bots/${botId}/${path}`, body);
const says = (user: string, text: string) =>
  server.app.get(Ingest, { strict: false }).append([{ botId, channelId, conversationKey: `u:${user}`, eventId: newId(), input: { type: 'messageReceived', message: { id: newId(), type: 'text', text }, at: Date.now() } }]);
const personOf = async (user: string): Promise<any> => {
  const { rows } = await server.database.pg.run<{ id: string }>('SELECT id FROM contact WHERE channel_id = $1 AND line_user_id = $2', [channelId, user]);
  return rows[0] && (await call('GET', `contacts/${rows[0].id}`)).body;
};
const onDay = async (day: string) => (await call('GET', `bookings?from=${day}&to=${day}`)).body.items;

it('a table booked in a chat is on the day, on the page of the person, in segments and in the file; cancelled, it is free for the next', async () => {
  for (const [user, day] of [['U-ann', '2199-12-24T18:30'], ['U-bob', '2199-12-24T18:45']] as const) {
    await says(user, 'book');
    await says(user, day);
    await until(() => personOf(user), (person) => person && (person.fields.visit !== undefined || person.tags.includes('had no room')));
  }
  const [ann, bob] = [await personOf('U-ann'), await personOf('U-bob')];
  expect([ann.fields.visit, bob.tags]).toEqual(['2199-12-24T18:30', ['had no room']]);
  const [booking, ...others] = await onDay('2199-12-24');
  expect(others).toEqual([]);
  expect(booking).toMatchObject({ contactId: ann.id, resource: 'Table', local: '2199-12-24T18:30', people: 4, note: 'By the window', state: 'booked' });
  expect(await onDay('2199-12-23')).toEqual([]);
  expect((await call('GET', `contacts/${ann.id}/facts`)).body.items).toEqual([{ kind: 'bookings', items: [expect.objectContaining({ title: 'Table', state: 'booked' })] }]);
  const who = async (when: object) =>
    (await call('POST', 'segment-people', { segment: { definition: { type: 'group', match: 'all', items: [{ type: 'fact', fact: 'booked', when }] } } })).body.items.map(({ contactId }: { contactId: string }) => contactId);
  expect(await who({ op: 'between', day: '2199-12-20', until: '2199-12-24' })).toEqual([ann.id]);
  expect(await who({ op: 'inNext', amount: 3650, unit: 'days' })).toEqual([]);
  const file = await call('GET', 'bookings.csv?from=2199-12-24&to=2199-12-24');
  expect(file.body).toContain('2199-12-24T18:30,Table,4');
  expect((await call('POST', `bookings/${booking.id}/cancel`)).body).toMatchObject({ state: 'cancelled', cancelledBy: 'team' });
  expect((await personOf('U-ann')).fields.visit).toBeUndefined();
  expect((await call('POST', `bookings/${booking.id}/cancel`)).status).toBe(409);
  expect(await who({ op: 'ever' })).toEqual([]);
  await says('U-bob', 'book');
  await says('U-bob', '2199-12-24T18:45');
  await until(() => personOf('U-bob'), (person) => person.fields.visit !== undefined);
});

it('bookings are those of one bot, and cursors are not made up', async () => {
  await says('U-ann', 'book');
  await says('U-ann', '2199-12-24T18:30');
  const [booking] = await until(() => onDay('2199-12-24'), (items) => items.length === 1);
  botId = (await owner('POST', '/bots', { name: 'Other', timeZone: 'UTC' })).body.id;
  expect(await onDay('2199-12-24')).toEqual([]);
  expect((await call('POST', `bookings/${booking.id}/cancel`)).status).toBe(404);
  expect((await call('GET', 'bookings?from=2199-12-24&to=2199-12-24&cursor=1~x')).status).toBe(400);
});
