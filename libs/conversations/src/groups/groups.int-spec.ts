import { testDatabase } from '@chatloom/test/database';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import type { FlowDocument } from '@chatloom/flow';
import { toInput, type WebhookEvent } from '@chatloom/line';

const keyword = (text: string, conversation: 'group' | 'member' = 'group') => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text }], conversation } });
const text = (words: string, ifTooLate: 'drop' | 'push' = 'drop') => ({ type: 'text', data: { text: words, ifTooLate } });
const flow = (name: string, nodes: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1, name, language: 'en', nodes, edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })), layout: { nodes: {} },
});
const ask = (question: string, more: object = {}) => ({ type: 'askText', data: { question, saveTo: { in: 'field', name: 'dish' }, ifTooLate: 'drop', ...more } });

const FLOWS = {
  order: flow(
    'Order',
    {
      start: keyword('order', 'member'),
      ask: ask('What, {{contact.displayName}}?', { noAnswer: { after: { amount: 10, unit: 'minutes' } } }),
      thanks: text('{{field.dish}} for {{contact.displayName}}'),
      late: text('Too late, {{contact.displayName}}', 'push'),
    },
    [['start', 'next', 'ask'], ['ask', 'answered', 'thanks'], ['ask', 'noAnswer', 'late']],
  ),
  hello: flow('Hello', { start: { type: 'eventTrigger', data: { event: 'botJoined' } }, hi: text('Hello {{group.name}} of {{group.memberCount}}') }, [['start', 'next', 'hi']]),
  welcome: flow('Welcome', { start: { type: 'eventTrigger', data: { event: 'memberJoined' } }, hi: text('Welcome {{group.newcomers}}') }, [['start', 'next', 'hi']]),
  bye: flow('Bye', { start: keyword('go away'), bye: text('Goodbye'), leave: { type: 'leaveGroup', data: {} } }, [['start', 'next', 'bye'], ['bye', 'next', 'leave']]),
};
const C1 = { key: 'g:C1' };

describe('a group, from the webhook to LINE', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, line_group, process_heartbeat, bot CASCADE');
    h = await createHarness(database(), FLOWS);
  });

  const source = (userId?: string) => ({ type: 'group', groupId: 'C1', ...(userId && { userId }) });
  const happens = (type: string, more: object = {}, userId?: string, event: { replyToken?: null } = {}) =>
    h.happens(
      toInput({ type, timestamp: h.clock.now(), source: source(userId), raw: { type, source: source(userId), ...more } } as unknown as WebhookEvent),
      { ...C1, ...event },
    );
  const says = (user: string | undefined, words: string) => happens('message', { message: { id: words, type: 'text', text: words } }, user);

  it('greets by name and number, looked up before the first turn, and welcomes who comes later', async () => {
    await happens('join');
    await happens('memberJoined', { joined: { members: [{ type: 'user', userId: 'Dan' }] } });
    expect(h.line.said).toEqual(['reply: Hello The group C1 of 4', 'reply: Welcome Dan']);
    expect(await h.system.groups.find(h.botId, h.channelId, 'C1')).toMatchObject({ kind: 'group', name: 'The group C1', memberCount: 4, state: 'in' });
  });

  it('welcomes several who join at once, each by name, also those met before', async () => {
    await says('Bob', 'order');
    h.line.calls.length = 0;
    const members = ['Cat', 'Bob', 'Dan'].map((userId) => ({ type: 'user', userId }));
    await happens('memberJoined', { joined: { members } });
    expect(h.line.said).toEqual(['reply: Welcome Cat, Bob, Dan']);
    expect((await h.system.contacts.findByLineUser(h.botId, 'Dan'))?.isFriend).toBe(false);
    await says('Ann', 'order');
    expect(h.line.said).toHaveLength(2);
  });

  it('holds a conversation with each member side by side, and keeps what they say with them', async () => {
    await says('Ann', 'order');
    await says('Bob', 'order');
    await says('Bob', 'Soup');
    await says('Ann', 'Tea');
    expect(h.line.said).toEqual(['reply: What, Ann?', 'reply: What, Bob?', 'reply: Soup for Bob', 'reply: Tea for Ann']);
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.fields).toEqual({ dish: 'Tea' });
    expect((await h.system.contacts.findByLineUser(h.botId, 'Bob'))?.fields).toEqual({ dish: 'Soup' });
  });

  it('takes what members write at the same moment in order, each once', async () => {
    const people = Array.from({ length: 20 }, (_one, i) => `p${i}`);
    await Promise.all(people.map((user) => says(user, 'order')));
    await Promise.all(people.map((user) => says(user, `dish of ${user}`)));
    expect(h.line.said.filter((one) => one.includes(' for '))).toHaveLength(20);
    for (const user of people) expect(h.line.said).toContain(`reply: dish of ${user} for ${user}`);
    const { rows } = await database().pg.run<{ state: unknown }>(`SELECT state FROM conversation WHERE key = 'g:C1'`);
    expect(rows).toEqual([{ state: null }]);
  });

  it('knows who a timer is about, and pushes to the group', async () => {
    await says('Ann', 'order');
    await says('Bob', 'order');
    await says('Bob', 'Soup');
    h.clock.advance(600_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.calls.at(-1)).toMatchObject({ kind: 'push', to: 'C1', texts: ['Too late, Ann'] });
    expect(h.line.calls).toHaveLength(4);
  });

  it('treats somebody LINE does not name as the group', async () => {
    await says(undefined, 'order');
    await says('Ann', 'Tea');
    expect(h.line.said[1]).toBe('reply: Tea for Ann');
  });

  it('leaves after the goodbye, and again if it is not known to have worked', async () => {
    await says('Ann', 'order');
    h.line.calls.length = 0;
    await says('Bob', 'go away');
    expect(h.line.said).toEqual(['reply: Goodbye']);
    expect(h.line.left).toEqual(['C1 after 1']);
    expect((await h.system.groups.find(h.botId, h.channelId, 'C1'))?.state).toBe('left');
    await happens('leave', {}, undefined, { replyToken: null });
    await happens('join');
    expect((await h.system.groups.find(h.botId, h.channelId, 'C1'))?.state).toBe('in');
  });

  it('tries to leave again after a failure of LINE', async () => {
    await says('Ann', 'order');
    h.line.answerNext({ kind: 'sent', sentMessages: [] }, { kind: 'retryLater', after: 60_000, reason: 'server' });
    await says('Bob', 'go away');
    expect(h.line.left).toEqual([]);
    h.clock.advance(120_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.left).toHaveLength(1);
  });

  it('does not count people met in a group as friends, until they write to the account itself', async () => {
    await says('Ann', 'order');
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.isFriend).toBe(false);
    await h.says('hello', { user: 'Ann' });
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.isFriend).toBe(true);
    await h.happens({ type: 'friendRemoved', at: h.clock.now() }, { user: 'Ann', replyToken: null });
    await says('Ann', 'hello again');
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.isFriend).toBe(false);
  });

  it('writes what one person says in a group and to the account at once, in one transaction, without losing either', async () => {
    await h.says('order', { user: 'Ann' });
    await says('Ann', 'order');
    await Promise.all([h.says('Tea', { user: 'Ann' }), says('Ann', 'Soup')]);
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.fields).toEqual({ dish: expect.stringMatching(/^(Tea|Soup)$/) });
    expect(h.line.said.filter((one) => one.endsWith('for Ann'))).toHaveLength(2);
  });
});
