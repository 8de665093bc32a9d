import { setStage, type Stage, text } from '../../test/simulatorSetup';

describe('audiences and narrowcasts', () => {
  let stage: Stage;
  let ann: string;
  let bob: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann', { attributes: { gender: 'female', age: 34, area: 'tw_01' } });
    bob = await stage.user('Bob', { attributes: { gender: 'male', age: 19 } });
  });
  afterEach(() => stage.close());

  const audience = async (ids: string[], description = 'Regulars') =>
    (await stage.line('POST', '/v2/bot/audienceGroup/upload', { description, audiences: ids.map((id) => ({ id })) })).body.audienceGroupId as number;
  const get = async (id: number) => (await stage.line('GET', `/v2/bot/audienceGroup/${id}`)).body;
  const narrowcast = (more: object = {}) => stage.line('POST', '/v2/bot/message/narrowcast', { messages: text('hi'), ...more });
  const progress = async (sent: { headers: Headers }) => (await stage.line('GET', `/v2/bot/message/progress/narrowcast?requestId=${sent.headers.get('x-line-request-id')}`)).body;
  const heard = async (userId: string) => (await stage.chat(userId)).bubbles.length;
  const crowd = async (count: number) => {
    for (let nth = 0; nth < count; nth++) await stage.user(`Guest ${nth}`);
  };

  it('an audience is ready a little later', async () => {
    const id = await audience([ann]);
    expect(await get(id)).toMatchObject({ audienceGroup: { audienceGroupId: id, type: 'UPLOAD', description: 'Regulars', status: 'IN_PROGRESS' }, jobs: [{ jobStatus: 'WORKING' }] });
    stage.clock.advance(1_000);
    expect((await stage.line('PUT', '/v2/bot/audienceGroup/upload', { audienceGroupId: id, audiences: [{ id: bob }], uploadDescription: 'more' })).status).toBe(202);
    stage.clock.advance(1_000);
    expect(await get(id)).toMatchObject({ audienceGroup: { status: 'READY', audienceCount: 2 }, jobs: [{ jobStatus: 'FINISHED', audienceCount: 1 }, { description: 'more' }] });
    stage.clock.advance(180 * 86_400_000);
    expect((await get(id)).audienceGroup.status).toBe('EXPIRED');
  });

  it('an upload with something that is no ID fails as a whole', async () => {
    const id = await audience([ann, 'bob']);
    stage.clock.advance(1_000);
    expect(await get(id)).toMatchObject({ audienceGroup: { status: 'FAILED', audienceCount: 0 }, jobs: [{ jobStatus: 'FAILED' }] });
  });

  it('audiences are renamed, found by name and status, and deleted', async () => {
    const id = await audience([ann]);
    await audience([bob], 'Others');
    await stage.line('PUT', `/v2/bot/audienceGroup/${id}/updateDescription`, { description: 'Tea lovers' });
    const list = async (query: string) => (await stage.line('GET', `/v2/bot/audienceGroup/list?page=1${query}`)).body;
    expect(await list('&description=TEA')).toMatchObject({ totalCount: 1, hasNextPage: false, audienceGroups: [{ description: 'Tea lovers' }] });
    expect(await list('&status=READY')).toMatchObject({ totalCount: 0 });
    expect(await list('&size=1')).toMatchObject({ totalCount: 2, hasNextPage: true });
    expect((await stage.line('DELETE', `/v2/bot/audienceGroup/${id}`)).status).toBe(200);
    expect((await stage.line('GET', `/v2/bot/audienceGroup/${id}`)).body).toEqual({ message: 'audience group not found', details: [{ message: 'AUDIENCE_GROUP_NOT_FOUND' }] });
    expect((await stage.line('POST', '/v2/bot/audienceGroup/upload', { description: 'x'.repeat(121) })).status).toBe(400);
  });

  it('a narrowcast is accepted, filtered and sent, each in its time', async () => {
    await stage.settings({ lenient: true });
    const id = await audience([ann]);
    stage.clock.advance(1_000);
    const recipient = { type: 'operator', or: [{ type: 'audience', audienceGroupId: id }, { type: 'operator', not: { type: 'audience', audienceGroupId: id } }] };
    const filter = { demographic: { type: 'operator', and: [{ type: 'gender', oneOf: ['female'] }, { type: 'age', gte: 'age_30', lt: 'age_40' }] } };
    const sent = await narrowcast({ recipient, filter });
    expect(sent.status).toBe(202);
    expect(await progress(sent)).toEqual({ phase: 'waiting', acceptedTime: expect.any(String) });
    stage.clock.advance(500);
    expect(await progress(sent)).toMatchObject({ phase: 'sending', targetCount: 1 });
    expect(await heard(ann)).toBe(0);
    stage.clock.advance(500);
    expect(await progress(sent)).toMatchObject({ phase: 'succeeded', successCount: 1, completedTime: new Date(stage.clock.now()).toISOString() });
    expect([await heard(ann), await heard(bob)]).toEqual([1, 0]);
    expect((await stage.line('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });

    const again = await narrowcast({ recipient: { type: 'redelivery', requestId: sent.headers.get('x-line-request-id') } });
    stage.clock.advance(1_000);
    expect(await progress(again)).toMatchObject({ phase: 'succeeded', successCount: 1 });
    expect([await heard(ann), await heard(bob)]).toEqual([2, 0]);
  });

  it('needs a hundred friends to choose among, and fifty chosen', async () => {
    const filter = { demographic: { type: 'gender', oneOf: ['female'] } };
    expect((await narrowcast({ filter })).body).toEqual({ message: 'Your account does not have enough friends' });
    await crowd(100);
    const sent = await narrowcast({ filter });
    stage.clock.advance(500);
    expect(await progress(sent)).toMatchObject({ phase: 'failed', errorCode: 2 });
  });

  it('holds quota back while it runs, and gives back what it did not need', async () => {
    await stage.settings({ lenient: true, quota: 3 });
    const sent = await narrowcast({ filter: { demographic: { type: 'gender', oneOf: ['female'] } } });
    const push = async () => (await stage.line('POST', '/v2/bot/message/push', { to: bob, messages: text('hi') })).status;
    expect([await push(), await push()]).toEqual([200, 429]);
    stage.clock.advance(1_000);
    expect(await progress(sent)).toMatchObject({ phase: 'succeeded', successCount: 1 });
    expect([await push(), await push()]).toEqual([200, 429]);
    expect((await narrowcast()).body).toEqual({ message: 'You have reached your monthly limit.' });
  });

  it('is cut to the remaining quota, or cancelled, as asked', async () => {
    await stage.settings({ quota: 1 });
    const cancelled = await narrowcast({ limit: { upToRemainingQuota: true, forbidPartialDelivery: true } });
    stage.clock.advance(500);
    expect(await progress(cancelled)).toMatchObject({ phase: 'failed', errorCode: 5 });
    const cut = await narrowcast({ limit: { upToRemainingQuota: true } });
    stage.clock.advance(1_000);
    expect(await progress(cut)).toMatchObject({ phase: 'succeeded', successCount: 1 });
    expect((await narrowcast({ limit: { forbidPartialDelivery: true } })).status).toBe(400);
  });

  it('is refused when its operators are not one of and, or, not', async () => {
    const recipient = { type: 'operator', and: [], or: [] };
    expect((await narrowcast({ recipient })).status).toBe(400);
    expect((await narrowcast({ recipient: { type: 'audience', audienceGroupId: 1 } })).status).toBe(400);
    expect((await narrowcast({ filter: { demographic: { type: 'shoeSize' } } })).body.details[0].property).toBe('filter.demographic.type');
  });
});
