import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHANNEL, pngHeader, richMenu, SECRET, setStage, text } from '../../test/simulatorSetup';
import { startSimulator } from '../startSimulator';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('a simulator with a data file', () => {
  let folder: string;
  let dataFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'simulator-'));
    dataFile = path.join(folder, 'data.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('goes on after a restart where it was', async () => {
    let stage = await setStage({ dataFile });
    const ann = await stage.user('Ann');
    const { groupId } = await stage.drive('POST', '/groups', { members: [ann] });
    const { replyToken } = await stage.say(ann, 'hello');
    const { messageId } = await stage.drive('POST', `/users/${ann}/send`, { type: 'image', base64: 'AAEC', wait: true });
    const push = () => stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('news') }, { 'x-line-retry-key': KEY });
    const pushed = await push();
    await stage.drive('POST', '/sim/v1/clock', { advance: 5 });
    await stage.close();
    expect(await readdir(folder)).toEqual(['data.json']);
    expect((await stat(dataFile)).mode & 0o777).toBe(0o600);

    stage = await setStage({ dataFile });
    try {
      expect((await stage.chat(ann)).bubbles.map(({ message }) => message.type)).toEqual(['text', 'image', 'text']);
      expect((await stage.line('POST', '/v2/bot/message/reply', { replyToken, messages: text('hi') })).status).toBe(200);
      const again = await push();
      expect([again.status, again.body.sentMessages]).toEqual([409, pushed.body.sentMessages]);
      expect((await stage.line('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
      expect((await stage.line('GET', `/v2/bot/message/${messageId}/content`)).bytes).toEqual(Buffer.from([0, 1, 2]));
      expect(await stage.drive('GET', `/groups/${groupId}`)).toMatchObject({ members: [ann], joined: true });
      expect(await stage.drive('GET', '/sim/v1/clock')).toMatchObject({ offsetMs: 5 });
    } finally {
      await stage.close();
    }
  });

  it('keeps menus, audiences, coupons, plans and tokens, and finishes what was accepted', async () => {
    let stage = await setStage({ dataFile });
    await stage.settings({ lenient: true });
    const ann = await stage.user('Ann');
    const { richMenuId } = (await stage.line('POST', '/v2/bot/richmenu', richMenu())).body;
    await stage.line('POST', `/v2/bot/richmenu/${richMenuId}/content`, pngHeader(2500, 1686), { 'content-type': 'image/png' });
    await stage.line('POST', '/v2/bot/richmenu/alias', { richMenuAliasId: 'tab-a', richMenuId });
    await stage.line('POST', '/v2/bot/richmenu/bulk/link', { richMenuId, userIds: [ann] });
    const { audienceGroupId } = (await stage.line('POST', '/v2/bot/audienceGroup/upload', { description: 'Regulars', audiences: [{ id: ann }] })).body;
    const sent = await stage.line('POST', '/v2/bot/message/narrowcast', { messages: text('news') });
    const { linkToken } = (await stage.line('POST', `/v2/bot/user/${ann}/linkToken`)).body;
    await stage.drive('PUT', '/memberships', { plans: [{ membershipId: 7, title: 'Gold', benefits: ['tea'], price: 5 }] });
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: CHANNEL, client_secret: SECRET }).toString();
    const { access_token } = (await stage.line('POST', '/oauth2/v3/token', form, { 'content-type': 'application/x-www-form-urlencoded' })).body;
    await stage.close();

    stage = await setStage({ dataFile });
    try {
      await stage.settings({ lenient: true });
      expect(await stage.drive('GET', `/users/${ann}/rich-menu`)).toMatchObject({ source: 'none' });
      stage.clock.advance(1_000);
      expect(await stage.drive('GET', `/users/${ann}/rich-menu`)).toMatchObject({ source: 'user', menu: { richMenuId, imageUrl: expect.any(String) } });
      expect((await stage.line('GET', '/v2/bot/richmenu/alias/tab-a')).body).toMatchObject({ richMenuId });
      const progress = await stage.line('GET', `/v2/bot/message/progress/narrowcast?requestId=${sent.headers.get('x-line-request-id')}`);
      expect(progress.body).toMatchObject({ phase: 'succeeded', successCount: 1 });
      expect((await stage.line('GET', `/v2/bot/audienceGroup/${audienceGroupId}`)).body.audienceGroup).toMatchObject({ status: 'READY', audienceCount: 1 });
      expect((await stage.line('GET', '/v2/bot/membership/list')).status).toBe(200);
      expect((await stage.line('GET', '/v2/bot/info', undefined, { authorization: `Bearer ${access_token}` })).status).toBe(200);
      expect((await stage.driveRaw('POST', `/users/${ann}/account-link`, { linkToken, nonce: 'a-nonce-nobody-guesses' })).status).toBe(200);
    } finally {
      await stage.close();
    }
  });

  it('calls deliveries failed that it did not finish', async () => {
    let stage = await setStage({ dataFile });
    const ann = await stage.user('Ann');
    stage.bot.answer = () => undefined;
    await stage.drive('POST', `/users/${ann}/send`, { type: 'text', text: 'hello' });
    expect((await stage.chat(ann)).bubbles[0]?.webhook?.state).toBe('waiting');
    await stage.close();
    stage = await setStage({ dataFile });
    expect((await stage.chat(ann)).bubbles[0]?.webhook?.state).toBe('failed');
    await stage.close();
  });

  it('refuses a file that is not its own, and leaves it alone', async () => {
    for (const content of ['{"something": "else"}', 'not json', 'null']) {
      await writeFile(dataFile, content);
      await expect(startSimulator({ port: 0, dataFile })).rejects.toThrow('is not a data file of the simulator');
      expect(await readFile(dataFile, 'utf8')).toBe(content);
    }
  });
});
