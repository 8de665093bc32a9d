import { CHANNEL, SECRET, setStage, type Stage, text, TOKEN } from '../../test/simulatorSetup';

describe('the users side of the simulator', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const push = async (message: object, to = ann): Promise<string> =>
    (await stage.line('POST', '/v2/bot/message/push', { to, messages: [message] })).body.sentMessages[0].id;
  const act = (verb: string, body: object = {}, userId = ann) => stage.drive('POST', `/users/${userId}/${verb}`, { wait: true, ...body });
  const refused = async (verb: string, body: object = {}): Promise<[number, string]> => {
    const answer = await stage.driveRaw('POST', `/users/${ann}/${verb}`, body);
    return [answer.status, answer.body.code];
  };
  const lastEvent = () => stage.bot.events().at(-1)!;

  describe('registering a channel', () => {
    it('can be repeated: what is left out stays, people and chats too', async () => {
      await stage.say(ann, 'hello');
      await stage.settings({ displayName: 'New name', quota: 5 });
      await stage.settings({});
      const { channels } = await stage.drive('GET', '/sim/v1/channels');
      expect(channels).toMatchObject([{ id: CHANNEL, displayName: 'New name', quota: { type: 'limited', value: 5 }, webhookUrl: stage.bot.url, users: 1 }]);
      expect((await stage.chat(ann)).bubbles).toHaveLength(1);
    });

    it('replaces the tokens it names', async () => {
      await stage.drive('PUT', '', { secret: SECRET, accessTokens: ['a', 'b'] });
      const status = async (token: string) => (await stage.line('GET', '/v2/bot/info', undefined, { authorization: `Bearer ${token}` })).status;
      expect([await status(TOKEN), await status('a'), await status('b')]).toEqual([401, 200, 200]);
    });

    it('is refused with a line per fault, and when a token belongs to another channel', async () => {
      const bad = await stage.driveRaw('PUT', '', { secret: '', quota: -1, colour: 'red' });
      expect([bad.status, bad.body.code]).toEqual([400, 'invalid']);
      expect(bad.body.details.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['secret', 'quota']));
      const taken = await stage.driveRaw('PUT', '/sim/v1/channels/2', { secret: 's', accessToken: TOKEN });
      expect([taken.status, taken.body.code]).toEqual([409, 'tokenTaken']);
      expect((await stage.driveRaw('GET', '/sim/v1/channels/2')).status).toBe(404);
    });

    it('ends with removal', async () => {
      await stage.drive('DELETE', '');
      expect((await stage.line('GET', '/v2/bot/info')).status).toBe(401);
      expect((await stage.driveRaw('GET', '/users')).status).toBe(404);
    });
  });

  describe('friendship', () => {
    it('is told to the bot: follow, block, come back', async () => {
      const bob = await stage.user('Bob', { friend: false });
      await act('follow', {}, bob);
      expect(lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: false }, replyToken: expect.any(String), source: { userId: bob } });
      await act('block', {}, bob);
      expect(lastEvent()).toMatchObject({ type: 'unfollow' });
      expect(lastEvent()).not.toHaveProperty('replyToken');
      await act('unblock', {}, bob);
      expect(lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
      const chat = await stage.chat(bob);
      expect(chat.user).toMatchObject({ friend: true, blocked: false });
      expect(chat.bubbles.map(({ side, message }) => [side, message.type])).toEqual([['notice', 'followed'], ['notice', 'blocked'], ['notice', 'unblocked']]);
    });

    it('that is blocked says nothing more', async () => {
      await act('block');
      expect(await refused('send', { type: 'text', text: 'hello' })).toEqual([409, 'conflict']);
      expect(await refused('block')).toEqual([409, 'conflict']);
      await act('unblock');
      expect(await refused('unblock')).toEqual([409, 'conflict']);
    });
  });

  describe('sending', () => {
    it('carries stickers and places', async () => {
      await act('send', { type: 'sticker', packageId: '446', stickerId: '1988', keywords: ['hi'] });
      expect(lastEvent().message).toMatchObject({ type: 'sticker', packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC', keywords: ['hi'] });
      await act('send', { type: 'location', title: 'Home', latitude: 35.6, longitude: 139.7 });
      expect(lastEvent().message).toEqual({ type: 'location', title: 'Home', latitude: 35.6, longitude: 139.7, id: expect.any(String), markAsReadToken: expect.any(String) });
    });

    it('carries media the bot can download, after a while if so wished, until it is unsent', async () => {
      await stage.settings({ contentPreparingMs: 3_000 });
      const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
      const { messageId } = await act('send', { type: 'image', base64: picture.toString('base64'), contentType: 'image/png' });
      expect(lastEvent().message).toMatchObject({ type: 'image', id: messageId, contentProvider: { type: 'line' } });
      const content = (rest = '') => stage.line('GET', `/v2/bot/message/${messageId}/content${rest}`);
      expect((await content()).status).toBe(202);
      stage.clock.advance(3_000);
      const ready = await content();
      expect([ready.status, ready.headers.get('content-type'), ready.bytes]).toEqual([200, 'image/png', picture]);
      expect((await content('/preview')).bytes).toEqual(picture);
      const own = await fetch(`${stage.simulator.url}/sim/v1/channels/${CHANNEL}/content/${messageId}`);
      expect(Buffer.from(await own.arrayBuffer())).toEqual(picture);

      await act('unsend', { messageId });
      expect(lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId } });
      expect([(await content()).status, (await content()).body]).toEqual([410, { message: 'The content is gone' }]);
      expect((await stage.line('GET', '/v2/bot/message/123456789012345678/content')).status).toBe(404);
    });

    it('tells how video is being prepared', async () => {
      await stage.settings({ contentPreparingMs: 1_000 });
      const { messageId } = await act('send', { type: 'video', base64: 'AAAA', duration: 5_000 });
      const state = async () => (await stage.line('GET', `/v2/bot/message/${messageId}/content/transcoding`)).body;
      expect(await state()).toEqual({ status: 'processing' });
      stage.clock.advance(1_000);
      expect(await state()).toEqual({ status: 'succeeded' });
      expect((await stage.line('GET', `/v2/bot/message/${messageId}/content/preview`)).status).toBe(400);
      await act('send', { type: 'file', base64: 'AAAA', fileName: 'menu.pdf' });
      expect(lastEvent().message).toMatchObject({ type: 'file', fileName: 'menu.pdf', fileSize: 3 });
    });
  });

  describe('tapping', () => {
    const buttons = {
      type: 'template',
      altText: 'menu',
      template: {
        type: 'buttons',
        text: 'What now?',
        actions: [
          { type: 'postback', label: 'Book', data: 'do=book', displayText: 'I want to book' },
          { type: 'message', label: 'Ask', text: 'I have a question' },
          { type: 'uri', label: 'Site', uri: 'https://example.com/' },
          { type: 'datetimepicker', label: 'Day', data: 'do=day', mode: 'date', min: '2026-11-01', max: '2026-11-30' },
        ],
      },
    };
    const asked = {
      type: 'text',
      text: 'Sure?',
      quickReply: {
        items: [
          { type: 'action', action: { type: 'postback', label: 'Yes', data: 'yes' } },
          { type: 'action', action: { type: 'message', label: 'No', text: 'no' } },
          { type: 'action', action: { type: 'camera', label: 'Photo' } },
        ],
      },
    };

    it('a postback sends its data and shows its text as the person said it', async () => {
      const messageId = await push(buttons);
      expect(await act('tap', { messageId, actionIndex: 0 })).toMatchObject({ performed: 'postback', webhook: { state: 'delivered' } });
      expect(lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'do=book' }, replyToken: expect.any(String) });
      expect((await stage.chat(ann)).bubbles.at(-1)).toMatchObject({ side: 'user', message: { type: 'text', text: 'I want to book' }, webhook: { state: 'delivered' } });
      expect(stage.bot.events().filter(({ type }) => type === 'message')).toEqual([]);
    });

    it('a message button says its text', async () => {
      await push(buttons);
      expect(await act('tap', { label: 'Ask' })).toMatchObject({ performed: 'message' });
      expect(lastEvent()).toMatchObject({ type: 'message', message: { type: 'text', text: 'I have a question' } });
    });

    it('a link is only named', async () => {
      const messageId = await push(buttons);
      expect(await act('tap', { messageId, action: buttons.template.actions[2] })).toEqual({ performed: 'uri', uri: 'https://example.com/' });
      expect(stage.bot.received).toHaveLength(0);
    });

    it('a date picker gives a date within its bounds', async () => {
      await push(buttons);
      for (const params of [undefined, {}, { date: 'tomorrow' }, { date: '2026-10-31' }, { date: '2026-12-01' }]) {
        expect(await refused('tap', { actionIndex: 3, params })).toEqual([400, 'badPickerValue']);
      }
      await act('tap', { actionIndex: 3, params: { date: '2026-11-21' } });
      expect(lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'do=day', params: { date: '2026-11-21' } } });
    });

    it('quick replies go when one is tapped, the camera stays', async () => {
      const messageId = await push(asked);
      expect((await stage.chat(ann)).bubbles[0]?.quickRepliesAlive).toBe(true);
      expect(await act('tap', { quickReply: 2 })).toEqual({ performed: 'camera' });
      await act('tap', { messageId, quickReply: 0 });
      expect(lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'yes' } });
      expect((await stage.chat(ann)).bubbles[0]?.quickRepliesAlive).toBe(false);
      expect(await refused('tap', { messageId, quickReply: 1 })).toEqual([409, 'quickReplyGone']);
    });

    it('quick replies go when anybody says something newer', async () => {
      const messageId = await push(asked);
      await push({ type: 'text', text: 'by the way' });
      expect(await refused('tap', { messageId, label: 'Yes' })).toEqual([409, 'quickReplyGone']);
    });

    it('finds the actions of Flex and carousels in reading order', async () => {
      await push({
        type: 'flex',
        altText: 'card',
        contents: {
          type: 'bubble',
          body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'hi', action: { type: 'message', label: 'a', text: 'first' } }] },
          footer: { type: 'box', layout: 'vertical', contents: [{ type: 'button', action: { type: 'message', label: 'b', text: 'second' } }] },
        },
      });
      await act('tap', { actionIndex: 1 });
      expect(lastEvent().message.text).toBe('second');
    });

    it('old buttons and forged data are possible, buttons that are not there are not', async () => {
      await act('tap', { postback: { data: 'forged', displayText: 'hm' } });
      expect(lastEvent()).toMatchObject({ postback: { data: 'forged' } });
      expect(await refused('tap', { actionIndex: 0 })).toEqual([404, 'notFound']);
      await push(buttons);
      expect(await refused('tap', { actionIndex: 4 })).toEqual([404, 'notFound']);
      expect(await refused('tap', { messageId: '1', actionIndex: 0 })).toEqual([404, 'notFound']);
    });
  });

  describe('groups', () => {
    it('invite the bot, speak with and without names, change and end', async () => {
      const bob = await stage.user('Bob', { consents: false });
      const { groupId } = await stage.drive('POST', '/groups', { name: 'Friends', members: [ann, bob], wait: true });
      expect(lastEvent()).toMatchObject({ type: 'join', source: { type: 'group', groupId }, replyToken: expect.any(String) });
      await act('send', { type: 'text', text: 'hello all', in: groupId });
      expect(lastEvent().source).toEqual({ type: 'group', groupId, userId: ann });
      const reply = await stage.line('POST', '/v2/bot/message/reply', { replyToken: lastEvent().replyToken, messages: text('hello group') });
      expect(reply.status).toBe(200);
      const { messageId } = await act('send', { type: 'text', text: 'me too', in: groupId }, bob);
      expect(lastEvent().source).toEqual({ type: 'group', groupId });
      await act('edit', { messageId, text: 'me as well', in: groupId }, bob);
      expect(lastEvent()).toMatchObject({ type: 'messageEdited', message: { id: messageId, text: 'me as well' }, replyToken: expect.any(String) });

      const cat = await stage.user('Cat');
      await stage.drive('POST', `/groups/${groupId}/members`, { userIds: [cat], wait: true });
      expect(lastEvent()).toMatchObject({ type: 'memberJoined', joined: { members: [{ type: 'user', userId: cat }] }, source: { type: 'group', groupId } });
      await stage.drive('POST', `/groups/${groupId}/members/leave`, { userIds: [bob], wait: true });
      expect(lastEvent()).toMatchObject({ type: 'memberLeft', left: { members: [{ userId: bob }] } });
      await stage.drive('POST', `/groups/${groupId}/remove-bot`, { wait: true });
      expect(lastEvent()).toMatchObject({ type: 'leave' });
      expect(lastEvent()).not.toHaveProperty('replyToken');
      expect(await refused('send', { type: 'text', text: 'anybody?', in: groupId })).toEqual([409, 'conflict']);

      const { bubbles } = await stage.drive('GET', `/groups/${groupId}/chat`);
      expect(bubbles.map(({ side, userId, message }: any) => [side, userId, message.text])).toEqual([
        ['user', ann, 'hello all'],
        ['bot', undefined, 'hello group'],
        ['user', bob, 'me as well'],
      ]);
    });

    it('of the old kind tell the bot that it joined with the first thing that happens', async () => {
      const { groupId } = await stage.drive('POST', '/groups', { kind: 'room', members: [ann], wait: true });
      const before = stage.bot.events().length;
      await act('send', { type: 'text', text: 'hello', in: groupId });
      await act('send', { type: 'text', text: 'anybody?', in: groupId });
      expect(stage.bot.events().slice(before).map(({ type, source }) => [type, source.roomId])).toEqual([['join', groupId], ['message', groupId], ['message', groupId]]);
    });

    it('have only the events LINE has there', async () => {
      const { groupId } = await stage.drive('POST', '/groups', { kind: 'room', members: [ann] });
      expect(await refused('event', { type: 'beacon', fields: {}, in: groupId })).toEqual([409, 'wrongChat']);
      expect(await refused('event', { type: 'memberJoined', fields: {} })).toEqual([409, 'wrongChat']);
      await act('event', { type: 'beacon', fields: { beacon: { hwid: 'd41d8cd98f', type: 'enter' } } });
      expect(lastEvent()).toMatchObject({ type: 'beacon', beacon: { type: 'enter' }, replyToken: expect.any(String) });
    });
  });

  it('sends pictures picked together one by one, not in order', async () => {
    const { messageIds } = await act('send-images', { images: [{ base64: 'AAEC' }, { base64: 'AQID' }, { base64: 'AgME' }] });
    const messages = stage.bot.events().slice(-3).map(({ message }) => message as unknown as { id: string; imageSet: { id: string; index: number; total: number } });
    expect(new Set(messages.map(({ imageSet }) => imageSet.id)).size).toBe(1);
    expect(messages.map(({ imageSet }) => imageSet.index)).not.toEqual([1, 2, 3]);
    for (const { id, imageSet } of messages) expect([imageSet.total, messageIds[imageSet.index - 1]]).toEqual([3, id]);
  });

  it('streams a chat: first all of it, then what changes', async () => {
    await stage.say(ann, 'hello');
    const abort = new AbortController();
    const response = await fetch(`${stage.simulator.url}/sim/v1/channels/${CHANNEL}/users/${ann}/chat/stream`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let buffered = '';
    const next = async (): Promise<{ event: string; data: any }> => {
      while (!buffered.includes('\n\n')) buffered += (await reader.read()).value;
      const end = buffered.indexOf('\n\n');
      const [event, data] = buffered.slice(0, end).split('\n');
      buffered = buffered.slice(end + 2);
      return { event: event!.slice(7), data: JSON.parse(data!.slice(6)) };
    };
    expect(await next()).toMatchObject({ event: 'snapshot', data: { user: { userId: ann }, bubbles: [{ message: { text: 'hello' } }] } });
    await push({ type: 'text', text: 'news' });
    expect(await next()).toMatchObject({ event: 'change', data: { type: 'added', bubble: { side: 'bot', message: { text: 'news' } } } });
    await act('send', { type: 'text', text: 'thanks' });
    expect(await next()).toMatchObject({ data: { type: 'added', bubble: { message: { text: 'thanks' }, webhook: { state: 'waiting' } } } });
    expect(await next()).toMatchObject({ data: { type: 'changed', bubble: { webhook: { state: 'delivered' } } } });
    await stage.line('POST', '/v2/bot/chat/loading/start', { chatId: ann });
    expect(await next()).toMatchObject({ data: { type: 'loading', until: stage.clock.now() + 20_000 } });
    await stage.drive('DELETE', `/users/${ann}/chat`);
    expect(await next()).toMatchObject({ data: { type: 'cleared' } });
    abort.abort();
  });

  it('keeps the newest of a long chat', async () => {
    await stage.close();
    stage = await setStage({ keep: { bubbles: 10 } });
    const cat = await stage.user('Cat');
    for (let i = 0; i < 30; i++) await stage.line('POST', '/v2/bot/message/push', { to: cat, messages: text('1', '2', '3', '4', `round ${i}`) });
    const { bubbles } = await stage.chat(cat);
    expect(bubbles.length).toBeLessThanOrEqual(60);
    expect(bubbles.at(-1)?.message.text).toBe('round 29');
  });

  it('has a clock one can move, and can begin anew', async () => {
    const now = stage.clock.now();
    expect(await stage.drive('POST', '/sim/v1/clock', { advance: 5_000 })).toEqual({ now: now + 5_000, offsetMs: 5_000 });
    expect(await stage.drive('POST', '/sim/v1/clock', { set: 1_800_000_000_000 })).toMatchObject({ now: 1_800_000_000_000 });
    expect((await stage.driveRaw('POST', '/sim/v1/clock', { advance: 'a bit' })).status).toBe(400);
    await stage.drive('POST', '/sim/v1/reset');
    expect(await stage.drive('GET', '/sim/v1/channels')).toEqual({ channels: [] });
    expect(await stage.drive('GET', '/sim/v1/clock')).toEqual({ now, offsetMs: 0 });
  });

  it('refuses what it cannot read, with code and message', async () => {
    expect(await refused('send', { type: 'hologram' })).toEqual([400, 'invalid']);
    expect(await refused('send', { type: 'text', text: '' })).toEqual([400, 'invalid']);
    expect(await refused('dance')).toEqual([404, 'notFound']);
    const url = `${stage.simulator.url}/sim/v1/reset`;
    const statusOf = async (headers: Record<string, string>, body = '{}') => (await fetch(url, { method: 'POST', body, headers })).status;
    expect(await statusOf({ 'content-type': 'text/plain' })).toBe(415);
    expect(await statusOf({ 'content-type': 'application/json' }, '{')).toBe(400);
    expect(await statusOf({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect((await stage.drive('GET', '/users')).users).toHaveLength(1);
  });
});
