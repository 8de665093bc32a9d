import { pngHeader, richMenu, setStage, type Stage, text } from '../../test/simulatorSetup';

const DAY_MS = 86_400_000;

describe('statistics', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  const insight = async (path: string) => (await stage.line('GET', `/v2/bot/insight/${path}`)).body;
  const day = (ms = 0) => new Date(stage.clock.now() + ms + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  const crowd = async (count: number, more: object = {}): Promise<string[]> => {
    const ids: string[] = [];
    for (let nth = 0; nth < count; nth++) ids.push(await stage.user(`Guest ${nth}`, more));
    return ids;
  };
  const link = (url: string) => [{ type: 'template', altText: 'news', template: { type: 'buttons', text: 'news', actions: [{ type: 'uri', label: 'Read', uri: url }] } }];

  it('per day are ready on the next day, and not counted before LINE counted', async () => {
    const ann = await stage.user('Ann');
    await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('hi') });
    expect(await insight(`message/delivery?date=${day()}`)).toEqual({ status: 'unready' });
    expect(await insight(`followers?date=${day()}`)).toEqual({ status: 'unready' });
    stage.clock.advance(DAY_MS);
    expect(await insight(`message/delivery?date=${day(-DAY_MS)}`)).toMatchObject({ status: 'ready', apiPush: 1, apiReply: 0 });
    await stage.drive('POST', `/users/${ann}/block`);
    expect(await insight('followers')).toEqual({ status: 'ready', followers: 1, targetedReaches: 0, blocks: 1 });
    expect(await insight('followers?date=20161031')).toEqual({ status: 'out_of_service' });
    expect((await stage.line('GET', '/v2/bot/insight/followers?date=yesterday')).status).toBe(400);
  });

  it('about friends need twenty of them', async () => {
    await crowd(19, { attributes: { gender: 'female', age: 34 } });
    expect(await insight('demographic')).toEqual({ available: false });
    await stage.user('Bob');
    expect(await insight('demographic')).toMatchObject({
      available: true,
      genders: [{ gender: 'female', percentage: 95 }, { gender: 'unknown', percentage: 5 }],
      ages: [{ age: 'from30to34', percentage: 95 }, { age: 'unknown', percentage: 5 }],
      subscriptionPeriods: [{ subscriptionPeriod: 'within7days', percentage: 100 }],
    });
  });

  it('about a message are null below twenty people', async () => {
    const people = await crowd(21);
    const sent = await stage.line('POST', '/v2/bot/message/broadcast', { messages: link('https://example.com/tea') });
    const requestId = sent.headers.get('x-line-request-id');
    const look = async (userId: string) => stage.drive('POST', `/users/${userId}/open`);
    const tap = async (userId: string) => stage.drive('POST', `/users/${userId}/tap`, { actionIndex: 0 });
    for (const userId of people.slice(0, 19)) await look(userId);
    const event = () => insight(`message/event?requestId=${requestId}`);
    expect(await event()).toMatchObject({ overview: { delivered: 21, uniqueImpression: null, uniqueClick: null }, clicks: [] });
    for (const userId of people.slice(19)) await look(userId);
    for (const userId of people) await tap(userId);
    await tap(people[0]!);
    expect(await event()).toMatchObject({
      overview: { requestId, uniqueImpression: 21, uniqueClick: 21, uniqueMediaPlayed: null },
      messages: [{ seq: 1, impression: 21 }],
      clicks: [{ seq: 1, url: 'https://example.com/tea', click: 22, uniqueClick: 21 }],
    });
    const audience = await stage.line('POST', '/v2/bot/audienceGroup/click', { description: 'Readers', requestId, clickUrl: 'https://example.com/tea' });
    expect(audience.body).toMatchObject({ type: 'CLICK', clickUrl: 'https://example.com/tea' });
    stage.clock.advance(1_000);
    expect((await stage.line('GET', `/v2/bot/audienceGroup/${audience.body.audienceGroupId}`)).body.audienceGroup).toMatchObject({
      audienceCount: 21, status: 'FAILED', failedType: 'AUDIENCE_GROUP_AUDIENCE_INSUFFICIENT',
    });
  });

  it('are collected under the name a push was sent with', async () => {
    const ann = await stage.user('Ann');
    const push = (unit: string) => stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('hi'), customAggregationUnits: [unit] });
    await push('spring');
    await push('summer');
    await push('spring');
    expect((await stage.line('GET', '/v2/bot/message/aggregation/info')).body).toEqual({ numOfCustomAggregationUnits: 2 });
    expect((await stage.line('GET', '/v2/bot/message/aggregation/list?limit=1')).body).toEqual({ customAggregationUnits: ['spring'], next: '1' });
    expect(await insight(`message/event/aggregation?customAggregationUnit=spring&from=${day()}&to=${day()}`)).toMatchObject({
      overview: { uniqueImpression: null }, messages: [{ seq: 1, uniqueImpression: null }], clicks: [],
    });
    expect((await stage.line('GET', `/v2/bot/insight/message/event/aggregation?customAggregationUnit=spring&from=${day(-31 * DAY_MS)}&to=${day()}`)).status).toBe(400);
  });

  it('of a rich menu count looks and taps, for twenty people or more', async () => {
    const people = await crowd(20);
    const { richMenuId } = (await stage.line('POST', '/v2/bot/richmenu', richMenu())).body;
    await stage.line('POST', `/v2/bot/richmenu/${richMenuId}/content`, pngHeader(2500, 1686), { 'content-type': 'image/png' });
    await stage.line('POST', `/v2/bot/user/all/richmenu/${richMenuId}`);
    const span = `from=${day()}&to=${day()}`;
    const visit = async (userId: string) => {
      await stage.drive('POST', `/users/${userId}/open`);
      await stage.drive('POST', `/users/${userId}/tap`, { richMenuArea: 0 });
    };
    for (const userId of people.slice(1)) await visit(userId);
    expect(await insight(`richmenu/${richMenuId}/summary?${span}`)).toEqual({ richMenuId });
    await visit(people[0]!);
    const metrics = { count: 20, uniqueUsers: 20 };
    const bounds = { x: 0, y: 0, width: 2500, height: 1686 };
    expect(await insight(`richmenu/${richMenuId}/summary?${span}`)).toEqual({ richMenuId, metricsFrom: day(), metricsTo: day(), impression: { metrics }, clicks: [{ bounds, metrics }] });
    expect(await insight(`richmenu/${richMenuId}/daily?${span}`)).toMatchObject({ impression: { metrics: [{ date: day(), ...metrics }] } });
    expect((await stage.line('GET', `/v2/bot/insight/richmenu/richmenu-0/summary?${span}`)).status).toBe(404);
  });

  it('can be told by the test instead', async () => {
    await stage.drive('PUT', '/insight', { followers: { status: 'ready', followers: 7_620, targetedReaches: 5_848, blocks: 237 } });
    expect(await insight(`followers?date=${day()}`)).toEqual({ status: 'ready', followers: 7_620, targetedReaches: 5_848, blocks: 237 });
  });
});
