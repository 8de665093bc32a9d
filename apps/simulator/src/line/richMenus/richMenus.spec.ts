import { pngHeader, richMenu, setStage, type Stage } from '../../../test/simulatorSetup';

const png = { 'content-type': 'image/png' };

describe('rich menus', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const create = async (changes: object = {}) => stage.line('POST', '/v2/bot/richmenu', richMenu(changes));
  const upload = (id: string, picture = pngHeader(2500, 1686), headers: Record<string, string> = png) => stage.line('POST', `/v2/bot/richmenu/${id}/content`, picture, headers);
  async function pictured(changes: object = {}): Promise<string> {
    const { richMenuId } = (await create(changes)).body;
    expect((await upload(richMenuId)).status).toBe(200);
    return richMenuId;
  }
  const setDefault = (id: string) => stage.line('POST', `/v2/bot/user/all/richmenu/${id}`);
  const link = (id: string, user = ann) => stage.line('POST', `/v2/bot/user/${user}/richmenu/${id}`);
  const seen = async (user = ann) => stage.drive('GET', `/users/${user}/rich-menu`);
  const seenId = async (user = ann) => (await seen(user)).menu?.richMenuId;

  it('are made, read, listed and deleted', async () => {
    const { body } = await create();
    expect(body).toEqual({ richMenuId: expect.stringMatching(/^richmenu-[0-9a-f]{32}$/) });
    const whole = { ...richMenu(), richMenuId: body.richMenuId };
    expect((await stage.line('GET', `/v2/bot/richmenu/${body.richMenuId}`)).body).toEqual(whole);
    expect((await stage.line('GET', '/v2/bot/richmenu/list')).body).toEqual({ richmenus: [whole] });
    expect((await stage.line('DELETE', `/v2/bot/richmenu/${body.richMenuId}`)).status).toBe(200);
    expect((await stage.line('GET', `/v2/bot/richmenu/${body.richMenuId}`)).body).toEqual({ message: 'Not found' });
  });

  it('are refused with every fault named', async () => {
    const { status, body } = await stage.line('POST', '/v2/bot/richmenu/validate', {
      size: { width: 2500, height: 1736 },
      name: '',
      chatBarText: 'x'.repeat(15),
      areas: [
        { bounds: { x: -1, y: 0, width: 10, height: 10 }, action: { type: 'postback' } },
        { bounds: { x: 0, y: 0, width: 10, height: 10 }, action: { type: 'richmenuswitch', richMenuAliasId: 'Tab A', data: 'a' } },
      ],
    });
    expect(status).toBe(400);
    expect(body.details.map(({ property }: { property: string }) => property)).toEqual([
      'size', 'selected', 'name', 'chatBarText', 'areas[0].bounds.x', 'areas[0].action.data', 'areas[1].action.richMenuAliasId',
    ]);
    expect((await stage.line('POST', '/v2/bot/richmenu/validate', richMenu({ chatBarText: '👨‍👩‍👧‍👦'.repeat(14) }))).body).toEqual({});
  });

  it('take one picture each, of the right kind, size and weight', async () => {
    const { richMenuId } = (await create()).body;
    const notAllowed = { message: 'The image size is not allowed for richmenu' };
    expect((await upload(richMenuId, pngHeader(1440, 1000))).body).toEqual(notAllowed);
    expect((await upload(richMenuId, pngHeader(799, 400))).body).toEqual(notAllowed);
    expect((await upload(richMenuId, pngHeader(800, 249))).body).toEqual(notAllowed);
    expect((await upload(richMenuId, pngHeader(2500, 1686, 1024 * 1024 + 1))).body).toEqual(notAllowed);
    expect((await upload(richMenuId, Buffer.from('GIF89a'))).status).toBe(400);
    expect((await upload(richMenuId, pngHeader(2500, 1686), { 'content-type': 'image/gif' })).status).toBe(415);
    expect((await stage.line('GET', `/v2/bot/richmenu/${richMenuId}/content`)).status).toBe(404);
    const picture = pngHeader(2500, 1686, 1024 * 1024);
    expect((await upload(richMenuId, picture)).body).toEqual({});
    expect((await stage.line('GET', `/v2/bot/richmenu/${richMenuId}/content`)).bytes).toEqual(picture);
    expect((await upload(richMenuId)).body).toEqual({ message: 'An image has already been uploaded to the richmenu' });
  });

  it('cannot be shown before they have a picture', async () => {
    const { richMenuId } = (await create()).body;
    expect((await link(richMenuId)).status).toBe(400);
    expect((await setDefault(richMenuId)).status).toBe(400);
    expect((await stage.line('POST', '/v2/bot/richmenu/alias', { richMenuAliasId: 'a', richMenuId })).status).toBe(400);
    expect((await link(`richmenu-${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('that belong to a person come before the default, at once; a new default is seen on opening the chat', async () => {
    const common = await pictured();
    const own = await pictured();
    expect(await seen()).toEqual({ source: 'none', outdated: false });
    await setDefault(common);
    expect(await seen()).toEqual({ source: 'none', outdated: true });
    expect((await stage.drive('POST', `/users/${ann}/open`)).richMenu).toMatchObject({ source: 'default', menu: { richMenuId: common } });
    await link(own);
    expect(await seen()).toMatchObject({ source: 'user', menu: { richMenuId: own } });
    expect((await stage.line('GET', `/v2/bot/user/${ann}/richmenu`)).body).toEqual({ richMenuId: own });
    await stage.line('DELETE', `/v2/bot/user/${ann}/richmenu`);
    expect(await seenId()).toBe(common);
    expect((await stage.line('GET', `/v2/bot/user/${ann}/richmenu`)).body).toEqual({ message: 'the user has no richmenu', details: [] });
    expect((await stage.line('GET', '/v2/bot/user/all/richmenu')).body).toEqual({ richMenuId: common });
    await stage.line('DELETE', '/v2/bot/user/all/richmenu');
    expect((await stage.line('GET', '/v2/bot/user/all/richmenu')).status).toBe(404);
  });

  it('that were deleted stay in an open chat, with their picture', async () => {
    const own = await pictured();
    await link(own);
    await stage.line('DELETE', `/v2/bot/richmenu/${own}`);
    const { menu, outdated } = await seen();
    expect(outdated).toBe(true);
    expect((await fetch(stage.simulator.url + menu.imageUrl)).headers.get('content-type')).toBe('image/png');
    await stage.drive('POST', `/users/${ann}/open`);
    expect(await seen()).toEqual({ source: 'none', outdated: false });
  });

  it('are not linked to people who are no friends', async () => {
    const bob = await stage.user('Bob', { friend: false });
    const own = await pictured();
    expect((await link(own, bob)).status).toBe(200);
    expect((await seen(bob)).source).toBe('none');
  });

  it('are linked to many a little later', async () => {
    const own = await pictured();
    const bob = await stage.user('Bob');
    expect((await stage.line('POST', '/v2/bot/richmenu/bulk/link', { richMenuId: own, userIds: [ann, bob] })).status).toBe(202);
    expect((await seen()).source).toBe('none');
    stage.clock.advance(1_000);
    expect([await seenId(), await seenId(bob)]).toEqual([own, own]);
    await stage.line('POST', '/v2/bot/richmenu/bulk/unlink', { userIds: [ann] });
    stage.clock.advance(1_000);
    expect([await seenId(), await seenId(bob)]).toEqual([undefined, own]);
    expect((await stage.line('POST', '/v2/bot/richmenu/bulk/link', { richMenuId: own, userIds: Array(501).fill(ann) })).status).toBe(400);
  });

  it('are replaced in batches whose progress can be asked for', async () => {
    const [first, second] = [await pictured(), await pictured()];
    const bob = await stage.user('Bob');
    await link(first);
    await link(second, bob);
    const swap = { operations: [{ type: 'link', from: first, to: second }, { type: 'link', from: second, to: first }], resumeRequestKey: 'swap-1' };
    expect((await stage.line('POST', '/v2/bot/richmenu/validate/batch', swap)).status).toBe(200);
    const answer = await stage.line('POST', '/v2/bot/richmenu/batch', swap);
    expect(answer.status).toBe(202);
    const progress = async () => (await stage.line('GET', `/v2/bot/richmenu/progress/batch?requestId=${answer.headers.get('x-line-request-id')}`)).body;
    expect(await progress()).toEqual({ phase: 'ongoing', acceptedTime: new Date(stage.clock.now()).toISOString() });
    stage.clock.advance(1_000);
    expect(await progress()).toMatchObject({ phase: 'succeeded', completedTime: new Date(stage.clock.now()).toISOString() });
    expect([await seenId(), await seenId(bob)]).toEqual([second, first]);
    const twice = { operations: [{ type: 'unlink', from: first }, { type: 'unlink', from: first }] };
    expect((await stage.line('POST', '/v2/bot/richmenu/validate/batch', twice)).body.details).toEqual([{ message: 'Must be unique', property: 'operations[1].from' }]);
  });

  it('switch by alias: the bot is told, and the person keeps the menu whatever the default', async () => {
    const tabs = (alias: string) => ({ areas: [{ bounds: { x: 0, y: 0, width: 9, height: 9 }, action: { type: 'richmenuswitch', richMenuAliasId: alias, data: `to ${alias}` } }] });
    const [a, b] = [await pictured(tabs('tab-b')), await pictured(tabs('gone'))];
    await setDefault(a);
    await stage.line('POST', '/v2/bot/richmenu/alias', { richMenuAliasId: 'tab-b', richMenuId: b });
    expect((await stage.line('POST', '/v2/bot/richmenu/alias', { richMenuAliasId: 'tab-b', richMenuId: b })).body).toEqual({ message: 'conflict richmenu alias id', details: [] });
    expect((await stage.line('GET', '/v2/bot/richmenu/alias/list')).body).toEqual({ aliases: [{ richMenuAliasId: 'tab-b', richMenuId: b }] });
    const tap = () => stage.drive('POST', `/users/${ann}/tap`, { richMenuArea: 0, wait: true });
    expect(await tap()).toMatchObject({ performed: 'richmenuswitch' });
    expect(stage.bot.events().at(-1)!.postback).toEqual({ data: 'to tab-b', params: { newRichMenuAliasId: 'tab-b', status: 'SUCCESS' } });
    expect(await seen()).toMatchObject({ source: 'user', menu: { richMenuId: b } });
    await tap();
    expect(stage.bot.events().at(-1)!.postback).toEqual({ data: 'to gone', params: { status: 'RICHMENU_ALIAS_ID_NOTFOUND' } });
    expect((await stage.line('DELETE', '/v2/bot/richmenu/alias/nobody')).body).toEqual({ message: 'richmenu alias not found', details: [] });
  });

  it('can be made to fail half-way', async () => {
    const { richMenuId } = (await create()).body;
    await stage.drive('POST', '/chaos', { failNext: { status: 500, endpoint: 'richMenuUpload' } });
    expect((await stage.line('GET', '/v2/bot/richmenu/list')).status).toBe(200);
    expect([(await upload(richMenuId)).status, (await upload(richMenuId)).status]).toEqual([500, 200]);
    expect((await stage.driveRaw('POST', '/chaos', { failNext: { status: 500, endpoint: 'nothing' } })).status).toBe(400);
  });
});
