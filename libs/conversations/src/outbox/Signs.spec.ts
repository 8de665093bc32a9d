import type { Effect } from '@chatloom/engine';
import { createLogger, type Database, ManualClock } from '@chatloom/platform';
import { type SendingChannel, SendingChannels } from './OutboxSender';
import { type Sign, Signs, signsOf } from './Signs';

const ANN = { conversationId: 'c1', channelId: 'ch1', userId: 'Ann', readToken: 'r1' };
const message: Effect = { nodeId: 'n', type: 'sendMessages', messages: [{ type: 'text', text: 'Hi' }], delivery: { by: 'push' } };
const dots: Effect = { nodeId: 'n', type: 'showLoading', seconds: 20 };
const read: Effect = { nodeId: 'n', type: 'markAsRead' };

describe('signsOf', () => {
  it('shows dots where the turn stops, and not where a message of the turn would remove them at once', () => {
    expect(signsOf([message, dots], ANN)).toEqual([{ conversationId: 'c1', channelId: 'ch1', kind: 'loading', userId: 'Ann', seconds: 20 }]);
    expect(signsOf([dots, message], ANN)).toEqual([]);
  });

  it('shows no dots in a group, which LINE refuses', () => {
    expect(signsOf([dots], { ...ANN, userId: null })).toEqual([]);
  });

  it('marks the message as read that the turn is about', () => {
    expect(signsOf([read], ANN)).toEqual([{ conversationId: 'c1', channelId: 'ch1', kind: 'read', token: 'r1' }]);
  });
});

describe('Signs', () => {
  const clock = new ManualClock();
  const given: string[] = [];
  let fails = false;
  let state: 'active' | 'paused' = 'active';
  const channels = new (class extends SendingChannels {
    async sendingChannel(id: string): Promise<SendingChannel> {
      const call = async (what: string) => {
        if (fails) throw new Error('No network');
        given.push(what);
        return { kind: 'ok' as const, value: true as const };
      };
      const chat = { showLoading: (_channel: unknown, user: string, seconds: number) => call(`dots ${user} ${seconds}`), markAsRead: (_channel: unknown, token: string) => call(`read ${token}`) };
      return { id, accessToken: 't', state, gateway: { chat } as unknown as SendingChannel['gateway'] };
    }
    async pauseForToken(): Promise<void> {}
  })();
  const waiting: (() => void)[] = [];
  const database = { pg: { query: async () => ({ rows: [{ token: 'stored' }] }) } } as unknown as Database;
  const signs = new Signs({ database, clock, logger: createLogger({ level: 'silent' }), channels, sender: { afterwards: (_id, sign) => waiting.push(sign) } });
  const dotsForAnn: Sign = { conversationId: 'c1', channelId: 'ch1', kind: 'loading', userId: 'Ann', seconds: 5 };
  const laneIsFree = async () => {
    for (const sign of waiting.splice(0)) sign();
    await signs.idle();
  };
  beforeEach(() => {
    given.length = 0;
    fails = false;
    state = 'active';
  });

  it('waits for its place behind the messages of the conversation', async () => {
    signs.give([dotsForAnn]);
    expect(given).toEqual([]);
    await laneIsFree();
    expect(given).toEqual(['dots Ann 5']);
  });

  it('finds the token of the last message where the turn had none', async () => {
    signs.give([{ conversationId: 'c1', channelId: 'ch1', kind: 'read', token: null }]);
    await laneIsFree();
    expect(given).toEqual(['read stored']);
  });

  it('says nothing late, nothing on a paused channel, and nothing twice', async () => {
    signs.give([dotsForAnn]);
    clock.advance(11_000);
    await laneIsFree();
    state = 'paused';
    signs.give([dotsForAnn]);
    await laneIsFree();
    state = 'active';
    fails = true;
    signs.give([dotsForAnn]);
    await laneIsFree();
    fails = false;
    await laneIsFree();
    expect(given).toEqual([]);
  });
});
