import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OpenApiChecker } from './lineOpenApi';
import { setStage, type Stage, text } from './simulatorSetup';

/** LINE's own description is not ours to ship; it lies beside the checkout where somebody has put it. */
const FOLDER = path.resolve(__dirname, '../../../../shared/line-openapi');
const hasDescription = existsSync(path.join(FOLDER, 'messaging-api.yml')) && existsSync(path.join(FOLDER, 'webhook.yml'));

describe('checking against an OpenAPI document', () => {
  const checker = new OpenApiChecker(`
components:
  schemas:
    Animal:
      type: object
      required: [type]
      properties: { type: { type: string } }
      discriminator: { propertyName: type, mapping: { cat: "#/components/schemas/Cat" } }
    Cat:
      allOf:
        - $ref: "#/components/schemas/Animal"
        - type: object
          required: [lives]
          properties: { lives: { type: integer } }
    Zoo:
      type: object
      properties: { animals: { type: array, items: { $ref: "#/components/schemas/Animal" } } }
`);

  it('takes what fits and names what is missing, wrong or unknown', () => {
    const check = checker.schema('Zoo');
    expect(check({ animals: [{ type: 'cat', lives: 9 }] })).toEqual([]);
    expect(check({ animals: [{ type: 'cat' }] }).join()).toContain('lives');
    expect(check({ animals: [{ type: 'cat', lives: 'many' }] }).join()).toContain('/animals/0/lives must be integer');
    expect(check({ animals: [{ type: 'cat', lives: 9, wings: 2 }] }).join()).toContain('wings');
    expect(check({ cages: 3 }).join()).toContain('cages');
  });
});

if (hasDescription) {
  describe('the simulator by LINE\'s own description', () => {
    const api = new OpenApiChecker(readFileSync(path.join(FOLDER, 'messaging-api.yml'), 'utf8'));
    const webhooks = new OpenApiChecker(readFileSync(path.join(FOLDER, 'webhook.yml'), 'utf8'));
    let stage: Stage;
    let ann: string;
    beforeEach(async () => {
      stage = await setStage();
      ann = await stage.user('Ann', { language: 'en' });
    });
    afterEach(() => stage.close());

    it('answers every endpoint as described', async () => {
      await stage.settings({ verified: true, lenient: true });
      const { groupId } = await stage.drive('POST', '/groups', { members: [ann] });
      const { groupId: roomId } = await stage.drive('POST', '/groups', { kind: 'room', members: [ann] });
      const { messageId } = await stage.drive('POST', `/users/${ann}/send`, { type: 'video', base64: 'AAAA', wait: true });
      const event = await stage.say(ann, 'hello');
      const messages = text('hi');
      const calls: [method: string, template: string, ids?: Record<string, string>, body?: object, query?: string][] = [
        ['POST', '/v2/bot/message/reply', {}, { replyToken: event.replyToken, messages }],
        ['POST', '/v2/bot/message/push', {}, { to: ann, messages }],
        ['POST', '/v2/bot/message/multicast', {}, { to: [ann], messages }],
        ['POST', '/v2/bot/message/broadcast', {}, { messages }],
        ...(['reply', 'push', 'multicast', 'narrowcast', 'broadcast'] as const).map((call): (typeof calls)[number] => ['POST', `/v2/bot/message/validate/${call}`, {}, { messages }]),
        ['GET', '/v2/bot/profile/{userId}', { userId: ann }],
        ['GET', '/v2/bot/followers/ids'],
        ['GET', '/v2/bot/info'],
        ['GET', '/v2/bot/message/quota'],
        ['GET', '/v2/bot/message/quota/consumption'],
        ...(['reply', 'push', 'multicast', 'broadcast'] as const).map((call): (typeof calls)[number] => ['GET', `/v2/bot/message/delivery/${call}`, {}, undefined, '?date=20200101']),
        ['GET', '/v2/bot/channel/webhook/endpoint'],
        ['POST', '/v2/bot/channel/webhook/test', {}, {}],
        ['PUT', '/v2/bot/channel/webhook/endpoint', {}, { endpoint: 'https://example.com/' }],
        ['POST', '/v2/bot/chat/loading/start', {}, { chatId: ann }],
        ['POST', '/v2/bot/message/markAsRead', {}, { chat: { userId: ann } }],
        ['GET', '/v2/bot/message/{messageId}/content/transcoding', { messageId }],
        ['GET', '/v2/bot/group/{groupId}/summary', { groupId }],
        ['GET', '/v2/bot/group/{groupId}/members/count', { groupId }],
        ['GET', '/v2/bot/group/{groupId}/members/ids', { groupId }],
        ['GET', '/v2/bot/group/{groupId}/member/{userId}', { groupId, userId: ann }],
        ['POST', '/v2/bot/group/{groupId}/leave', { groupId }],
        ['GET', '/v2/bot/room/{roomId}/members/count', { roomId }],
        ['GET', '/v2/bot/room/{roomId}/members/ids', { roomId }],
        ['GET', '/v2/bot/room/{roomId}/member/{userId}', { roomId, userId: ann }],
        ['POST', '/v2/bot/room/{roomId}/leave', { roomId }],
      ];
      const faults: string[] = [];
      for (const [method, template, ids = {}, body, query = ''] of calls) {
        const url = Object.entries(ids).reduce((filled, [name, id]) => filled.replace(`{${name}}`, id), template) + query;
        const answer = await stage.line(method, url, body);
        if (!api.knows(method, template)) faults.push(`${method} ${template} is not described`);
        if (answer.status >= 300) faults.push(`${method} ${template} answered ${answer.status} ${JSON.stringify(answer.body)}`);
        // Some answers are described without a schema: LINE gives an empty object there.
        const check = api.response(method, template, answer.status);
        if (check) faults.push(...check(answer.body).map((fault) => `${method} ${template}: ${fault}`));
        else if (JSON.stringify(answer.body) !== '{}') faults.push(`${method} ${template} answered more than described: ${JSON.stringify(answer.body)}`);
      }
      expect(faults).toEqual([]);
    });

    it('refuses as described', async () => {
      const check = api.schema('ErrorResponse');
      const answers = [
        await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('x'.repeat(5_001)) }),
        await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: [{ type: 'flex', altText: 'a', contents: { type: 'bubble' } }] }),
        await stage.line('POST', '/v2/bot/message/reply', { replyToken: 'x', messages: text('hi') }),
        await stage.line('GET', '/v2/bot/info', undefined, { authorization: 'Bearer wrong' }),
        await stage.line('GET', '/v2/bot/nothing'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 401, 404]);
      expect(answers.flatMap(({ body }) => check(body))).toEqual([]);
    });

    it('sends webhooks as described', async () => {
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
      await act('event', { type: 'beacon', fields: { beacon: { hwid: 'd41d8cd98f', type: 'enter' } } });
      await act('event', { type: 'accountLink', fields: { link: { result: 'ok', nonce: 'n' } } });
      await act('event', { type: 'videoPlayComplete', fields: { videoPlayComplete: { trackingId: 't' } } });
      const bob = await stage.user('Bob');
      const { groupId } = await stage.drive('POST', '/groups', { members: [ann], wait: true });
      await act('send', { type: 'text', text: 'hello', in: groupId });
      await stage.drive('POST', `/groups/${groupId}/members`, { userIds: [bob], wait: true });
      await stage.drive('POST', `/groups/${groupId}/members/leave`, { userIds: [bob], wait: true });
      await stage.drive('POST', `/groups/${groupId}/remove-bot`, { wait: true });
      await act('block', {});
      await stage.drive('POST', '/probe');

      expect(new Set(stage.bot.events().map(({ type }) => type)).size).toBe(12);
      const check = webhooks.schema('CallbackRequest');
      expect(stage.bot.received.flatMap(({ body }) => check(body).map((fault) => `${body.events[0]?.type}: ${fault}`))).toEqual([]);
    });
  });
} else {
  console.warn(`Not checked: the simulator by LINE's own description, because ${path.relative(process.cwd(), FOLDER)} is not there.`);
}
