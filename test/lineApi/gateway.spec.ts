import { generateKeyPairSync } from 'node:crypto';
import { signAssertion } from '../../libs/bots/src/channels/signAssertion';
import { createLineGateway, type LineGateway } from '@chatloom/line';
import { CHANNEL, pngHeader, richMenu, SECRET, setStage, type Stage, TOKEN } from '../../apps/simulator/test/simulatorSetup';

const KEYS = ['0', '1', '2', '3'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
const channel = { id: CHANNEL, accessToken: TOKEN };
const messages = [{ type: 'text', text: 'hello' }];
const alias = 'tab-a';

/** Notes every method that is called, as `family.method`. */
function watched<T extends object>(target: T, called: Set<string>, family = ''): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value === 'object' && value !== null) return watched(value, called, `${String(name)}.`);
      if (typeof value === 'function') called.add(family + String(name));
      return value;
    },
  });
}

function methodsOf(gateway: object, family = ''): string[] {
  return Object.entries(gateway).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? methodsOf(value, `${name}.`) : [family + name],
  );
}

/** That the two sides of the wire, each held against LINE's description, also understand each other. */
describe('our gateway and the simulator', () => {
  const called = new Set<string>();
  let stage: Stage;
  let bare: LineGateway;
  let line: LineGateway;
  let ann: string;
  let today: string;
  beforeAll(async () => {
    stage = await setStage();
    await stage.settings({ verified: true, lenient: true });
    ann = await stage.user('Ann', { language: 'ja' });
    bare = createLineGateway({ apiBaseUrl: stage.simulator.url, dataApiBaseUrl: stage.simulator.url, clock: stage.clock });
    line = watched(bare, called);
    today = new Date(stage.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  });
  afterAll(async () => {
    await line.close();
    await stage.close();
  });
  const ok = (value: object) => ({ kind: 'ok', value: expect.objectContaining(value) });
  const done = { kind: 'ok', value: true };

  it('send to one, to some, to all and to those with something in common', async () => {
    const { replyToken } = await stage.say(ann, 'hi');
    expect(await line.reply(channel, { replyToken: replyToken!, messages })).toMatchObject({ kind: 'sent' });
    expect(await line.push(channel, { to: ann, messages }, KEYS[0]!)).toMatchObject({ kind: 'sent' });
    expect(await line.multicast(channel, { to: [ann], messages }, KEYS[1]!)).toMatchObject({ kind: 'sent' });
    expect(await line.account.broadcast(channel, { messages }, KEYS[2]!)).toMatchObject({ kind: 'sent' });
    const sent = await line.account.narrowcast(channel, { messages }, KEYS[3]!);
    expect(sent).toMatchObject({ kind: 'sent', requestId: expect.any(String) });
    stage.clock.advance(1_000);
    const { requestId } = sent as { requestId: string };
    expect(await line.account.narrowcastProgress(channel, requestId)).toMatchObject(ok({ phase: 'succeeded', successCount: 1 }));
    expect(await line.insight.messageEvents(channel, requestId)).toMatchObject(ok({ overview: expect.objectContaining({ delivered: 1 }) }));
    expect((await stage.chat(ann)).bubbles.map(({ via }) => via)).toEqual([undefined, 'reply', 'push', 'multicast', 'broadcast', 'narrowcast']);
    expect(await line.quota(channel)).toMatchObject(ok({ type: 'none' }));
    expect(await line.consumption(channel)).toMatchObject(ok({ totalUsage: 4 }));
    expect(await line.account.deliveryCount(channel, 'push', '20260101')).toMatchObject(ok({ status: 'ready' }));
    expect(await line.account.aggregationUnits(channel, { limit: 10 })).toMatchObject(ok({ customAggregationUnits: [] }));
  });

  it('know the account, its people and what they sent', async () => {
    expect(await line.profile(channel, ann)).toMatchObject(ok({ displayName: 'Ann' }));
    expect(await line.botInfo(channel)).toMatchObject(ok({ displayName: 'Loom Café' }));
    expect(await line.account.followerIds(channel, { limit: 1_000 })).toMatchObject(ok({ userIds: [ann] }));
    expect(await line.account.linkToken(channel, ann)).toMatchObject(ok({ linkToken: expect.any(String) }));
    expect(await line.getWebhookEndpoint(channel)).toMatchObject(ok({ endpoint: stage.bot.url }));
    expect(await line.setWebhookEndpoint(channel, stage.bot.url)).toMatchObject(done);
    expect(await line.testWebhookEndpoint(channel)).toMatchObject(ok({ success: true }));
    const { messageId } = await stage.drive('POST', `/users/${ann}/send`, { type: 'image', base64: 'AAEC', contentType: 'image/png' });
    expect(await line.getMessageContent(channel, messageId)).toMatchObject(ok({ contentType: 'image/png' }));
    const { message } = await stage.say(ann, 'look');
    expect(await line.chat.showLoading(channel, ann, 5)).toMatchObject(done);
    expect(await line.chat.markAsRead(channel, message.markAsReadToken as string)).toMatchObject(done);
  });

  it('know groups, and leave them', async () => {
    const { groupId } = await stage.drive('POST', '/groups', { name: 'Friends', members: [ann] });
    const place = { kind: 'group', id: groupId } as const;
    expect(await line.groups.summary(channel, groupId)).toMatchObject(ok({ groupName: 'Friends' }));
    expect(await line.groups.memberCount(channel, place)).toMatchObject({ kind: 'ok', value: 1 });
    expect(await line.groups.memberProfile(channel, place, ann)).toMatchObject(ok({ displayName: 'Ann' }));
    expect(await line.groups.memberIds(channel, place)).toMatchObject(ok({ memberIds: [ann] }));
    expect(await line.groups.leave(channel, place)).toMatchObject(done);
    expect(await line.groups.summary(channel, groupId)).toMatchObject({ kind: 'notFound' });
  });

  it('make rich menus, show them, switch them and take them away', async () => {
    const menu = richMenu() as Parameters<LineGateway['richMenus']['create']>[1];
    expect(await line.richMenus.validate(channel, menu)).toMatchObject(done);
    const make = async (): Promise<string> => {
      const made = await line.richMenus.create(channel, menu);
      expect(made).toMatchObject({ kind: 'ok' });
      const { richMenuId } = (made as { value: { richMenuId: string } }).value;
      expect(await line.richMenus.upload(channel, richMenuId, { body: pngHeader(2500, 1686), contentType: 'image/png' })).toMatchObject(done);
      return richMenuId;
    };
    const [first, second] = [await make(), await make()];
    expect(await line.richMenus.list(channel)).toMatchObject({ kind: 'ok', value: { richmenus: [{}, {}] } });
    expect(await line.richMenus.get(channel, first)).toMatchObject(ok({ chatBarText: 'Menu' }));
    expect(await line.richMenus.getDefault(channel)).toMatchObject({ kind: 'notFound' });
    expect(await line.richMenus.setDefault(channel, first)).toMatchObject(done);
    expect(await line.richMenus.getDefault(channel)).toMatchObject(ok({ richMenuId: first }));
    expect(await line.richMenus.cancelDefault(channel)).toMatchObject(done);
    expect(await line.richMenus.createAlias(channel, alias, first)).toMatchObject(done);
    expect(await line.richMenus.createAlias(channel, alias, first)).toMatchObject({ kind: 'refused' });
    expect(await line.richMenus.updateAlias(channel, alias, second)).toMatchObject(done);
    expect(await line.richMenus.getAlias(channel, alias)).toMatchObject(ok({ richMenuId: second }));
    expect(await line.richMenus.deleteAlias(channel, alias)).toMatchObject(done);
    expect(await line.richMenus.link(channel, ann, first)).toMatchObject(done);
    expect(await line.richMenus.ofUser(channel, ann)).toMatchObject(ok({ richMenuId: first }));
    const batch = await line.richMenus.batch(channel, [{ type: 'link', from: first, to: second }], 'swap');
    stage.clock.advance(1_000);
    expect(await line.richMenus.batchProgress(channel, (batch as { requestId: string }).requestId)).toMatchObject(ok({ phase: 'succeeded' }));
    expect(await line.richMenus.ofUser(channel, ann)).toMatchObject(ok({ richMenuId: second }));
    expect(await line.richMenus.unlink(channel, ann)).toMatchObject(done);
    expect(await line.richMenus.bulkLink(channel, [ann], first)).toMatchObject(done);
    expect(await line.richMenus.bulkUnlink(channel, [ann])).toMatchObject(done);
    expect(await line.insight.richMenuSummary(channel, first, { from: today, to: today })).toMatchObject(ok({ richMenuId: first }));
    expect(await line.insight.richMenuDaily(channel, first, { from: today, to: today })).toMatchObject(ok({ richMenuId: first }));
    expect(await line.richMenus.delete(channel, first)).toMatchObject(done);
    expect(await line.richMenus.delete(channel, first)).toMatchObject({ kind: 'notFound' });
  });

  it('count, group and reward people', async () => {
    expect(await line.insight.deliveries(channel, today)).toMatchObject(ok({ status: 'unready' }));
    expect(await line.insight.followers(channel, '20260101')).toMatchObject(ok({ followers: 1 }));
    expect(await line.insight.demographics(channel)).toMatchObject(ok({ available: false }));
    expect(await line.insight.unitEvents(channel, 'spring', { from: today, to: today })).toMatchObject(ok({ clicks: [] }));
    const made = await line.audiences.create(channel, { description: 'Regulars', userIds: [ann] });
    const { audienceGroupId } = (made as unknown as { value: { audienceGroupId: number } }).value;
    stage.clock.advance(1_000);
    expect(await line.audiences.add(channel, audienceGroupId, [ann])).toMatchObject(done);
    expect(await line.audiences.get(channel, audienceGroupId)).toMatchObject(ok({ audienceGroup: expect.objectContaining({ audienceCount: 1 }) }));
    expect(await line.audiences.list(channel, 1)).toMatchObject(ok({ totalCount: 1 }));
    expect(await line.audiences.delete(channel, audienceGroupId)).toMatchObject(done);
    const coupon = await line.coupons.create(channel, {
      title: 'Free tea', acquisitionCondition: { type: 'normal' }, maxUseCountPerTicket: 1, startTimestamp: 1_795_000_000, endTimestamp: 1_796_000_000,
      timezone: 'ASIA_TAIPEI', visibility: 'PUBLIC',
    });
    const { couponId } = (coupon as unknown as { value: { couponId: string } }).value;
    expect(await line.coupons.list(channel)).toMatchObject(ok({ items: [{ couponId, title: 'Free tea' }] }));
    expect(await line.coupons.get(channel, couponId)).toMatchObject(ok({ status: 'RUNNING' }));
    expect(await line.coupons.close(channel, couponId)).toMatchObject(done);
    expect(await line.coupons.close(channel, couponId)).toMatchObject({ kind: 'refused', status: 410 });
  });

  it('issue, verify and end tokens', async () => {
    const issued = await line.tokens.issueStateless(CHANNEL, { channelId: CHANNEL, channelSecret: SECRET });
    const { access_token } = (issued as unknown as { value: { access_token: string } }).value;
    expect(await line.botInfo({ id: CHANNEL, accessToken: access_token })).toMatchObject({ kind: 'ok' });
    expect(await line.tokens.verify(CHANNEL, access_token)).toMatchObject(ok({ client_id: CHANNEL }));
    expect(await line.tokens.issueStateless(CHANNEL, { channelId: CHANNEL, channelSecret: 'wrong' })).toMatchObject({ kind: 'refused' });
    expect(await line.tokens.revoke(CHANNEL, access_token)).toMatchObject(done);
    stage.clock.advance(900_000);
    expect(await line.botInfo({ id: CHANNEL, accessToken: access_token })).toMatchObject({ kind: 'unauthorized' });
  });

  it('issue tokens by a signature whose key LINE knows', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kid } = await stage.drive('POST', '/keys', { jwk: publicKey.export({ format: 'jwk' }) });
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const sign = (name: string) => signAssertion({ lineChannelId: CHANNEL, kid: name, privateKeyPem, now: stage.clock.now() });
    expect(await line.tokens.issueByAssertion(CHANNEL, sign(kid))).toMatchObject(ok({ expires_in: 30 * 86_400, key_id: expect.any(String) }));
    expect(await line.tokens.issueByAssertion(CHANNEL, sign('another'))).toMatchObject({ kind: 'refused', status: 400 });
  });

  it('have tried everything the gateway can', () => {
    expect(methodsOf(bare).filter((name) => !called.has(name) && name !== 'close')).toEqual([]);
  });
});
