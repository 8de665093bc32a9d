import { channelAccessToken, HTTPFetchError, LineBotClient, validateSignature, type webhook } from '@line/bot-sdk';
import { createLineGateway, type LineGateway, parseWebhook, verifySignature } from '@chatloom/line';
import { CHANNEL, SECRET, setStage, type Stage, TOKEN } from './simulatorSetup';

const KEY = '123e4567-e89b-12d3-a456-426614174000';
const hello = { type: 'text' as const, text: 'hello' };

describe('the simulator as its callers see it', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann', { language: 'ja' });
  });
  afterEach(() => stage.close());

  describe('LINE\'s own SDK', () => {
    let client: LineBotClient;
    beforeEach(() => {
      client = LineBotClient.fromChannelAccessToken({ channelAccessToken: TOKEN, apiBaseURL: stage.simulator.url, dataApiBaseURL: stage.simulator.url });
    });

    it('replies, pushes and sends to many', async () => {
      const { replyToken } = await stage.say(ann, 'hi');
      const reply = await client.replyMessage({ replyToken: replyToken!, messages: [hello] });
      const push = await client.pushMessage({ to: ann, messages: [hello] }, KEY);
      await client.multicast({ to: [ann], messages: [hello] });
      await client.broadcast({ messages: [hello] });
      await client.validatePush({ messages: [hello] });
      const { bubbles } = await stage.chat(ann);
      expect(bubbles.map(({ side, via }) => [side, via])).toEqual([['user', undefined], ['bot', 'reply'], ['bot', 'push'], ['bot', 'multicast'], ['bot', 'broadcast']]);
      expect([reply.sentMessages[0]?.id, push.sentMessages[0]?.id]).toEqual([bubbles[1]?.id, bubbles[2]?.id]);
    });

    it('gets errors it understands', async () => {
      await client.pushMessage({ to: ann, messages: [hello] }, KEY);
      const error = await client.pushMessage({ to: ann, messages: [hello] }, KEY).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(HTTPFetchError);
      const { status, headers, body } = error as HTTPFetchError;
      expect(status).toBe(409);
      expect(headers.get('x-line-accepted-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(JSON.parse(body)).toMatchObject({ message: 'The retry key is already accepted', sentMessages: [{ id: expect.any(String) }] });
    });

    it('reads profile, bot, quota, webhook endpoint and content', async () => {
      expect(await client.getProfile(ann)).toMatchObject({ displayName: 'Ann', language: 'ja', userId: ann });
      expect(await client.getBotInfo()).toMatchObject({ displayName: 'Loom Café' });
      expect(await client.getMessageQuota()).toEqual({ type: 'none' });
      expect(await client.getMessageQuotaConsumption()).toEqual({ totalUsage: 0 });
      expect(await client.getWebhookEndpoint()).toEqual({ endpoint: stage.bot.url, active: true });
      expect(await client.testWebhookEndpoint({})).toMatchObject({ success: true, reason: 'OK' });
      await client.showLoadingAnimation({ chatId: ann, loadingSeconds: 5 });
      const { messageId } = await stage.drive('POST', `/users/${ann}/send`, { type: 'image', base64: 'AAEC', contentType: 'image/png' });
      const chunks: Buffer[] = [];
      for await (const chunk of await client.getMessageContent(messageId)) chunks.push(Buffer.from(chunk as Uint8Array));
      expect(Buffer.concat(chunks)).toEqual(Buffer.from([0, 1, 2]));
    });

    it('finds the webhooks rightly signed and of its types', async () => {
      await stage.say(ann, 'hello 🤨');
      const { raw, headers } = stage.bot.received[0]!;
      expect(validateSignature(raw, SECRET, headers['x-line-signature'] as string)).toBe(true);
      const { events } = JSON.parse(raw.toString()) as webhook.CallbackRequest;
      const [event] = events;
      expect(event?.type === 'message' && event.message.type === 'text' && event.message.text).toBe('hello 🤨');
    });

    it('gets short-lived tokens that work', async () => {
      const tokens = new channelAccessToken.ChannelAccessTokenClient({ baseURL: stage.simulator.url });
      const { access_token } = await tokens.issueStatelessChannelTokenByClientSecret(CHANNEL, SECRET);
      const other = LineBotClient.fromChannelAccessToken({ channelAccessToken: access_token, apiBaseURL: stage.simulator.url });
      expect(await other.getBotInfo()).toMatchObject({ displayName: 'Loom Café' });
    });
  });

  describe('our own gateway', () => {
    let gateway: LineGateway;
    const channel = { id: CHANNEL, accessToken: TOKEN };
    const open = (totalMs: number): LineGateway =>
      createLineGateway({ apiBaseUrl: stage.simulator.url, dataApiBaseUrl: stage.simulator.url, clock: stage.clock, limits: { totalMs } });
    beforeEach(() => {
      gateway = open(60_000);
    });
    afterEach(() => gateway.close());
    const push = (words = 'hi') => gateway.push(channel, { to: ann, messages: [{ type: 'text', text: words }] }, KEY);
    const reply = (replyToken: string) => gateway.reply(channel, { replyToken, messages: [{ type: 'text', text: 'hi' }] });

    it('reads what is sent to it', async () => {
      await stage.say(ann, 'hello 🤨');
      const { raw, headers } = stage.bot.received[0]!;
      expect(verifySignature(raw, SECRET, headers['x-line-signature'])).toEqual({ ok: true });
      expect(parseWebhook(raw)).toMatchObject([{ type: 'message', conversationKey: `u:${ann}`, mode: 'active', isRedelivery: false, raw: { message: { text: 'hello 🤨' } } }]);
    });

    it('replies once per token', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      expect(await reply(replyToken!)).toMatchObject({ kind: 'sent', sentMessages: [{ id: expect.any(String) }] });
      expect(await reply(replyToken!)).toMatchObject({ kind: 'tokenInvalid' });
    });

    it('does not know about a reply that was cut off, and finds a cut push sent when it tries again', async () => {
      const { replyToken } = await stage.say(ann, 'hello');
      await stage.drive('POST', '/chaos', { cutAfterAccept: 2 });
      expect(await reply(replyToken!)).toMatchObject({ kind: 'unknown' });
      expect(await push()).toMatchObject({ kind: 'retryLater', reason: 'network' });
      expect(await push()).toMatchObject({ kind: 'alreadySent', sentMessages: [{ id: expect.any(String) }] });
      expect((await stage.chat(ann)).bubbles.filter(({ side }) => side === 'bot')).toHaveLength(2);
    });

    it('tells refusals, empty quota and bad tokens apart', async () => {
      expect(await push('x'.repeat(5_001))).toMatchObject({ kind: 'refused', status: 400, details: [{ property: 'messages[0].text' }] });
      await stage.settings({ quota: 0 });
      expect(await push()).toMatchObject({ kind: 'quotaUsedUp' });
      expect(await gateway.profile({ id: CHANNEL, accessToken: 'wrong' }, ann)).toMatchObject({ kind: 'unauthorized', status: 401 });
      await stage.drive('POST', '/chaos', { failNext: { status: 429 } });
      expect(await push()).toMatchObject({ kind: 'retryLater', reason: 'rate' });
    });

    it('gives up on a call that is never answered', async () => {
      const impatient = open(50);
      await stage.drive('POST', '/chaos', { hang: 1_000 });
      expect(await impatient.profile(channel, ann)).toMatchObject({ kind: 'retryLater', reason: 'network' });
      await impatient.close();
      await stage.drive('POST', '/chaos', {});
      expect(await push()).toMatchObject({ kind: 'sent' });
    });
  });
});
