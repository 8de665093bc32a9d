import { pollDocumentSchema, type PollDocument } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import type { FlowDocument } from '@chatloom/flow';
import { joinSchemas } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { gamesSchema } from '../schema';
import { gamesOver } from '../testing/gamesHarness';

const VOTE_FLOW = '019a0000-0000-7000-8000-00000000000a';
const THANKS_FLOW = '019a0000-0000-7000-8000-00000000000b';
const WINNERS_FLOW = '019a0000-0000-7000-8000-00000000000c';
const GROUP_FLOW = '019a0000-0000-7000-8000-00000000000d';
const TALK_FLOW = '019a0000-0000-7000-8000-00000000000e';

const trigger = (text: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text }], priority: 50, whileRunning: 'interrupt' } });
const say = (words: string, ifTooLate = 'push') => ({ type: 'text', data: { text: words, ifTooLate } });
const flow = (name: string, nodes: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1, name, language: 'en', nodes, edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })), layout: { nodes: {} },
});
const drinks = { question: 'Tea or coffee?', kind: 'single', choices: [{ id: 'tea', label: 'Tea', tag: 'likes tea' }, { id: 'coffee', label: 'Coffee' }] };
const FLOWS = {
  [VOTE_FLOW]: flow(
    'Vote',
    { start: trigger('vote'), card: { type: 'vote', data: { ...drinks, together: 'everyone', ifTooLate: 'drop' } }, tea: say('You said {{answer.last}}{{lastAnswer}}tea.'), again: say('You have voted.') },
    [['start', 'next', 'card'], ['card', 'tea', 'tea'], ['card', 'already', 'again']],
  ),
  [THANKS_FLOW]: flow('Thanks', { start: trigger('never1'), one: say('Thank you for voting.') }, [['start', 'next', 'one']]),
  [WINNERS_FLOW]: flow('Winners', { start: trigger('never2'), one: say('Your choice has won.') }, [['start', 'next', 'one']]),
  [GROUP_FLOW]: flow('Group', { start: trigger('never3'), one: say('The vote is over.') }, [['start', 'next', 'one']]),
  [TALK_FLOW]: flow(
    'Talk',
    { start: trigger('book'), ask: { type: 'askText', data: { question: 'Your name?', reaskText: '', tries: 3, ifTooLate: 'drop' } }, thanks: say('Thank you.') },
    [['start', 'next', 'ask'], ['ask', 'answered', 'thanks']],
  ),
};
const document = (more: Partial<Record<keyof PollDocument, unknown>> = {}): PollDocument => pollDocumentSchema.parse({ ...drinks, ...more });

describe('polls', () => {
  const database = testDatabase(joinSchemas(harnessSchema, gamesSchema), { poolSize: 24 });
  let h: Harness;
  let games: ReturnType<typeof gamesOver>;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, seen_event, bot CASCADE');
    h = await createHarness(database(), FLOWS);
    games = gamesOver({ database: database(), clock: h.clock, queue: h.queue, system: h.system });
  });

  const sql = async <Row extends object>(text: string, values: unknown[] = []) => (await database().pg.run<Row & Record<string, unknown>>(text, values)).rows;
  const sentMessages = async () => (await sql<{ messages: LineMessage[] }>('SELECT messages FROM outbox WHERE bot_id = $1 ORDER BY seq', [h.botId])).flatMap((row) => row.messages);
  const textsOf = (value: unknown): string[] =>
    Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
  const buttonsOf = (value: unknown): string[] =>
    Array.isArray(value) ? value.flatMap(buttonsOf) : value && typeof value === 'object' ? [...('data' in value && typeof value.data === 'string' ? [value.data] : []), ...Object.values(value).flatMap(buttonsOf)] : [];
  const lastCard = async () => (await sentMessages()).filter((message) => message.type === 'flex').at(-1)!;
  const buttonFor = (card: LineMessage, choice: string) => buttonsOf(card).find((data) => data.includes(`|v.${choice}|`))!;
  const tap = (data: string, more: { user?: string; key?: string; from?: string } = {}) =>
    h.happens({ type: 'postbackReceived', data, at: h.clock.now(), ...(more.from && { from: more.from }) }, more.key ? { key: more.key } : { user: more.user ?? 'Ann' });
  /** People whose conversations exist, as scenes a tap comes from. */
  async function people(count: number): Promise<{ scene: Parameters<typeof games.votes.tap>[1]; button(pollId: string, action: string): Parameters<typeof games.votes.tap>[2] }[]> {
    await sql(
      `WITH made AS (INSERT INTO contact (id, bot_id, channel_id, line_user_id) SELECT gen_random_uuid(), $1, $2, 'person-' || n FROM generate_series(1, $3::int) AS n RETURNING id, line_user_id)
       INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT gen_random_uuid(), $1, $2, 'u:' || line_user_id, id FROM made`,
      [h.botId, h.channelId, count],
    );
    const rows = await sql<{ id: string; contact_id: string }>(`SELECT id, contact_id FROM conversation WHERE bot_id = $1 AND key LIKE 'u:person-%' ORDER BY key`, [h.botId]);
    return rows.map((row) => ({
      scene: { botId: h.botId, channelId: h.channelId, conversationId: row.id, contactId: row.contact_id, turnId: 'turn', now: h.clock.now() },
      button: (gameId, action) => ({ kind: 'poll', gameId, action, bound: true, back: undefined, params: {}, language: 'en', isGroup: false }),
    }));
  }
  const vote = (person: Awaited<ReturnType<typeof people>>[number], pollId: string, choice: string) =>
    database().pg.transaction(async (tx) => (await games.votes.tap(tx, person.scene, person.button(pollId, `v.${choice}`)))!.outcome);
  const countOf = async (pollId: string) => (await games.polls.get(h.botId, pollId)).results;
  async function opened(more: Parameters<typeof document>[0] = {}): Promise<string> {
    const { id } = await games.polls.create(h.botId, 'Drinks', document(more));
    await games.polls.open(h.botId, id);
    return id;
  }

  describe('as a step of a flow', () => {
    it('puts a card into the chat; a tap is counted, the card comes back redrawn as a free reply, and the flow goes on behind the choice', async () => {
      await h.says('vote');
      const card = await lastCard();
      expect(textsOf(card)).toEqual(['Tea or coffee?', 'Tea', '0%', 'Coffee', '0%', 'No votes yet · Tap a choice to vote']);
      await tap(buttonFor(card, 'tea'));
      expect(textsOf(await lastCard())).toEqual(['Tea or coffee?', 'Thank you, your vote is counted.', '✓ Tea', '100%', 'Coffee', '0%', '1 vote']);
      expect(h.line.said.at(-1)).toMatch(/^reply: flex \| You said .*tea\.$/);
      expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.tags).toEqual(['likes tea']);
    });

    it('takes the tag back when somebody changes their mind, and says so when they tap the same again', async () => {
      await h.says('vote');
      const card = await lastCard();
      for (const choice of ['tea', 'coffee', 'coffee']) await tap(buttonFor(card, choice));
      expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.tags).toEqual([]);
      expect(h.line.said.at(-1)).toBe('reply: flex | You have voted.');
    });

    it('is one poll for everybody who comes by', async () => {
      await h.says('vote');
      await tap(buttonFor(await lastCard(), 'tea'));
      await h.says('vote', { user: 'Bob' });
      expect(textsOf(await lastCard())).toContain('1 vote · Tap a choice to vote');
      expect(await games.polls.list(h.botId)).toHaveLength(1);
    });

    it('does not disturb a question that waits', async () => {
      await h.says('vote');
      const card = await lastCard();
      await h.says('book');
      await tap(buttonFor(card, 'coffee'));
      await h.says('Ann Lee');
      expect(h.line.said.slice(-2)).toEqual(['reply: flex', 'reply: Thank you.']);
    });
  });

  describe('in a group', () => {
    it('counts each member once, and does not mark who chose what in a secret vote', async () => {
      const key = 'g:C1';
      await h.happens({ type: 'messageReceived', message: { id: 'm', type: 'text', text: 'vote' }, from: 'UAnn', at: h.clock.now() }, { key });
      const card = await lastCard();
      for (const from of ['UAnn', 'UBob', 'UAnn']) await tap(buttonFor(card, 'tea'), { key, from });
      const [poll] = await games.polls.list(h.botId);
      expect(poll!.voters).toBe(2);
      expect(textsOf(await lastCard())).toContain('Tea');
    });

    it('counts taps of nobody knows whom one by one, or not at all, as the designer wished', async () => {
      const key = 'g:C2';
      for (const [unknownVoters, counted] of [['count', 2], ['refuse', 0]] as const) {
        const id = await opened({ unknownVoters });
        await h.happens({ type: 'messageReceived', message: { id: 'm', type: 'text', text: 'hello' }, at: h.clock.now() }, { key });
        const conversation = (await sql<{ id: string }>('SELECT id FROM conversation WHERE key = $1', [key]))[0]!;
        const data = games.taps.postback.write({ kind: 'poll', gameId: id, action: 'v.tea' }, conversation.id);
        await tap(data, { key });
        await tap(data, { key });
        expect((await games.polls.get(h.botId, id)).unknownVoters).toBe(counted);
      }
    });
  });

  describe('what is not right', () => {
    it('forged data, and buttons of somebody else’s chat, change nothing, get a friendly word, and one line in the record', async () => {
      await h.says('vote');
      const data = buttonFor(await lastCard(), 'tea');
      await h.says('hello', { user: 'Bob' });
      await tap(data, { user: 'Bob' });
      await tap(data.replace('|v.tea|', '|v.coffee|'));
      await tap(data.replace('|v.tea|', '|v.coffee|'));
      expect(h.line.said.at(-1)).toBe('reply: This button is not valid here. Please open the card anew.');
      expect((await games.polls.list(h.botId))[0]!.voters).toBe(0);
      expect(games.trail.lines.map((line) => [line.action, line.details['why']])).toEqual([['game.refused', 'forged'], ['game.refused', 'forged']]);
    });

    it('a tap on a poll that is gone says so', async () => {
      const id = (await games.polls.create(h.botId, 'Drinks', document())).id;
      await h.says('hello');
      const conversation = (await h.system.conversations.findByUser(h.botId, h.channelId, 'Ann'))!;
      const data = games.taps.postback.write({ kind: 'poll', gameId: id, action: 'v.tea' }, conversation.id);
      await games.polls.remove(h.botId, id);
      await tap(data);
      expect(h.line.said.at(-1)).toBe('reply: This is over: it has been taken away.');
    });

    it('an old card of a closed poll shows the result and that it is over', async () => {
      await h.says('vote');
      const card = await lastCard();
      const [poll] = await games.polls.list(h.botId);
      await games.polls.close(h.botId, poll!.id);
      await tap(buttonFor(card, 'tea'));
      expect(textsOf(await lastCard())).toEqual(['Tea or coffee?', 'This vote has closed.', 'Tea', '0%', 'Coffee', '0%', 'No votes yet · Closed']);
      expect((await games.polls.get(h.botId, poll!.id)).results.voters).toBe(0);
    });

    it('somebody it is not for is told so, and may vote once they belong to the segment', async () => {
      const id = await opened({ voters: { who: 'segment', segmentId: THANKS_FLOW } });
      const [ann] = await people(1);
      expect(await vote(ann!, id, 'tea')).toBe('notAllowed');
      await sql(`UPDATE contact SET tags = '{guest}' WHERE id = $1`, [ann!.scene.contactId]);
      expect(await vote(ann!, id, 'tea')).toBe('voted');
    });

    it('once people vote only the name and the end can change; opening twice is opening once', async () => {
      const id = await opened();
      const { poll: { revision }, isNew } = await games.polls.open(h.botId, id);
      expect(isNew).toBe(false);
      await expect(games.polls.save(h.botId, id, { name: 'X', document: document({ question: 'Milk?' }), revision })).rejects.toThrow('People have begun to vote');
      const closesAt = new Date(h.clock.now() + 60_000).toISOString();
      expect((await games.polls.save(h.botId, id, { name: 'X', document: document({ closesAt }), revision })).closesAt).toBe(closesAt);
      await expect(games.polls.save(h.botId, id, { name: 'Y', document: document(), revision })).rejects.toThrow('Somebody else has changed');
    });
  });

  describe('fairness', () => {
    it('a hundred taps of one person at once are one vote', async () => {
      const id = await opened({ choices: [{ id: 'tea', label: 'Tea', capacity: 5 }, { id: 'coffee', label: 'Coffee', capacity: 5 }] });
      const [ann] = await people(1);
      const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => vote(ann!, id, n % 2 ? 'tea' : 'coffee')));
      expect(outcomes.length).toBe(100);
      const results = await countOf(id);
      expect([results.voters, results.choices[0]!.votes + results.choices[1]!.votes]).toEqual([1, 1]);
      expect(await sql('SELECT choice FROM poll_place WHERE poll_id = $1 AND voter IS NOT NULL', [id])).toEqual([{ choice: results.choices.find(({ votes }) => votes === 1)!.id }]);
    });

    it('taps of many that are taken together are counted by one statement, and whoever was overtaken meanwhile votes alone', async () => {
      const pollId = await opened();
      const [ann, bob, ...others] = await people(20);
      await vote(ann!, pollId, 'coffee');
      const everyone = [ann!, bob!, ...others];
      const asked: string[] = [];
      const outcomes = await database().pg.transaction(async (tx) => {
        const watched: typeof tx = {
          ...tx,
          query: async (name, text, values) => {
            asked.push(name);
            // On his other phone, after his vote was read and before it is written.
            if (name === 'polls.votes') await vote(bob!, pollId, 'tea');
            return tx.query(name, text, values);
          },
        };
        const events = everyone.map(({ scene }) => ({
          scene, isGroup: false, input: { type: 'postbackReceived' as const, data: games.taps.postback.write({ kind: 'poll', gameId: pollId, action: 'v.coffee' }, scene.conversationId), at: scene.now },
        }));
        await games.taps.foresee(watched, events);
        const played = [];
        for (const { scene, button } of everyone) played.push((await games.votes.tap(watched, scene, button(pollId, 'v.coffee')))!);
        return played;
      });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['already', ...everyone.slice(1).map(() => 'voted')]);
      expect(asked.filter((name) => name === 'polls.votes')).toHaveLength(1);
      expect(asked.filter((name) => name === 'polls.vote')).toHaveLength(1);
      expect(await countOf(pollId)).toMatchObject({ voters: 20, choices: [{ votes: 0 }, { votes: 20 }] });
      expect(textsOf(outcomes.at(-1)!.messages)).toContain('20 votes');
      expect(await sql('SELECT version, count(*)::int AS people FROM poll_vote GROUP BY version ORDER BY version')).toEqual([{ version: 1, people: 19 }, { version: 2, people: 1 }]);
    });

    it('a tap that comes with others from the chat of somebody who taps elsewhere too is one vote', async () => {
      const pollId = await opened();
      const [ann, bob] = await people(2);
      const elsewhere = { ...ann!.scene, conversationId: '019a0000-0000-7000-8000-0000000000aa' };
      const tapped = [ann!.scene, bob!.scene, elsewhere];
      await database().pg.transaction(async (tx) => {
        await games.taps.foresee(tx, tapped.map((scene) => ({
          scene, isGroup: false, input: { type: 'postbackReceived' as const, data: games.taps.postback.write({ kind: 'poll', gameId: pollId, action: 'v.tea' }, scene.conversationId), at: scene.now },
        })));
        const outcomes = [];
        for (const scene of tapped) outcomes.push((await games.votes.tap(tx, scene, ann!.button(pollId, 'v.tea')))!.outcome);
        expect(outcomes).toEqual(['voted', 'voted', 'already']);
      });
      expect(await countOf(pollId)).toMatchObject({ voters: 2, choices: [{ votes: 2 }, { votes: 0 }] });
    });

    it('no choice is chosen by more people than there are places, whoever changes their mind meanwhile', async () => {
      const id = await opened({ choices: [{ id: 'tea', label: 'Tea', capacity: 30 }, { id: 'coffee', label: 'Coffee', capacity: 50 }, { id: 'water', label: 'Water' }] });
      const crowd = await people(200);
      const taps = crowd.flatMap((person, n) => [() => vote(person, id, n % 2 ? 'tea' : 'coffee'), () => vote(person, id, ['tea', 'water', 'coffee'][n % 3]!)]);
      // As many at once as there are connections: who waits longer than three seconds for one is sent away.
      await Promise.all(Array.from({ length: 24 }, async () => {
        for (let next = taps.shift(); next; next = taps.shift()) await next();
      }));
      const results = await countOf(id);
      const taken = await sql<{ choice: string; count: number }>('SELECT choice, count(*)::int FROM poll_place WHERE poll_id = $1 AND voter IS NOT NULL GROUP BY choice', [id]);
      for (const { id: choice, votes, capacity } of results.choices) {
        if (capacity === null) continue;
        expect(votes).toBeLessThanOrEqual(capacity);
        expect(taken.find((one) => one.choice === choice)?.count ?? 0).toBe(votes);
      }
      expect(results.voters).toBeGreaterThan(80);
    });

    it('a poll that closes after so many votes has exactly so many', async () => {
      const id = await opened({ closesAfter: 40 });
      const crowd = await people(120);
      const outcomes = await Promise.all(crowd.map((person) => vote(person, id, 'tea')));
      expect(outcomes.filter((outcome) => outcome === 'voted')).toHaveLength(40);
      await games.closing.work();
      const poll = await games.polls.get(h.botId, id);
      expect([poll.state, poll.results.voters]).toEqual(['closed', 40]);
    });

    it('every vote that was confirmed before the closing is in the result, and none after it', async () => {
      const id = await opened();
      const crowd = await people(150);
      const tapping = crowd.map((person) => vote(person, id, 'tea'));
      const closed = await games.polls.close(h.botId, id);
      const outcomes = await Promise.all(tapping);
      expect(closed.results.voters).toBe(outcomes.filter((outcome) => outcome === 'voted').length);
      expect((await sql<{ count: number }>('SELECT count(*)::int FROM poll_vote WHERE poll_id = $1', [id]))[0]!.count).toBe(closed.results.voters);
    });
  });

  describe('by itself', () => {
    it('opens and closes at its time, also when every bell is lost', async () => {
      const at = (ms: number) => new Date(h.clock.now() + ms).toISOString();
      const { id } = await games.polls.create(h.botId, 'Drinks', document({ opensAt: at(60_000), closesAt: at(120_000) }));
      expect((await games.polls.open(h.botId, id)).poll.state).toBe('scheduled');
      h.queue.loseAll();
      h.clock.advance(60_000);
      await games.closing.work();
      expect((await games.polls.get(h.botId, id)).state).toBe('open');
      h.clock.advance(60_000);
      const [ann] = await people(1);
      expect(await vote(ann!, id, 'tea')).toBe('closed');
      await games.closing.work();
      expect((await games.polls.get(h.botId, id)).state).toBe('closed');
    });

    it('tells voters, winners and groups once, however often it is told', async () => {
      const id = await opened({ onClose: { votersFlowId: THANKS_FLOW, winnersFlowId: WINNERS_FLOW, groupFlowId: GROUP_FLOW } });
      await h.says('hello', { user: 'Ann' });
      await h.says('hello', { user: 'Bob' });
      await h.says('hello', { user: 'Cat' });
      for (const [user, choice] of [['Ann', 'tea'], ['Bob', 'tea'], ['Cat', 'coffee']] as const) {
        const conversation = (await h.system.conversations.findByUser(h.botId, h.channelId, user))!;
        await tap(games.taps.postback.write({ kind: 'poll', gameId: id, action: `v.${choice}` }, conversation.id), { user });
      }
      await h.happens({ type: 'eventReceived', event: { type: 'join' }, at: h.clock.now() }, { key: 'g:C9' });
      const [group] = await sql<{ id: string }>(`SELECT id FROM conversation WHERE key = 'g:C9'`);
      await games.polls.show(h.botId, id, [group!.id]);
      await h.settle();
      const before = h.line.said.length;
      await games.polls.close(h.botId, id);
      await games.closing.work();
      await sql(`UPDATE poll SET follow_up = $2 WHERE id = $1`, [id, JSON.stringify({ stage: 'voters', after: '', winners: ['tea'] })]);
      await games.closing.work();
      await h.settle();
      expect(h.line.calls.slice(before).flatMap((call) => call.texts.map((words) => `${call.to}: ${words}`)).sort()).toEqual([
        'Ann: Thank you for voting.', 'Ann: Your choice has won.', 'Bob: Thank you for voting.', 'Bob: Your choice has won.', 'C9: The vote is over.', 'Cat: Thank you for voting.',
      ]);
    });

    it('shows the card in a chat as a push when the team asks for it', async () => {
      const id = await opened();
      await h.says('hello');
      const conversation = (await h.system.conversations.findByUser(h.botId, h.channelId, 'Ann'))!;
      h.clock.advance(600_000);
      expect(await games.polls.show(h.botId, id, [conversation.id])).toBe(1);
      await h.settle();
      expect(h.line.said.at(-1)).toBe('push: flex');
    });
  });

  it('the public page shows what may be shown, and only while it is on', async () => {
    const id = await opened({ results: 'afterClose' });
    expect(await games.pollPage.snapshot(h.botId, id)).toBeNull();
    const { url } = await games.polls.setPage(h.botId, id, { isOn: true, joinText: 'vote' });
    const code = url!.split('/').at(-1)!;
    expect(await games.pages.find(code)).toMatchObject({ kind: 'poll', gameId: id });
    const [ann] = await people(1);
    await vote(ann!, id, 'tea');
    expect(await games.pollPage.snapshot(h.botId, id)).toMatchObject({ voters: 1, choices: [{ id: 'tea', votes: null, leads: false }, { id: 'coffee', votes: null }] });
    await games.polls.close(h.botId, id);
    expect(await games.pollPage.snapshot(h.botId, id)).toMatchObject({ state: 'closed', choices: [{ id: 'tea', votes: 1, leads: true }, { id: 'coffee', votes: 0 }] });
    await games.polls.setPage(h.botId, id, { isOn: false });
    expect(await games.pages.find(code)).toBeNull();
    expect((await games.polls.setPage(h.botId, id, { isOn: true })).url).not.toBe(url);
  });
});
