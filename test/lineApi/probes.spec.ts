import { validateSignature } from '@line/bot-sdk';
import { signBody, verifySignature } from '@chatloom/line';
import { pngHeader, richMenu, setStage, type Stage, text } from '../../apps/simulator/test/simulatorSetup';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

/** What the facts about LINE say is worth probing (FACTS §18, "Acceptance probes"), put to the simulator. */
describe('LINE\'s rules, probed', () => {
  let stage: Stage;
  let ann: string;
  beforeEach(async () => {
    stage = await setStage();
    ann = await stage.user('Ann');
  });
  afterEach(() => stage.close());

  const reply = (replyToken: string | undefined) => stage.line('POST', '/v2/bot/message/reply', { replyToken, messages: text('hi') });
  const push = (messages: object[], to = ann, headers: Record<string, string> = {}) => stage.line('POST', '/v2/bot/message/push', { to, messages }, headers);
  const used = async () => (await stage.line('GET', '/v2/bot/message/quota/consumption')).body.totalUsage;
  const buttons = (label: string) => ({ type: 'template', altText: 'a', template: { type: 'buttons', text: 'a', actions: [{ type: 'message', label, text: 'a' }] } });
  const loading = (body: object) => stage.line('POST', '/v2/bot/chat/loading/start', body);
  const makeMenu = async () => (await stage.line('POST', '/v2/bot/richmenu', richMenu())).body.richMenuId as string;

  it('the signature of the known body is the known one, to us and to the SDK', () => {
    const secret = '8c570fa6dd201bb328f1c1eac23a96d8';
    const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
    const signature = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';
    expect(signBody(body, secret)).toBe(signature);
    expect(verifySignature(Buffer.from(body), secret, signature)).toEqual({ ok: true });
    expect(validateSignature(body, secret, signature)).toBe(true);
  });

  it('a second reply with the same token is refused', async () => {
    const { replyToken } = await stage.say(ann, 'hello');
    expect((await reply(replyToken)).status).toBe(200);
    expect(await reply(replyToken)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
  });

  it('a reply after a minute is refused', async () => {
    const { replyToken } = await stage.say(ann, 'hello');
    stage.clock.advance(60_001);
    expect(await reply(replyToken)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
  });

  it('a push repeated with its key is 409, with the messages sent the first time, and is there once', async () => {
    const key = { 'x-line-retry-key': KEY };
    const first = await push(text('hi'), ann, key);
    const second = await push(text('hi'), ann, key);
    expect(second.status).toBe(409);
    expect(second.body.sentMessages).toEqual(first.body.sentMessages);
    expect(second.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
    expect((await stage.chat(ann)).bubbles).toHaveLength(1);
  });

  it('four messages to a group of five people cost five', async () => {
    const members = [ann];
    for (const name of ['Bob', 'Cat', 'Dan', 'Guest']) members.push(await stage.user(name));
    const { groupId } = await stage.drive('POST', '/groups', { members });
    expect((await push(text('a', 'b', 'c', 'd'), groupId)).status).toBe(200);
    expect(await used()).toBe(5);
  });

  it('a text of 5,000 is taken, of 5,001 refused, and an apple counts as two', async () => {
    expect((await push(text('x'.repeat(5_000)))).status).toBe(200);
    const details = [{ message: 'Length must be between 0 and 5000', property: 'messages[0].text' }];
    expect(await push(text('x'.repeat(5_001)))).toMatchObject({ status: 400, body: { details } });
    expect((await push(text('🍎'.repeat(2_500)))).status).toBe(200);
    expect(await push(text('🍎'.repeat(2_501)))).toMatchObject({ status: 400, body: { details } });
  });

  it('thirteen quick replies are taken, fourteen refused', async () => {
    const items = (count: number) => Array.from({ length: count }, (_, nth) => ({ type: 'action', action: { type: 'message', label: `${nth}`, text: `${nth}` } }));
    expect((await push([{ type: 'text', text: 'a', quickReply: { items: items(13) } }])).status).toBe(200);
    expect((await push([{ type: 'text', text: 'a', quickReply: { items: items(14) } }])).status).toBe(400);
  });

  it('columns of a carousel with three and one buttons are refused', async () => {
    const action = { type: 'message', label: 'a', text: 'a' };
    const carousel = (...counts: number[]) => [
      { type: 'template', altText: 'a', template: { type: 'carousel', columns: counts.map((count) => ({ text: 'a', actions: Array(count).fill(action) })) } },
    ];
    expect((await push(carousel(3, 3))).status).toBe(200);
    expect((await push(carousel(3, 1))).status).toBe(400);
  });

  it('a label of twenty families is taken, of twenty-one refused', async () => {
    expect((await push([buttons('👨‍👩‍👧‍👦'.repeat(20))])).status).toBe(200);
    expect((await push([buttons('👨‍👩‍👧‍👦'.repeat(21))])).status).toBe(400);
  });

  it('a rich menu is not linked before it has its picture', async () => {
    const richMenuId = await makeMenu();
    const link = () => stage.line('POST', `/v2/bot/user/${ann}/richmenu/${richMenuId}`);
    expect((await link()).status).toBe(400);
    await stage.line('POST', `/v2/bot/richmenu/${richMenuId}/content`, pngHeader(2500, 1686), { 'content-type': 'image/png' });
    expect((await link()).status).toBe(200);
  });

  it('a picture 1.44 times as wide as high is refused for a rich menu, 1.45 times taken', async () => {
    const richMenuId = await makeMenu();
    const upload = (width: number, height: number) => stage.line('POST', `/v2/bot/richmenu/${richMenuId}/content`, pngHeader(width, height), { 'content-type': 'image/png' });
    expect(await upload(1_440, 1_000)).toMatchObject({ status: 400, body: { message: 'The image size is not allowed for richmenu' } });
    expect((await upload(1_450, 1_000)).status).toBe(200);
  });

  it('a loading animation takes multiples of five between five and sixty', async () => {
    const multiple = { message: 'must be a multiple of five', property: 'loadingSeconds' };
    expect(await loading({ chatId: ann, loadingSeconds: 7 })).toMatchObject({ status: 400, body: { details: [multiple] } });
    expect((await loading({ chatId: ann, loadingSeconds: 3 })).body.details).toEqual([{ message: 'Must be between 5 and 60', property: 'loadingSeconds' }, multiple]);
    expect((await loading({ chatId: ann, loadingSeconds: 60 })).status).toBe(202);
  });

  it('a loading animation in a group is refused at chatId', async () => {
    const { groupId } = await stage.drive('POST', '/groups', { members: [ann] });
    const { status, body } = await loading({ chatId: groupId });
    expect([status, body.details.map(({ property }: { property: string }) => property)]).toEqual([400, ['chatId']]);
  });
});
