import { createSign, generateKeyPairSync } from 'node:crypto';
import { channelAccessToken, insight, manageAudience, messagingApi } from '@line/bot-sdk';
import { CHANNEL, pngHeader, richMenu, SECRET, setStage, type Stage, TOKEN } from '../../apps/simulator/test/simulatorSetup';
import { type Exchange, lineDescription } from '../support/lineDescription';
import { hasLineDescription, sayNotChecked } from '../support/lineDescriptionFolder';
import { recordFetch } from './recordFetch';

/** Of corporate contracts: no bot of ours may call them (FACTS §3). */
const NOT_OF_A_BOT = ['pushMessagesByPhone', 'getPNPMessageStatistics'];
const KEY = '123e4567-e89b-12d3-a456-426614174000';
const messages: messagingApi.Message[] = [{ type: 'text', text: 'hello' }];

/** Remembers which of a client's methods were called. */
function watched<Client extends object>(client: Client, called: Set<string>): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      called.add(String(name));
      return value.bind(target);
    },
  });
}

const methodsOf = (client: { prototype: object }): string[] =>
  Object.getOwnPropertyNames(client.prototype).filter((name) => name !== 'constructor' && !name.endsWith('WithHttpInfo'));

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

describe('LINE\'s own SDK against the simulator', () => {
  const called = new Set<string>();
  let exchanges: Exchange[];
  let stopRecording: () => void;
  let stage: Stage;
  let ann: string;
  let api: messagingApi.MessagingApiClient;
  let blobs: messagingApi.MessagingApiBlobClient;
  let statistics: insight.InsightClient;
  let audiences: manageAudience.ManageAudienceClient;
  let audienceFiles: manageAudience.ManageAudienceBlobClient;
  let tokens: channelAccessToken.ChannelAccessTokenClient;
  let today: string;

  beforeAll(async () => {
    stage = await setStage();
    await stage.settings({ verified: true, lenient: true, asyncMs: 1_000 });
    ann = await stage.user('Ann', { language: 'ja', pictureUrl: 'https://example.com/ann.png', statusMessage: 'hungry', attributes: { gender: 'female' } });
    for (let nth = 0; nth < 20; nth++) await stage.user(`Guest ${nth}`, { attributes: { gender: 'male', age: 15 + nth * 3, appType: 'ios', area: 'tw_01' } });
    const { simulator } = stage;
    ({ exchanges, stop: stopRecording } = recordFetch(simulator.url));
    const options = { channelAccessToken: TOKEN, baseURL: simulator.url };
    api = watched(new messagingApi.MessagingApiClient(options), called);
    blobs = watched(new messagingApi.MessagingApiBlobClient(options), called);
    statistics = watched(new insight.InsightClient(options), called);
    audiences = watched(new manageAudience.ManageAudienceClient(options), called);
    audienceFiles = watched(new manageAudience.ManageAudienceBlobClient(options), called);
    tokens = watched(new channelAccessToken.ChannelAccessTokenClient({ baseURL: simulator.url }), called);
    today = new Date(stage.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  });
  afterAll(async () => {
    stopRecording();
    await stage.close();
  });

  it('sends, validates and counts messages', async () => {
    const { replyToken } = await stage.say(ann, 'hi');
    const { sentMessages } = await api.replyMessage({ replyToken: replyToken!, messages });
    await api.pushMessage({ to: ann, messages: [{ type: 'text', text: 'again', quoteToken: sentMessages[0]!.quoteToken! }], customAggregationUnits: ['spring'] }, KEY);
    await api.multicast({ to: [ann], messages });
    await api.broadcast({ messages });
    await api.validateReply({ messages });
    await api.validatePush({ messages });
    await api.validateMulticast({ messages });
    await api.validateNarrowcast({ messages });
    await api.validateBroadcast({ messages });
    expect((await stage.chat(ann)).bubbles.map(({ via }) => via)).toEqual([undefined, 'reply', 'push', 'multicast', 'broadcast']);
    expect(await api.getMessageQuota()).toEqual({ type: 'none' });
    expect(await api.getMessageQuotaConsumption()).toEqual({ totalUsage: 1 + 1 + 21 });
    expect(await api.getNumberOfSentReplyMessages('20260101')).toMatchObject({ status: 'ready', success: 0 });
    await api.getNumberOfSentPushMessages('20260101');
    await api.getNumberOfSentMulticastMessages('20260101');
    expect(await api.getNumberOfSentBroadcastMessages(today)).toMatchObject({ status: 'unready' });
    expect(await api.getAggregationUnitUsage()).toEqual({ numOfCustomAggregationUnits: 1 });
    expect(await api.getAggregationUnitNameList('10')).toMatchObject({ customAggregationUnits: ['spring'] });
  });

  it('sends to audiences and follows how it goes', async () => {
    const group = await audiences.createAudienceGroup({ description: 'Regulars', audiences: [{ id: ann }], uploadDescription: 'first' });
    const fromFile = await audienceFiles.createAudienceForUploadingUserIds(new Blob([`${ann}\n`], { type: 'text/plain' }), 'From a file', false, 'file');
    stage.clock.advance(1_000);
    await audiences.addAudienceToAudienceGroup({ audienceGroupId: group.audienceGroupId, audiences: [{ id: ann }] });
    await audienceFiles.addUserIdsToAudience(new Blob([ann], { type: 'text/plain' }), fromFile.audienceGroupId);
    await audiences.updateAudienceGroupDescription(group.audienceGroupId!, { description: 'Tea lovers' });
    stage.clock.advance(1_000);
    expect(await audiences.getAudienceData(group.audienceGroupId!)).toMatchObject({ audienceGroup: { status: 'READY', audienceCount: 1, description: 'Tea lovers' } });
    expect(await audiences.getAudienceGroups(1)).toMatchObject({ totalCount: 2, hasNextPage: false });
    expect(await audiences.getSharedAudienceGroups(1)).toMatchObject({ totalCount: 0 });
    await expect(audiences.getSharedAudienceData(1)).rejects.toMatchObject({ status: 400 });

    const recipient = { type: 'audience', audienceGroupId: group.audienceGroupId } as messagingApi.AudienceRecipient;
    const { httpResponse } = await api.narrowcastWithHttpInfo({ messages, recipient, limit: { max: 10 } });
    called.add('narrowcast');
    const requestId = httpResponse.headers.get('x-line-request-id')!;
    expect(await api.getNarrowcastProgress(requestId)).toMatchObject({ phase: 'waiting' });
    stage.clock.advance(1_000);
    expect(await api.getNarrowcastProgress(requestId)).toMatchObject({ phase: 'succeeded', successCount: 1 });
    expect(await audiences.createClickBasedAudienceGroup({ description: 'Clicked', requestId, clickUrl: 'https://example.com/' })).toMatchObject({ type: 'CLICK' });
    expect(await audiences.createImpBasedAudienceGroup({ description: 'Saw it', requestId })).toMatchObject({ type: 'IMP' });
    expect(await statistics.getMessageEvent(requestId)).toMatchObject({ overview: { requestId, delivered: 1, uniqueImpression: null } });
    await audiences.deleteAudienceGroup(fromFile.audienceGroupId!);
  });

  it('reads the account, its people and their media', async () => {
    expect(await api.getProfile(ann)).toMatchObject({ displayName: 'Ann', language: 'ja' });
    expect(await api.getBotInfo()).toMatchObject({ displayName: 'Loom Café' });
    expect((await api.getFollowers(undefined, 5)).userIds).toHaveLength(5);
    expect(await api.getWebhookEndpoint()).toMatchObject({ endpoint: stage.bot.url });
    expect(await api.testWebhookEndpoint({})).toMatchObject({ success: true });
    await api.setWebhookEndpoint({ endpoint: stage.bot.url });
    await api.showLoadingAnimation({ chatId: ann, loadingSeconds: 5 });
    const { message } = await stage.say(ann, 'look');
    await api.markMessagesAsReadByToken({ markAsReadToken: message.markAsReadToken as string });
    await api.markMessagesAsRead({ chat: { userId: ann } });
    const picture = await stage.drive('POST', `/users/${ann}/send`, { type: 'image', base64: 'AAEC', contentType: 'image/png' });
    const video = await stage.drive('POST', `/users/${ann}/send`, { type: 'video', base64: 'AAEC' });
    expect(await bytesOf(await blobs.getMessageContent(picture.messageId))).toEqual(Buffer.from([0, 1, 2]));
    expect(await bytesOf(await blobs.getMessageContentPreview(picture.messageId))).toEqual(Buffer.from([0, 1, 2]));
    expect(await blobs.getMessageContentTranscodingByMessageId(video.messageId)).toEqual({ status: 'succeeded' });
    expect(await api.issueLinkToken(ann)).toMatchObject({ linkToken: expect.any(String) });
  });

  it('reads and leaves groups and rooms', async () => {
    const { groupId } = await stage.drive('POST', '/groups', { name: 'Friends', members: [ann] });
    expect(await api.getGroupSummary(groupId)).toMatchObject({ groupName: 'Friends' });
    expect(await api.getGroupMemberCount(groupId)).toEqual({ count: 1 });
    expect(await api.getGroupMembersIds(groupId)).toMatchObject({ memberIds: [ann] });
    expect(await api.getGroupMemberProfile(groupId, ann)).toMatchObject({ displayName: 'Ann' });
    await api.leaveGroup(groupId);
    await expect(api.getGroupSummary(groupId)).rejects.toMatchObject({ status: 404 });
    const { groupId: roomId } = await stage.drive('POST', '/groups', { kind: 'room', members: [ann] });
    expect(await api.getRoomMemberCount(roomId)).toEqual({ count: 1 });
    expect(await api.getRoomMembersIds(roomId)).toMatchObject({ memberIds: [ann] });
    expect(await api.getRoomMemberProfile(roomId, ann)).toMatchObject({ displayName: 'Ann' });
    await api.leaveRoom(roomId);
  });

  it('makes rich menus, shows them and reads their statistics', async () => {
    const picture = pngHeader(2500, 1686);
    await api.validateRichMenuObject(richMenu());
    const make = async (): Promise<string> => {
      const { richMenuId } = await api.createRichMenu(richMenu());
      await blobs.setRichMenuImage(richMenuId, new Blob([new Uint8Array(picture)], { type: 'image/png' }));
      return richMenuId;
    };
    const [first, second] = [await make(), await make()];
    expect(await bytesOf(await blobs.getRichMenuImage(first))).toEqual(picture);
    expect(await api.getRichMenu(first)).toMatchObject({ richMenuId: first, chatBarText: 'Menu' });
    expect((await api.getRichMenuList()).richmenus).toHaveLength(2);
    await api.setDefaultRichMenu(first);
    expect(await api.getDefaultRichMenuId()).toMatchObject({ richMenuId: first });
    await api.createRichMenuAlias({ richMenuAliasId: 'tab-a', richMenuId: first });
    await api.updateRichMenuAlias('tab-a', { richMenuId: second });
    expect(await api.getRichMenuAlias('tab-a')).toMatchObject({ richMenuId: second });
    expect((await api.getRichMenuAliasList()).aliases).toHaveLength(1);
    await api.deleteRichMenuAlias('tab-a');
    await api.linkRichMenuIdToUser(ann, first);
    expect(await api.getRichMenuIdOfUser(ann)).toMatchObject({ richMenuId: first });
    const operations: messagingApi.RichMenuBatchOperation[] = [{ type: 'link', from: first, to: second } as messagingApi.RichMenuBatchLinkOperation];
    await api.validateRichMenuBatchRequest({ operations });
    const { httpResponse } = await api.richMenuBatchWithHttpInfo({ operations, resumeRequestKey: 'swap' });
    called.add('richMenuBatch');
    stage.clock.advance(1_000);
    expect(await api.getRichMenuBatchProgress(httpResponse.headers.get('x-line-request-id')!)).toMatchObject({ phase: 'succeeded' });
    expect(await api.getRichMenuIdOfUser(ann)).toMatchObject({ richMenuId: second });
    await api.linkRichMenuIdToUsers({ richMenuId: first, userIds: [ann] });
    await api.unlinkRichMenuIdFromUsers({ userIds: [ann] });
    await api.unlinkRichMenuIdFromUser(ann);
    const guests = (await api.getFollowers()).userIds;
    for (const userId of guests) {
      await stage.drive('POST', `/users/${userId}/open`);
      await stage.drive('POST', `/users/${userId}/tap`, { richMenuArea: 0 });
    }
    expect(await statistics.getRichMenuInsightSummary(first, today, today)).toMatchObject({ impression: { metrics: { uniqueUsers: 21 } } });
    expect(await statistics.getRichMenuInsightDaily(first, today, today)).toMatchObject({ metricsFrom: today });
    expect(await statistics.getRichMenuInsightDaily(second, today, today)).toEqual({ richMenuId: second });
    await api.cancelDefaultRichMenu();
    await api.deleteRichMenu(first);
  });

  it('reads statistics', async () => {
    expect(await statistics.getFriendsDemographics()).toMatchObject({ available: true });
    expect(await statistics.getNumberOfFollowers('20260101')).toMatchObject({ status: 'ready', followers: 21 });
    expect(await statistics.getNumberOfMessageDeliveries('20260101')).toMatchObject({ status: 'ready' });
    expect(await statistics.getStatisticsPerUnit('spring', today, today)).toMatchObject({ messages: [{ seq: 1 }] });
  });

  it('makes coupons and reads memberships', async () => {
    const { couponId } = await api.createCoupon({
      title: 'Free tea', acquisitionCondition: { type: 'lottery', lotteryProbability: 50, maxAcquireCount: 10 } as messagingApi.LotteryAcquisitionConditionRequest,
      reward: { type: 'cashBack', priceInfo: { type: 'percentage', percentage: 10 } } as messagingApi.CouponCashBackRewardRequest,
      maxUseCountPerTicket: 1, startTimestamp: 1_795_000_000, endTimestamp: 1_796_000_000, timezone: 'ASIA_TAIPEI', visibility: 'UNLISTED',
    });
    expect(await api.getCouponDetail(couponId)).toMatchObject({ couponId, status: 'RUNNING' });
    expect((await api.listCoupon(new Set(['RUNNING', 'DRAFT']))).items).toHaveLength(1);
    await api.closeCoupon(couponId);
    await stage.drive('PUT', '/memberships', { plans: [{ membershipId: 7, title: 'Gold', benefits: ['tea'], price: 500 }] });
    await stage.drive('POST', `/users/${ann}/membership`, { type: 'joined', membershipId: 7 });
    expect((await api.getMembershipList()).memberships).toMatchObject([{ memberCount: 1 }]);
    expect((await api.getMembershipSubscription(ann)).subscriptions).toHaveLength(1);
    expect(await api.getJoinedMembershipUsers(7)).toMatchObject({ userIds: [ann] });
  });

  it('issues, verifies and revokes tokens of every kind', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kid } = await stage.drive('POST', '/keys', { jwk: publicKey.export({ format: 'jwk' }) });
    const claims = { iss: CHANNEL, sub: CHANNEL, aud: 'https://api.line.me/', exp: Math.floor(stage.clock.now() / 1_000) + 60, token_exp: 86_400 };
    const content = [{ alg: 'RS256', typ: 'JWT', kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const jwt = `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

    const signed = await tokens.issueChannelTokenByJWT('client_credentials', type, jwt);
    expect(await tokens.verifyChannelTokenByJWT(signed.access_token)).toMatchObject({ client_id: CHANNEL, expires_in: 86_400 });
    expect(await tokens.getsAllValidChannelAccessTokenKeyIds(type, jwt)).toMatchObject({ kids: [signed.key_id] });
    await tokens.revokeChannelTokenByJWT(CHANNEL, SECRET, signed.access_token);
    await expect(tokens.verifyChannelTokenByJWT(signed.access_token)).rejects.toMatchObject({ status: 400 });

    const short = await tokens.issueChannelToken('client_credentials', CHANNEL, SECRET);
    expect(await tokens.verifyChannelToken(short.access_token)).toMatchObject({ client_id: CHANNEL });
    await tokens.revokeChannelToken(short.access_token);

    const stateless = [
      await tokens.issueStatelessChannelTokenByClientSecret(CHANNEL, SECRET),
      await tokens.issueStatelessChannelTokenByJWTAssertion(jwt),
      await tokens.issueStatelessChannelToken('client_credentials', type, jwt),
    ];
    for (const { access_token, expires_in } of stateless) {
      expect(expires_in).toBe(899);
      const client = new messagingApi.MessagingApiClient({ channelAccessToken: access_token, baseURL: stage.simulator.url });
      expect(await client.getBotInfo()).toMatchObject({ displayName: 'Loom Café' });
    }
  });

  it('was called with every method a bot has', () => {
    const all = [
      messagingApi.MessagingApiClient, messagingApi.MessagingApiBlobClient, insight.InsightClient,
      manageAudience.ManageAudienceClient, manageAudience.ManageAudienceBlobClient, channelAccessToken.ChannelAccessTokenClient,
    ].flatMap(methodsOf);
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter((name) => !called.has(name)).sort()).toEqual([...NOT_OF_A_BOT].sort());
  });

  if (hasLineDescription) {
    it('was answered as LINE describes, and asked as LINE describes', () => {
      const description = lineDescription();
      expect(exchanges.length).toBeGreaterThan(100);
      expect(exchanges.flatMap((exchange) => description.faultsOf(exchange))).toEqual([]);
    });
  } else sayNotChecked('the answers of the simulator to the SDK');
});
