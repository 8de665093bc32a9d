import { testDatabase } from '@chatloom/test/database';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import type { FlowDocument } from '@chatloom/flow';

const trigger = (text: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text }], priority: 50, whileRunning: 'interrupt' } });
const text = (words: string, ifTooLate: 'drop' | 'push' = 'drop') => ({ type: 'text', data: { text: words, ifTooLate } });
const flow = (name: string, nodes: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1,
  name,
  language: 'en',
  nodes,
  edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })),
  layout: { nodes: {} },
});

const FLOWS = {
  hello: flow(
    'Hello',
    { start: trigger('hi'), one: text('Hello {{contact.displayName}}'), two: text('How are you?'), tag: { type: 'addTag', data: { tag: 'greeted' } } },
    [['start', 'next', 'one'], ['one', 'next', 'two'], ['two', 'next', 'tag']],
  ),
  book: flow(
    'Book',
    {
      start: trigger('book'),
      ask: { type: 'askText', data: { question: 'Your name?', reaskText: '', tries: 3, saveTo: { in: 'field', name: 'name' }, ifTooLate: 'drop' } },
      thanks: text('Thank you, {{field.name}}.'),
    },
    [['start', 'next', 'ask'], ['ask', 'answered', 'thanks']],
  ),
  later: flow(
    'Later',
    {
      start: trigger('later'),
      wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'hours' } }, onlyInBusinessHours: false, afterwards: 'push', ifTooLate: 'drop' } },
      news: text('An hour has passed.', 'push'),
      free: text('Only for free.', 'drop'),
    },
    [['start', 'next', 'wait'], ['wait', 'next', 'news'], ['news', 'next', 'free']],
  ),
};

describe('a conversation, from the webhook to LINE', () => {
  const database = testDatabase(harnessSchema);
  let h: Harness;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, tag_push, schedule, schedule_run, schedule_sync, bot CASCADE');
    h = await createHarness(database(), FLOWS);
  });

  const conversationId = async (user = 'Ann') => (await h.system.conversations.findByUser(h.botId, h.channelId, user))!.id;
  const states = async () => (await database().pg.run<{ state: string }>('SELECT state FROM outbox WHERE bot_id = $1 ORDER BY seq', [h.botId])).rows.map((row) => row.state);

  it('answers with one free reply, knows the name of somebody met for the first time, and remembers the tag', async () => {
    await h.says('Hi');
    expect(h.line.said).toEqual(['reply: Hello Ann | How are you?']);
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.tags).toEqual(['greeted']);
    expect(await states()).toEqual(['sent']);
  });

  it('takes an event once, however often and however much at once LINE delivers it', async () => {
    await Promise.all(Array.from({ length: 20 }, () => h.says('hi', { eventId: 'same' })));
    await h.says('hi', { eventId: 'same' });
    expect(h.line.said).toHaveLength(1);
  });

  it('waits for an answer across turns and explains afterwards what it did', async () => {
    await h.says('book');
    await h.says('Ann Lee');
    expect(h.line.said).toEqual(['reply: Your name?', 'reply: Thank you, Ann Lee.']);
    const turns = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turns).toHaveLength(2);
    expect(turns[0]!.deliveries[0]).toMatchObject({ kind: 'reply', state: 'sent', messages: [{ text: 'Thank you, Ann Lee.' }] });
    expect(turns[1]!.trace.entries.map((entry) => entry.code)).toContain('triggered');
  });

  it('takes what one person writes quickly in order, and many people side by side', async () => {
    const people = Array.from({ length: 40 }, (_one, i) => `person-${i}`);
    await Promise.all(
      people.flatMap((user) => [
        h.says('book', { user, eventId: `${user}-1`, at: h.clock.now() - 2 }),
        h.says(`I am ${user}`, { user, eventId: `${user}-2`, at: h.clock.now() - 1 }),
      ]),
    );
    for (const user of people) {
      const turns = await h.system.history.list({ botId: h.botId, conversationId: await conversationId(user) });
      expect(turns.map((turn) => turn.deliveries[0]?.messages)).toEqual([[expect.objectContaining({ text: `Thank you, I am ${user}.` })], [expect.objectContaining({ text: 'Your name?' })]]);
    }
  });

  it('pushes after a delay only what its node says, once, however often the bell rings', async () => {
    await h.says('later');
    expect(h.line.said).toEqual([]);
    h.clock.advance(3_600_000);
    await Promise.all([h.queue.ringDue(), h.system.runtime.sweep(), h.system.runtime.sweep()]);
    await h.settle();
    expect(h.line.said).toEqual(['push: An hour has passed.']);
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turn!.trace.dropped).toEqual([{ nodeId: 'free', reason: 'noReplyToken' }]);
  });

  it('rings by the sweeper when all bells are lost', async () => {
    await h.says('later');
    h.queue.loseAll();
    h.clock.advance(3_600_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual(['push: An hour has passed.']);
  });

  it('sets one bell for all timers of a moment', async () => {
    await Promise.all(Array.from({ length: 30 }, (_one, i) => h.says('later', { user: `p${i}`, eventId: `bell-${i}` })));
    expect(h.queue.waiting('timers')).toHaveLength(1);
  });

  it('stays silent in standby and says so in the history', async () => {
    await h.says('hi', { standby: true, replyToken: null });
    expect(h.line.said).toEqual([]);
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turn!.trace.entries).toEqual([{ at: 'note', code: 'standby' }]);
  });

  it('never repeats a reply whose outcome is unknown, and shows it so', async () => {
    h.line.answerNext({ kind: 'unknown', reason: 'timeout' });
    await h.says('hi');
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual([]);
    expect(await states()).toEqual(['unknown']);
  });

  it('repeats a push under the same key until LINE has it', async () => {
    await h.says('later');
    h.clock.advance(3_600_000);
    h.line.answerNext({ kind: 'retryLater', after: 5, reason: 'server' }, { kind: 'retryLater', after: 60_000, reason: 'network' });
    await h.system.runtime.sweep();
    await h.settle();
    expect(await states()).toEqual(['queued']);
    h.clock.advance(300_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual(['push: An hour has passed.']);
    expect(await states()).toEqual(['sent']);
  });

  it('holds a channel whose token was revoked, keeps its messages, and sends them when it is mended', async () => {
    h.line.answerNext({ kind: 'unauthorized', status: 401, message: 'invalid token' });
    await h.says('hi');
    await h.says('book', { user: 'Bob' });
    expect(h.pausedFor).toEqual([h.channelId]);
    expect(await states()).toEqual(['queued', 'queued']);
    await database().pg.run(`UPDATE channel SET state = 'active' WHERE id = $1`, [h.channelId]);
    await h.system.runtime.sweep();
    await h.settle();
    // Two people: who of them is answered first is nobody's promise.
    expect([...h.line.said].sort()).toEqual(['reply: Hello Ann | How are you?', 'reply: Your name?']);
  });

  it('shows LINE’s refusal beside the message and goes on with the next', async () => {
    h.line.answerNext({ kind: 'refused', status: 400, message: 'The request body has 1 error(s)', details: [{ message: 'May not be empty', property: 'messages[0].text' }] });
    await h.says('hi');
    await h.says('book');
    const turns = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turns[1]!.deliveries[0]).toMatchObject({ state: 'failed', result: { reason: 'refused', details: [{ property: 'messages[0].text' }] } });
    expect(h.line.said).toEqual(['reply: Your name?']);
  });

  it('puts an event aside that cannot be written however often it is tried; the person and everybody else go on', async () => {
    await database().pg.run(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'No.'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON turn FOR EACH ROW WHEN (NEW.event_id = 'refused') EXECUTE FUNCTION refuse()`);
    await h.says('book');
    await h.says('Anne', { eventId: 'refused' });
    await h.says('hi', { user: 'Bob' });
    for (let i = 0; i < 7; i++) {
      h.clock.advance(60_000);
      await h.system.runtime.sweep();
      await h.settle();
    }
    await h.says('Ann');
    expect(h.line.said).toEqual(['reply: Your name?', 'reply: Hello Bob | How are you?', 'reply: Thank you, Ann.']);
    const { rows } = await database().pg.run<{ reason: string; suspects: number }>('SELECT reason, (SELECT count(*)::int FROM suspect) AS suspects FROM parked_event WHERE bot_id = $1', [h.botId]);
    expect(rows).toEqual([{ reason: 'failedEachTime', suspects: 0 }]);
    await database().pg.run('DROP FUNCTION refuse CASCADE');
  });

  it('uses the reply token of the last event for a timer that rings soon enough', async () => {
    const quick = { ...FLOWS.later, nodes: { ...FLOWS.later.nodes, wait: { type: 'delay', data: { ...FLOWS.later.nodes.wait!.data, until: { mode: 'duration', duration: { amount: 10, unit: 'seconds' } } } } } };
    h = await createHarness(database(), { quick });
    await h.says('later');
    h.clock.advance(10_000);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual(['reply: An hour has passed. | Only for free.']);
  });

  it('finishes what a dead process left: a reply it may have sent is tried while its token proves the outcome', async () => {
    await h.says('hi');
    await database().pg.run(`UPDATE outbox SET state = 'sending', owner = $1 WHERE bot_id = $2`, ['00000000-0000-7000-8000-00000000dead', h.botId]);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toHaveLength(1);
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turn!.deliveries[0]).toMatchObject({ state: 'sent', result: { reason: 'arrivedEarlier' } });
  });

  it('does not touch what a living process is sending', async () => {
    const alive = '00000000-0000-7000-8000-0000000a11fe';
    await database().pg.run(`INSERT INTO process_heartbeat (id, roles) VALUES ($1, 'worker')`, [alive]);
    await h.says('hi');
    await database().pg.run(`UPDATE outbox SET state = 'sending', owner = $1 WHERE bot_id = $2`, [alive, h.botId]);
    await h.system.runtime.sweep();
    await h.settle();
    expect(await states()).toEqual(['sending']);
  });

  it('pushes to everyone with a tag, each once, however often somebody looks, and not to those who left', async () => {
    const tell = flow(
      'Tell',
      { start: trigger('tell'), all: { type: 'pushToTag', data: { tag: 'vip', messages: [{ type: 'text', text: 'News' }] } } },
      [['start', 'next', 'all']],
    );
    const join = flow('Join', { start: trigger('join'), tag: { type: 'addTag', data: { tag: 'vip' } } }, [['start', 'next', 'tag']]);
    h = await createHarness(database(), { tell, join });
    for (const user of ['Bob', 'Cat', 'Dan']) await h.says('join', { user, eventId: `join-${user}` });
    await h.happens({ type: 'friendRemoved', at: h.clock.now() }, { user: 'Dan', replyToken: null });
    await h.says('tell');
    await Promise.all([h.system.runtime.sweep(), h.system.runtime.sweep()]);
    await h.system.runtime.sweep();
    await h.settle();
    expect([...h.line.said].sort()).toEqual(['push: all for Bob', 'push: all for Cat']);
  });

  it('starts a scheduled flow for everyone at its time, once, and says what it skipped after a long night', async () => {
    const flowId = '00000000-0000-7000-8000-00000000f10e';
    const morning = flow(
      'Morning',
      { start: { type: 'scheduleTrigger', data: { cron: '0 9 * * *', whom: 'all', priority: 50, whileRunning: 'queue' } }, say: text('Good morning', 'push') },
      [['start', 'next', 'say']],
    );
    h = await createHarness(database(), { [flowId]: morning, hello: FLOWS.hello }, { schedules: [{ flowId, nodeId: 'start', cron: '0 9 * * *', timeZone: 'Asia/Taipei', tag: null }] });
    await h.says('hi');
    await h.says('hi', { user: 'Bob', eventId: 'bob-1' });
    const sweep = async () => {
      await Promise.all([h.system.runtime.sweep(), h.system.runtime.sweep()]);
      await h.settle();
      await h.system.runtime.sweep();
      await h.settle();
    };
    await sweep();
    h.line.calls.length = 0;
    // 9:00 in Taipei is 1:00 UTC; ten minutes late still counts.
    h.clock.set('2026-11-22T01:10:00Z');
    await sweep();
    expect(h.line.said).toEqual(['push: Good morning', 'push: Good morning']);
    h.clock.set('2026-11-23T04:00:00Z');
    await sweep();
    expect(h.line.said).toHaveLength(2);
    h.clock.set('2026-11-24T01:00:01Z');
    await sweep();
    expect(h.line.said).toHaveLength(4);
  });

  describe('what a step says besides its messages', () => {
    const manners = () => h.line.calls.map(({ kind, manner = [] }) => [kind, ...manner].join(' '));
    const hush = (words: string) => ({ type: 'text', data: { text: words, silent: true, ifTooLate: 'push', unit: 'spring' } });

    it('reaches LINE: a silent reply, and the push that takes its place, with the name it is counted under', async () => {
      h = await createHarness(database(), { hush: flow('Hush', { start: trigger('hush'), one: hush('a') }, [['start', 'next', 'one']]) });
      await h.says('hush');
      h.line.answerNext({ kind: 'tokenInvalid' });
      await h.says('hush');
      expect(manners()).toEqual(['reply silent', 'push silent as spring']);
    });

    it('is kept for a message that waits in the table', async () => {
      h = await createHarness(database(), { hush: flow('Hush', { start: trigger('hush'), one: hush('a') }, [['start', 'next', 'one']]) });
      h.line.answerNext({ kind: 'unauthorized', status: 401, message: 'invalid token' });
      await h.says('hush', { replyToken: null });
      await database().pg.run(`UPDATE channel SET state = 'active' WHERE id = $1`, [h.channelId]);
      await h.system.runtime.sweep();
      await h.settle();
      expect(manners()).toEqual(['push silent as spring']);
    });

    it('goes with a push to a tag', async () => {
      const data = { tag: 'greeted', messages: [{ type: 'text', text: 'News' }], silent: true, unit: 'news' };
      h = await createHarness(database(), { ...FLOWS, news: flow('News', { start: trigger('news'), push: { type: 'pushToTag', data } }, [['start', 'next', 'push']]) });
      await h.says('hi');
      await h.says('news', { user: 'Bob' });
      await h.system.runtime.sweep();
      await h.settle();
      expect(manners()).toEqual(['reply', 'push silent as news']);
    });
  });

  it('sends nothing more to somebody who blocked the account: neither what waits nor what others start for them', async () => {
    const flowId = '00000000-0000-7000-8000-00000000f10f';
    const news = flow('News', { start: { type: 'apiTrigger', data: { key: 'news' } }, say: text('News', 'push') }, [['start', 'next', 'say']]);
    h = await createHarness(database(), { ...FLOWS, [flowId]: news });
    await h.says('hi');
    const conversation = (await h.system.conversations.findByUser(h.botId, h.channelId, 'Ann'))!;
    await database().pg.run(`UPDATE channel SET state = 'paused' WHERE id = $1`, [h.channelId]);
    await h.system.conversations.callApiTrigger(conversation, 'news', {});
    await h.settle();
    expect(await states()).toEqual(['sent', 'queued']);
    await h.happens({ type: 'friendRemoved', at: h.clock.now() }, { replyToken: null });
    await database().pg.run(`UPDATE channel SET state = 'active' WHERE id = $1`, [h.channelId]);
    await h.system.conversations.callApiTrigger(conversation, 'news', {});
    await h.system.runtime.sweep();
    await h.settle();
    expect(await states()).toEqual(['sent', 'dropped']);
    expect(h.line.said).toEqual(['reply: Hello Ann | How are you?']);
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: conversation.id });
    expect(turn!.trace.dropped).toEqual([{ nodeId: 'say', reason: 'blocked' }]);
    await h.happens({ type: 'friendAdded', isUnblocked: true, at: h.clock.now() }, { replyToken: null });
    await h.system.conversations.callApiTrigger(conversation, 'news', {});
    await h.settle();
    expect(h.line.said.at(-1)).toBe('push: News');
  });

  it('pushes what may cost and drops the rest when a reply could not be sent before its token was too old', async () => {
    const mixed = flow('Mixed', { start: trigger('mixed'), paid: text('Worth paying for', 'push'), free: text('Only for free') }, [['start', 'next', 'paid'], ['paid', 'next', 'free']]);
    h = await createHarness(database(), { mixed });
    await database().pg.run(`UPDATE channel SET state = 'paused' WHERE id = $1`, [h.channelId]);
    await h.says('mixed');
    h.clock.advance(120_000);
    await database().pg.run(`UPDATE channel SET state = 'active' WHERE id = $1`, [h.channelId]);
    await h.system.runtime.sweep();
    await h.settle();
    expect(h.line.said).toEqual(['push: Worth paying for']);
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    expect(turn!.deliveries.map(({ state, result }) => [state, result?.['reason']])).toEqual([['replaced', 'replyTokenExpired'], ['sent', undefined]]);
  });

  it('finds the answers again when a button is tapped after its flow has ended', async () => {
    const menu = flow(
      'Menu',
      {
        start: trigger('menu'),
        ask: { type: 'askText', data: { question: 'Your name?', saveTo: { in: 'answer', name: 'name' } } },
        buttons: { type: 'buttons', data: { text: 'Well?', choices: [{ id: 'again', label: 'Again', kind: 'continue' }] } },
        said: text('Again, {{answer.name}}'),
      },
      [['start', 'next', 'ask'], ['ask', 'answered', 'buttons'], ['buttons', 'again', 'said']],
    );
    h = await createHarness(database(), { menu });
    await h.says('menu');
    await h.says('Ann Lee');
    const [turn] = await h.system.history.list({ botId: h.botId, conversationId: await conversationId() });
    const [message] = turn!.deliveries[0]!.messages as { template: { actions: { data: string }[] } }[];
    await h.happens({ type: 'postbackReceived', at: h.clock.now(), data: message!.template.actions[0]!.data });
    expect(h.line.said.at(-1)).toBe('reply: Again, Ann Lee');
  });

  it('remembers who blocked the account', async () => {
    await h.says('hi');
    await h.happens({ type: 'friendRemoved', at: h.clock.now() }, { replyToken: null });
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.isFriend).toBe(false);
    await h.happens({ type: 'friendAdded', isUnblocked: true, at: h.clock.now() });
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.isFriend).toBe(true);
  });
});
