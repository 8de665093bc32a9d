import { createLineGateway } from './createLineGateway';
import type { HttpAnswer, HttpRequest } from './transport';

/** A gateway whose every request is written down and answered as told. */
function gatewayWith(status: number, body: object = {}) {
  const requests: HttpRequest[] = [];
  const answer: HttpAnswer = { status, body: Buffer.from(JSON.stringify(body)), complete: true, requestId: 'request-1' };
  const gateway = createLineGateway({
    apiBaseUrl: 'https://api.example.com',
    dataApiBaseUrl: 'https://data.example.com',
    clock: { now: () => 0 },
    fetcher: { request: async (request) => (requests.push(request), answer), close: async () => undefined },
  });
  return { gateway, requests };
}
const channel = { id: 'shop', accessToken: 'token' };
const said = ({ method, origin, path, body }: HttpRequest) => [method, origin + path, typeof body === 'string' ? JSON.parse(body) : body];

describe('rich menu calls', () => {
  const { gateway, requests } = gatewayWith(200);
  const menus = gateway.richMenus;
  it.each<[string, () => Promise<unknown>, unknown[]]>([
    ['a default', () => menus.setDefault(channel, 'richmenu-1'), ['POST', 'https://api.example.com/v2/bot/user/all/richmenu/richmenu-1', undefined]],
    ['no default', () => menus.cancelDefault(channel), ['DELETE', 'https://api.example.com/v2/bot/user/all/richmenu', undefined]],
    ['one person', () => menus.link(channel, 'Uann', 'richmenu-1'), ['POST', 'https://api.example.com/v2/bot/user/Uann/richmenu/richmenu-1', undefined]],
    ['many people', () => menus.bulkLink(channel, ['Uann'], 'richmenu-1'), ['POST', 'https://api.example.com/v2/bot/richmenu/bulk/link', { richMenuId: 'richmenu-1', userIds: ['Uann'] }]],
    ['a new alias', () => menus.createAlias(channel, 'a-b', 'richmenu-1'), ['POST', 'https://api.example.com/v2/bot/richmenu/alias', { richMenuAliasId: 'a-b', richMenuId: 'richmenu-1' }]],
    ['a moved alias', () => menus.updateAlias(channel, 'a-b', 'richmenu-2'), ['POST', 'https://api.example.com/v2/bot/richmenu/alias/a-b', { richMenuId: 'richmenu-2' }]],
    ['everybody from one menu to another', () => menus.batch(channel, [{ type: 'link', from: 'richmenu-1', to: 'richmenu-2' }], 'key'), ['POST', 'https://api.example.com/v2/bot/richmenu/batch', { operations: [{ type: 'link', from: 'richmenu-1', to: 'richmenu-2' }], resumeRequestKey: 'key' }]],
    ['how far that is', () => menus.batchProgress(channel, 'a b'), ['GET', 'https://api.example.com/v2/bot/richmenu/progress/batch?requestId=a+b', undefined]],
    ['an id that climbs', () => menus.delete(channel, '../list'), ['DELETE', 'https://api.example.com/v2/bot/richmenu/..%2Flist', undefined]],
  ])('ask LINE for %s', async (_name, make, expected) => {
    await make();
    expect(said(requests.at(-1)!)).toEqual(expected);
  });

  it('send the picture as it is to the data host', async () => {
    const body = Buffer.from([0x89, 0x50]);
    await menus.upload(channel, 'richmenu-1', { body, contentType: 'image/png' });
    const request = requests.at(-1)!;
    expect(said(request)).toEqual(['POST', 'https://data.example.com/v2/bot/richmenu/richmenu-1/content', body]);
    expect(request.headers).toEqual(expect.arrayContaining(['content-type', 'image/png']));
  });

  it('tell by which request id a batch can be asked about', async () => {
    const { gateway: other } = gatewayWith(202);
    expect(await other.richMenus.batch(channel, [{ type: 'unlinkAll' }])).toEqual({ kind: 'ok', value: true, requestId: 'request-1' });
  });

  it('stop at 100 creations an hour before LINE has to say so', async () => {
    const { gateway: other, requests: made } = gatewayWith(200, { richMenuId: 'richmenu-1' });
    const menu = { name: 'a' };
    const outcomes = await Promise.all(Array.from({ length: 101 }, () => other.richMenus.create(channel, menu)));
    expect(made).toHaveLength(100);
    expect(outcomes[100]).toMatchObject({ kind: 'retryLater', reason: 'rate' });
  });

  it('tell LINE\'s refusal of a menu without picture', async () => {
    const { gateway: other } = gatewayWith(400, { message: 'must upload richmenu image before applying it to user', details: [] });
    expect(await other.richMenus.link(channel, 'Uann', 'richmenu-1')).toMatchObject({ kind: 'refused', status: 400, message: 'must upload richmenu image before applying it to user' });
  });
});
