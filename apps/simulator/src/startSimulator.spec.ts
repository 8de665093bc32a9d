import { setStage, type Stage, text } from '../test/simulatorSetup';

describe('a conversation through the simulator', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  it('carries a text to the bot and the reply back to the person, free', async () => {
    const ann = await stage.user('Ann', { language: 'en' });
    const event = await stage.say(ann, 'hello');
    expect(event).toMatchObject({ type: 'message', mode: 'active', source: { type: 'user', userId: ann }, message: { type: 'text', text: 'hello' } });

    const answer = await stage.line('POST', '/v2/bot/message/reply', { replyToken: event.replyToken, messages: text('welcome', 'a table?') });
    expect(answer.status).toBe(200);
    expect(answer.body.sentMessages).toHaveLength(2);

    const { bubbles } = await stage.chat(ann);
    expect(bubbles).toMatchObject([
      { side: 'user', message: { type: 'text', text: 'hello' }, webhook: { state: 'delivered', statusCode: 200 } },
      { side: 'bot', message: { type: 'text', text: 'welcome' }, via: 'reply', cost: 0, id: answer.body.sentMessages[0].id },
      { side: 'bot', message: { type: 'text', text: 'a table?' }, via: 'reply', cost: 0 },
    ]);
  });

  it('lets a push through and counts it', async () => {
    const ann = await stage.user('Ann');
    const answer = await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('news', 'more', 'and more') });
    expect(answer.status).toBe(200);
    expect((await stage.chat(ann)).bubbles.map(({ via, cost }) => ({ via, cost }))).toEqual([
      { via: 'push', cost: 1 },
      { via: 'push', cost: 0 },
      { via: 'push', cost: 0 },
    ]);
    expect((await stage.line('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
  });
});
