import { setStage, type Stage, text } from '../../apps/simulator/test/simulatorSetup';
import { lineDescription } from '../support/lineDescription';
import { hasLineDescription, sayNotChecked } from '../support/lineDescriptionFolder';

describe('the webhooks and refusals of the simulator', () => {
  let stage: Stage;
  let refusals: { status: number; body: unknown }[];
  beforeAll(async () => {
    stage = await setStage();
    const ann = await stage.user('Ann', { language: 'en' });
    const act = (verb: string, body: object) => stage.drive('POST', `/users/${ann}/${verb}`, { wait: true, ...body });
    await act('follow', {});
    await act('send', { type: 'text', text: 'hello 🤨' });
    await act('send', { type: 'sticker', packageId: '446', stickerId: '1988', keywords: ['hi'] });
    await act('send', { type: 'image', base64: 'AAAA' });
    await act('send', { type: 'video', base64: 'AAAA', duration: 1 });
    await act('send', { type: 'audio', base64: 'AAAA', duration: 1 });
    await act('send', { type: 'file', base64: 'AAAA', fileName: 'menu.pdf' });
    const { messageId } = await act('send', { type: 'location', latitude: 1, longitude: 2 });
    await act('unsend', { messageId });
    await act('tap', { postback: { data: 'x' }, params: { date: '2026-11-21' } });
    await act('beacon', { hwid: 'd41d8cd98f', dm: '12ab' });
    const token = async () => (await stage.line('POST', `/v2/bot/user/${ann}/linkToken`)).body.linkToken as string;
    await act('account-link', { linkToken: await token(), nonce: 'a-nonce-nobody-guesses' });
    await act('account-link', { linkToken: await token(), nonce: 'a-nonce-nobody-guesses', fail: true });
    await stage.drive('PUT', '/memberships', { plans: [{ membershipId: 1, title: 'Gold', benefits: ['tea'], price: 1 }] });
    for (const type of ['joined', 'renewed', 'left']) await act('membership', { type, membershipId: 1 });
    const video = { type: 'video', originalContentUrl: 'https://example.com/v.mp4', previewImageUrl: 'https://example.com/v.png', trackingId: 'spring' };
    const { sentMessages } = (await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [video] })).body;
    await act('video-complete', { messageId: sentMessages[0].id });
    const channelEvents: [string, object][] = [
      ['delivery', { delivery: { data: 'order 7' } }], ['module', { module: { type: 'attached', botId: stage.bot.received[0]!.body.destination, scopes: ['message:send'] } }],
      ['activated', { chatControl: { expireAt: 1 } }], ['deactivated', {}], ['botSuspended', {}], ['botResumed', {}],
    ];
    for (const [type, fields] of channelEvents) await act('event', { type, fields });
    const bob = await stage.user('Bob');
    const { groupId } = await stage.drive('POST', '/groups', { members: [ann], wait: true });
    await act('send', { type: 'text', text: 'hello', in: groupId });
    await stage.drive('POST', `/groups/${groupId}/members`, { userIds: [bob], wait: true });
    await stage.drive('POST', `/groups/${groupId}/members/leave`, { userIds: [bob], wait: true });
    await stage.drive('POST', `/groups/${groupId}/remove-bot`, { wait: true });
    await act('block', {});
    await stage.drive('POST', '/probe');
    refusals = [
      await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('x'.repeat(5_001)) }),
      await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [{ type: 'flex', altText: 'a', contents: { type: 'bubble' } }] }),
      await stage.line('POST', '/v2/bot/message/reply', { replyToken: 'x', messages: text('hi') }),
      await stage.line('GET', '/v2/bot/info', undefined, { authorization: 'Bearer wrong' }),
      await stage.line('GET', '/v2/bot/nothing'),
      await stage.line('POST', `/v2/bot/user/${ann}/richmenu/richmenu-0`),
      await stage.line('GET', '/v2/bot/audienceGroup/1'),
    ];
  });
  afterAll(() => stage.close());

  it('come for every kind of thing that can happen', () => {
    expect([...new Set(stage.bot.events().map(({ type }) => type))].sort()).toEqual([
      'accountLink', 'activated', 'beacon', 'botResumed', 'botSuspended', 'deactivated', 'delivery', 'follow', 'join', 'leave', 'memberJoined', 'memberLeft',
      'membership', 'message', 'module', 'postback', 'unfollow', 'unsend', 'videoPlayComplete',
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 400, 401, 404, 404, 400]);
  });

  if (hasLineDescription) {
    it('are as LINE describes them', () => {
      const { webhook, errorBody } = lineDescription();
      expect(stage.bot.received.flatMap(({ body }) => webhook(body).map((fault) => `${body.events[0]?.type}: ${fault}`))).toEqual([]);
      expect(refusals.flatMap(({ body }) => errorBody(body))).toEqual([]);
    });
  } else sayNotChecked('the webhooks of the simulator');
});
