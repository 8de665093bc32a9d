import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';

let line: LineStandIn;
let server: ApiServer;
let owner: Caller;
let bot: string;
let channel: string;
const ANN = '00000000-0000-7000-8000-00000000a001';
const PHOTO = '00000000-0000-7000-8000-00000000f070';
const PAGE = '00000000-0000-7000-8000-00000000f071';

beforeAll(async () => {
  line = await startLineStandIn();
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url });
  owner = await server.owner();
  bot = (await owner('POST', '/bots', { name: 'Ann’s café' })).body.id;
  channel = (await owner('POST', `/bots/${bot}/channels`, { name: 'Shop', channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'token-of-the-shop-1234' })).body.id;
}, 60_000);
afterAll(async () => {
  await server.stop();
  await line.close();
}, 30_000);
beforeEach(async () => {
  line.answers['GET /v2/bot/group/C1/summary'] = { status: 200, body: { groupId: 'C1', groupName: 'Picnic', pictureUrl: 'https://example.com/p.png' } };
  line.answers['GET /v2/bot/group/C1/members/count'] = { status: 200, body: { count: 3 } };
  line.answers['GET /v2/bot/group/C1/member/U1'] = { status: 200, body: { userId: 'U1', displayName: 'Ann' } };
  await server.database.pg.run('TRUNCATE line_group, media');
  await server.database.pg.run(`INSERT INTO line_group (channel_id, line_id, bot_id, kind) VALUES ($1, 'C1', $2, 'group')`, [channel, bot]);
});

const group = () => `/bots/${bot}/groups/${channel}/C1`;

describe('a group', () => {
  it('is shown as LINE describes it now, and stays known when LINE is away', async () => {
    expect(await owner('GET', group())).toMatchObject({ status: 200, body: { name: 'Picnic', memberCount: 3, pictureUrl: 'https://example.com/p.png', state: 'in', members: [] } });
    for (const path of ['summary', 'members/count']) line.answers[`GET /v2/bot/group/C1/${path}`] = { status: 500, body: {} };
    expect((await owner('GET', group())).body).toMatchObject({ name: 'Picnic', memberCount: 3, state: 'in' });
    expect((await owner('GET', `/bots/${bot}/groups`)).body.items).toEqual([expect.objectContaining({ lineId: 'C1', name: 'Picnic' })]);
  });

  it('the bot was removed from is shown as left', async () => {
    for (const path of ['summary', 'members/count']) line.answers[`GET /v2/bot/group/C1/${path}`] = { status: 404, body: { message: 'Not found' } };
    expect((await owner('GET', group())).body.state).toBe('left');
  });

  it('shows who a member is, and says in plain words when LINE does not know', async () => {
    expect(await owner('GET', `${group()}/members/U1`)).toMatchObject({ status: 200, body: { displayName: 'Ann', contactId: null } });
    expect(await owner('GET', `${group()}/members/U2`)).toMatchObject({ status: 404, body: { message: expect.stringContaining('has left the group') } });
    line.answers['GET /v2/bot/group/C1/member/U1'] = { status: 500, body: {} };
    expect(await owner('GET', `${group()}/members/U1`)).toMatchObject({ status: 502, body: { code: 'upstream' } });
  });

  it('can be left, also when the bot was removed before', async () => {
    line.answers['POST /v2/bot/group/C1/leave'] = { status: 401, body: { message: 'no' } };
    expect(await owner('POST', `${group()}/leave`)).toMatchObject({ status: 502 });
    line.answers['POST /v2/bot/group/C1/leave'] = { status: 404, body: { message: 'Not found' } };
    expect(await owner('POST', `${group()}/leave`)).toMatchObject({ status: 200, body: { state: 'left' } });
  });

  it('of another bot is not there', async () => {
    const other = (await owner('POST', '/bots', { name: 'Bob’s bar' })).body.id;
    expect((await owner('GET', `/bots/${other}/groups/${channel}/C1`)).status).toBe(404);
    expect((await owner('GET', `/bots/${other}/groups`)).body.items).toEqual([]);
  });
});

describe('what people sent', () => {
  const keep = (id: string, contentType: string, bytes: string) =>
    server.database.pg.run(
      `INSERT INTO media (id, bot_id, channel_id, conversation_id, message_id, media_type, file_name, state, content_type, byte_size, bytes)
       VALUES ($1, $2, $3, $4, 'm', 'file', 'my cat.html', 'stored', $5, 3, $6)`,
      [id, bot, channel, ANN, contentType, Buffer.from(bytes)],
    );

  it('is shown when it is a picture, and is a download when a browser could run it', async () => {
    await keep(PHOTO, 'image/png', 'png');
    await keep(PAGE, 'application/octet-stream', '<script>');
    const photo = await owner('GET', `/bots/${bot}/media/${PHOTO}`);
    expect([photo.status, photo.body, photo.headers.get('content-type'), photo.headers.get('content-disposition'), photo.headers.get('x-content-type-options')]).toEqual([200, 'png', 'image/png', 'inline', 'nosniff']);
    const page = await owner('GET', `/bots/${bot}/media/${PAGE}`);
    expect([page.headers.get('content-type'), page.headers.get('content-disposition')]).toEqual(['application/octet-stream', "attachment; filename*=UTF-8''my%20cat.html"]);
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('is seen by those with access to the bot only', async () => {
    await keep(PHOTO, 'image/png', 'png');
    const other = (await owner('POST', '/bots', { name: 'Bob’s bar' })).body.id;
    expect((await owner('GET', `/bots/${other}/media/${PHOTO}`)).status).toBe(404);
    expect((await server.anonymous('GET', `/bots/${bot}/media/${PHOTO}`)).status).toBe(401);
    await server.database.pg.run(`UPDATE media SET state = 'unsent', bytes = NULL`);
    expect((await owner('GET', `/bots/${bot}/media/${PHOTO}`)).status).toBe(404);
  });
});
