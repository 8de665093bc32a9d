import { setStage, type Stage, text } from '../../test/simulatorSetup';

describe('coupons, memberships, account links and quotes', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const coupon = (changes: object = {}) => ({
    title: 'Free tea',
    acquisitionCondition: { type: 'normal' },
    reward: { type: 'discount', priceInfo: { type: 'fixed', fixedAmount: 100 } },
    maxUseCountPerTicket: 1,
    startTimestamp: 1_795_000_000,
    endTimestamp: 1_796_000_000,
    timezone: 'ASIA_TAIPEI',
    visibility: 'PUBLIC',
    ...changes,
  });

  it('a coupon is made, read in the money of the country, listed, and closed once', async () => {
    await stage.settings({ country: 'TW' });
    const { couponId } = (await stage.line('POST', '/v2/bot/coupon', coupon())).body;
    const get = async () => (await stage.line('GET', `/v2/bot/coupon/${couponId}`)).body;
    expect(await get()).toMatchObject({ couponId, status: 'RUNNING', title: 'Free tea', reward: { priceInfo: { fixedAmount: 100, currency: 'TWD' } } });
    expect((await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [{ type: 'coupon', couponId }] })).status).toBe(200);
    expect((await stage.chat(ann)).bubbles.at(-1)).toMatchObject({ message: { type: 'coupon', couponId }, coupon: { title: 'Free tea' } });
    const list = async (query: string) => (await stage.line('GET', `/v2/bot/coupon${query}`)).body.items;
    expect(await list('?status=DRAFT,RUNNING')).toEqual([{ couponId, title: 'Free tea' }]);
    const close = () => stage.line('PUT', `/v2/bot/coupon/${couponId}/close`);
    expect((await close()).status).toBe(200);
    expect((await close()).status).toBe(410);
    expect([(await get()).status, await list('?status=RUNNING'), (await list('?status=CLOSED&status=DRAFT')).length]).toEqual(['CLOSED', [], 1]);
    expect((await stage.line('PUT', '/v2/bot/coupon/nothing/close')).status).toBe(404);
  });

  it('a coupon over a limit is refused at the field', async () => {
    const wrong = coupon({ title: 'x'.repeat(61), couponCode: 'x'.repeat(17), acquisitionCondition: { type: 'lottery', lotteryProbability: 100, maxAcquireCount: 0 }, visibility: 'SECRET' });
    const { status, body } = await stage.line('POST', '/v2/bot/coupon', wrong);
    expect(status).toBe(400);
    expect(body.details.map(({ property }: { property: string }) => property)).toEqual([
      'title', 'couponCode', 'acquisitionCondition.lotteryProbability', 'acquisitionCondition.maxAcquireCount', 'visibility',
    ]);
    expect((await stage.line('POST', '/v2/bot/coupon', coupon({ endTimestamp: 1 }))).body.details[0].property).toBe('endTimestamp');
  });

  it('a person joins a plan, is billed again, and leaves; the bot is told each time', async () => {
    expect((await stage.line('GET', '/v2/bot/membership/list')).status).toBe(404);
    await stage.drive('PUT', '/memberships', { plans: [{ membershipId: 3189, title: 'Gold', benefits: ['Tea on Sundays'], price: 500 }] });
    for (const type of ['joined', 'renewed']) await stage.drive('POST', `/users/${ann}/membership`, { type, membershipId: 3189, wait: true });
    expect(stage.bot.events().map(({ type, membership }) => [type, membership])).toEqual([
      ['membership', { type: 'joined', membershipId: 3189 }],
      ['membership', { type: 'renewed', membershipId: 3189 }],
    ]);
    expect((await stage.line('GET', `/v2/bot/membership/subscription/${ann}`)).body.subscriptions).toMatchObject([{ membership: { title: 'Gold', currency: 'JPY' }, user: { membershipNo: 1, totalSubscriptionMonths: 2 } }]);
    expect((await stage.line('GET', '/v2/bot/membership/3189/users/ids')).body).toEqual({ userIds: [ann] });
    expect((await stage.line('GET', '/v2/bot/membership/list')).body.memberships).toMatchObject([{ memberCount: 1, memberLimit: null }]);
    await stage.drive('POST', `/users/${ann}/membership`, { type: 'left', membershipId: 3189 });
    expect((await stage.line('GET', `/v2/bot/membership/subscription/${ann}`)).status).toBe(404);
  });

  describe('linking accounts', () => {
    const nonce = 'a-nonce-nobody-guesses';
    const token = async () => (await stage.line('POST', `/v2/bot/user/${ann}/linkToken`)).body.linkToken as string;
    const link = async (linkToken: string, more: object = {}) => stage.driveRaw('POST', `/users/${ann}/account-link`, { linkToken, nonce, wait: true, ...more });

    it('tells the bot, once per token', async () => {
      const linkToken = await token();
      expect((await link(linkToken)).body).toMatchObject({ result: 'ok' });
      expect(stage.bot.events()).toMatchObject([{ type: 'accountLink', link: { result: 'ok', nonce }, source: { userId: ann }, replyToken: expect.any(String) }]);
      expect((await link(linkToken)).body).toMatchObject({ code: 'badToken' });
    });

    it('tells nobody when the token is too old, somebody else\'s, or the nonce too short', async () => {
      const old = await token();
      stage.clock.advance(10 * 60_000);
      expect((await link(old)).status).toBe(409);
      expect((await link(await token(), { nonce: 'short' })).body).toMatchObject({ code: 'badNonce' });
      const bob = await stage.user('Bob');
      expect((await stage.driveRaw('POST', `/users/${bob}/account-link`, { linkToken: await token(), nonce })).status).toBe(409);
      expect(stage.bot.events()).toEqual([]);
    });

    it('that fails at LINE names nobody', async () => {
      await link(await token(), { fail: true });
      const [event] = stage.bot.events();
      expect(event).toMatchObject({ type: 'accountLink', link: { result: 'failed', nonce } });
      expect([event && 'source' in event, event && 'replyToken' in event]).toEqual([false, false]);
    });

    it('happens when the address of LINE\'s dialog is tapped', async () => {
      const uri = `https://access.line.me/dialog/bot/accountLink?linkToken=${await token()}&nonce=${nonce}`;
      const template = { type: 'buttons', text: 'Link', actions: [{ type: 'uri', label: 'Link', uri }] };
      await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [{ type: 'template', altText: 'Link', template }] });
      const tap = () => stage.drive('POST', `/users/${ann}/tap`, { actionIndex: 0, wait: true });
      expect(await tap()).toMatchObject({ performed: 'accountLink', webhookEventId: expect.any(String) });
      expect(await tap()).toEqual({ performed: 'accountLink', uri });
      expect(stage.bot.events()).toMatchObject([{ type: 'accountLink', link: { result: 'ok', nonce } }]);
    });

    it('works in a browser too', async () => {
      const open = async (linkToken: string) => (await fetch(`${stage.simulator.url}/dialog/bot/accountLink?linkToken=${linkToken}&nonce=${nonce}`)).status;
      const linkToken = await token();
      expect([await open(linkToken), await open(linkToken)]).toEqual([200, 400]);
    });
  });

  it('a message can be quoted in its own chat, again and again, by replies and pushes only', async () => {
    const bob = await stage.user('Bob');
    const { message } = await stage.say(ann, 'tea or coffee?');
    const quote = [{ type: 'text', text: 'tea', quoteToken: message.quoteToken }];
    const push = async (to: string, messages: object[] = quote) => stage.line('POST', '/v2/bot/message/push', { to, messages });
    expect([(await push(ann)).status, (await push(ann)).status]).toEqual([200, 200]);
    expect((await stage.chat(ann)).bubbles.at(-1)).toMatchObject({ quotedMessageId: message.id });
    expect((await push(bob)).body.details).toEqual([{ message: 'invalid quoteToken', property: 'messages[0].quoteToken' }]);
    expect((await push(ann, [{ type: 'text', text: 'tea', quoteToken: 'made-up' }])).status).toBe(400);
    expect((await stage.line('POST', '/v2/bot/message/multicast', { to: [ann], messages: quote })).status).toBe(400);
    expect((await stage.line('POST', '/v2/bot/message/broadcast', { messages: text('fine') })).status).toBe(200);
  });

  it('beacons and videos watched to their end are told', async () => {
    await stage.drive('POST', `/users/${ann}/beacon`, { hwid: 'd41d8cd98f', dm: '1234567890abcdef', wait: true });
    await stage.settings({ lenient: true });
    const video = { type: 'video', originalContentUrl: 'https://example.com/v.mp4', previewImageUrl: 'https://example.com/v.png', trackingId: 'spring' };
    const { sentMessages } = (await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [video] })).body;
    await stage.drive('POST', `/users/${ann}/video-complete`, { messageId: sentMessages[0].id, wait: true });
    expect(stage.bot.events()).toMatchObject([
      { type: 'beacon', beacon: { hwid: 'd41d8cd98f', type: 'enter', dm: '1234567890abcdef' } },
      { type: 'videoPlayComplete', videoPlayComplete: { trackingId: 'spring' } },
    ]);
  });
});
