import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messagingApi } from '@line/bot-sdk';
import { startSimulator } from '../src/startSimulator';

/**
 * An example for bots of any making: a test that travels through time. The bot below wants to think for a minute, and LINE's reply
 * tokens live no longer (FACTS §4). Outside of this repository replace the first line of `beforeAll` by a simulator started
 * with `npx line-simulator --port 3001`, and its address; everything else stays as it is.
 */
describe('a bot that answers late', () => {
  let simulator: { url: string; close(): Promise<void> };
  let bot: Server;
  let ann: string;
  /** What the bot does when it has thought. */
  let answer: () => Promise<void>;
  const outcomes: string[] = [];

  /** The simulator's own API, of one channel. */
  const play = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await fetch(`${simulator.url}/sim/v1${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const travel = (milliseconds: number) => play('POST', '/clock', { advance: milliseconds });
  const heard = async () => (await play('GET', `/channels/shop/users/${ann}/chat`)).bubbles.filter((bubble: any) => bubble.side === 'bot').map((bubble: any) => `${bubble.via}: ${bubble.message.text}`);

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0 });
    const line = new messagingApi.MessagingApiClient({ channelAccessToken: 'a-token', baseURL: simulator.url });
    bot = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      response.end();
      const [event] = JSON.parse(body).events;
      const messages: messagingApi.Message[] = [{ type: 'text', text: 'Your tea is ready' }];
      answer = async () => {
        try {
          await line.replyMessage({ replyToken: event.replyToken, messages });
          outcomes.push('replied');
        } catch (error) {
          outcomes.push(JSON.parse((error as { body: string }).body).message);
          await line.pushMessage({ to: event.source.userId, messages });
        }
      };
    });
    await new Promise<void>((listening) => bot.listen(0, '127.0.0.1', listening));
    await play('PUT', '/channels/shop', { secret: 'a-secret', accessToken: 'a-token', quota: 200, webhookUrl: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/webhook` });
    ann = (await play('POST', '/channels/shop/users', { displayName: 'Ann' })).userId;
  });
  afterAll(async () => {
    bot.close();
    await simulator.close();
  });
  beforeEach(async () => {
    outcomes.length = 0;
    await play('DELETE', `/channels/shop/users/${ann}/chat`);
    await play('POST', `/channels/shop/users/${ann}/send`, { type: 'text', text: 'tea, please', wait: true });
  });

  it('replies for free within the minute', async () => {
    await travel(50_000);
    await answer();
    expect([outcomes, await heard()]).toEqual([['replied'], ['reply: Your tea is ready']]);
  });

  it('has to push after it, and that costs a message of the quota', async () => {
    await travel(61_000);
    await answer();
    expect([outcomes, await heard()]).toEqual([['Invalid reply token'], ['push: Your tea is ready']]);
    expect((await play('GET', '/channels/shop/requests')).spent).toBe(1);
  });

  it('has its quota back a month later', async () => {
    await travel(32 * 86_400_000);
    expect((await play('GET', '/channels/shop/requests')).spent).toBe(0);
  });
});
