import type { LineMessage } from '@chatloom/engine';
import type { FlowDocument } from '@chatloom/flow';
import { joinSchemas } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import type { PersonalScene } from '../frame/PersonalPages';
import { gamesSchema } from '../schema';
import { drawDocument, drawsOver } from '../testing/drawsHarness';
import { gamesOver } from '../testing/gamesHarness';
import { registerDrawParts } from './registerDrawParts';

const PLAY = '019a0000-0000-7000-8000-00000000000a';
const SHOW = '019a0000-0000-7000-8000-00000000000b';
const WINNERS = '019a0000-0000-7000-8000-00000000000c';
const OTHERS = '019a0000-0000-7000-8000-00000000000d';
const DRAW = '019a0000-0000-7000-8000-0000000000d0';
const HOUR = 3_600_000;

const say = (text: string) => ({ type: 'text', data: { text, ifTooLate: 'push' } });
const flow = (word: string, deed: string, more: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1, name: word, language: 'en', layout: { nodes: {} },
  nodes: { start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: word }], priority: 50, whileRunning: 'interrupt' } }, draw: { type: 'draw', data: { drawId: DRAW, do: deed, ifTooLate: 'push' } }, ...more },
  edges: [['start', 'next', 'draw'], ...path].map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })),
});
const FLOWS = {
  [PLAY]: flow('luck', 'play', { won: say('Show {{ answer.prize.code }} for {{ answer.prize.name }}.'), lost: say('Lost.'), shown: say('Tap it.'), entered: say('You are in.'), limit: say('No more.'), closed: say('Over.'), notOpen: say('Not yet.'), refused: say('Sorry.') },
    ['won', 'lost', 'shown', 'entered', 'limit', 'closed', 'notOpen', 'refused'].map((port) => ['draw', port, port])),
  [SHOW]: flow('how', 'show', { next: say('Nothing yet.'), won: say('Yours: {{ answer.prize.name }}') }, [['draw', 'next', 'next'], ['draw', 'won', 'won']]),
  [WINNERS]: flow('never1', 'show', { won: say('Dear winner of {{ answer.prize.name }}') }, [['draw', 'won', 'won']]),
  [OTHERS]: flow('never2', 'show', { lost: say('Next time.') }, [['draw', 'lost', 'lost']]),
};
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
const actionsOf = (value: unknown): { type: string; data?: string; uri?: string; label: string }[] =>
  Array.isArray(value) ? value.flatMap(actionsOf) : value && typeof value === 'object' ? [...('action' in value ? [value.action as never] : []), ...Object.values(value).flatMap(actionsOf)] : [];

describe('a draw in the chat', () => {
  const database = testDatabase(joinSchemas(harnessSchema, gamesSchema), { poolSize: 20 });
  let h: Harness;
  let games: ReturnType<typeof gamesOver>;
  let d: ReturnType<typeof drawsOver>;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, seen_event, bot CASCADE');
    h = await createHarness(database(), FLOWS);
    games = gamesOver({ database: database(), clock: h.clock, queue: h.queue, system: h.system });
    d = drawsOver(games, { database: database(), clock: h.clock, system: h.system });
  });

  /** The draw the flows speak of. */
  async function made(more: Parameters<typeof drawDocument>[0] = {}): Promise<void> {
    const id = await d.draws.create(h.botId, { name: 'Luck', document: drawDocument(more) });
    await database().pg.run('UPDATE draw SET id = $2 WHERE id = $1', [id, DRAW]);
  }
  async function started(more: Parameters<typeof drawDocument>[0] = {}): Promise<void> {
    await made(more);
    await d.draws.start(h.botId, DRAW);
  }
  const cards = async () => (await database().pg.run<{ messages: LineMessage[] }>('SELECT messages FROM outbox ORDER BY seq')).rows.flatMap(({ messages }) => messages).filter(({ type }) => type === 'flex');
  const lastCard = async () => (await cards()).at(-1)!;
  const buttonNamed = async (label: string) => actionsOf(await lastCard()).find((action) => action.label === label)!;
  const tap = (data: string, more: { user?: string; key?: string; from?: string } = {}) => h.happens({ type: 'postbackReceived', data, at: h.clock.now(), ...(more.from && { from: more.from }) }, more.key ? { key: more.key } : { user: more.user ?? 'Ann' });
  const view = () => d.draws.view(h.botId, DRAW);
  async function sceneOf(user: string): Promise<PersonalScene> {
    const contact = (await h.system.contacts.findByLineUser(h.botId, user))!;
    return { kind: 'draw', gameId: DRAW, contactId: contact.id, botId: h.botId, channelId: h.channelId, conversationId: null, displayName: user, language: 'en', botName: 'Shop', botLanguage: 'en', now: h.clock.now() };
  }
  const act = async (scene: PersonalScene, what: Parameters<typeof d.page.act>[2]) => database().pg.transaction((tx) => d.page.act(tx, scene, what));

  it('is decided at once; the code is on the card and in the words behind the exit, the tag on the person', async () => {
    await made({ prizes: [{ id: 'tea', name: 'Tea', stock: 1, odds: 1_000_000, codes: true, tag: 'winner' }] });
    await d.codes.upload(h.botId, DRAW, 'tea', 'A1');
    await d.draws.start(h.botId, DRAW);
    await h.says('luck');
    expect(textsOf(await lastCard())).toEqual(['Luck', 'You have won: Tea', 'Your code', 'A1']);
    expect(h.line.said).toEqual(['reply: flex | Show A1 for Tea.']);
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.tags).toEqual(['winner']);
    await h.says('luck');
    expect(h.line.said.at(-1)).toBe('reply: flex | No more.');
  });

  it('wants the terms agreed to, and a button that is tapped again gives the same answer without going on twice', async () => {
    await started({ terms: 'Be kind.' });
    await h.says('luck');
    expect(textsOf(await lastCard())).toEqual(['Luck', 'Please read the terms. Taking part means agreeing to them.', 'Be kind.']);
    const { data } = await buttonNamed('I agree, go on');
    await tap(data!);
    await tap(data!);
    expect(h.line.said).toEqual(['reply: flex | Tap it.', 'reply: flex | Show  for Tea.', 'reply: flex']);
    expect(textsOf(await lastCard())).toContain('You have won: Tea');
    expect((await view()).tries).toBe(1);
  });

  it('of scratch cards opens the person’s own page; what was won there leads on in the chat once, as a free reply', async () => {
    await started({ kind: 'scratch', prizes: [{ id: 'tea', name: 'Tea', stock: 5, odds: 1_000_000, tag: 'winner' }] });
    await h.says('luck');
    const { uri } = await buttonNamed('Scratch');
    const scene = await sceneOf('Ann');
    expect(uri).toBe(d.links.urlOf(scene));
    expect(await d.page.show(database().pg, scene)).toMatchObject({ draw: 'scratch', me: { nextAttempt: 1, refusal: null, outcomes: [], ticket: null } });
    const result = (await buttonNamed('My result')).data!;
    await tap(result);
    expect(h.line.said.at(-1)).toBe('reply: flex');
    const outcomes = await Promise.all([act(scene, { do: 'try', attempt: 1 }), act(scene, { do: 'try', attempt: 1 }), act(scene, { do: 'try', attempt: 1 })]);
    expect(outcomes).toEqual(['won', 'won', 'won']);
    expect(await act(scene, { do: 'try', attempt: 2 })).toBe('limit');
    expect(await d.page.show(database().pg, scene)).toMatchObject({ me: { nextAttempt: 2, refusal: 'limit', triesLeft: 0, outcomes: [{ attempt: 1, prizeId: 'tea' }] } });
    expect((await h.system.contacts.findByLineUser(h.botId, 'Ann'))?.tags).toEqual(['winner']);
    await tap(result);
    await tap(result);
    expect(h.line.said.slice(-2)).toEqual(['reply: flex | Show  for Tea.', 'reply: flex']);
    expect((await view()).given).toBe(1);
  });

  it('tells a page that wants terms agreed to, and is agreed to there', async () => {
    await started({ kind: 'wheel', terms: 'Be kind.' });
    await h.says('luck');
    const scene = await sceneOf('Ann');
    expect(await act(scene, { do: 'try', attempt: 1 })).toBe('terms');
    expect(await act(scene, { do: 'agree' })).toBe('agreed');
    expect(await d.page.show(database().pg, scene)).toMatchObject({ me: { agreed: true, refusal: null } });
    expect(await act(scene, { do: 'try', attempt: 1 })).toBe('won');
  });

  it('in a group is played by taps, shows no code, and opens nobody’s page', async () => {
    await made({ kind: 'scratch', prizes: [{ id: 'tea', name: 'Tea', stock: 5, odds: 1_000_000, codes: true }] });
    await d.codes.upload(h.botId, DRAW, 'tea', 'A1\nB2\nC3\nD4\nE5');
    await d.draws.start(h.botId, DRAW);
    await h.happens({ type: 'messageReceived', message: { id: 'm', type: 'text', text: 'luck' }, from: 'UAnn', at: h.clock.now() }, { key: 'g:C1' });
    expect(textsOf(await lastCard())).toEqual(['Luck', 'You have won: Tea', 'Your code waits in your own chat with this account.']);
    expect(actionsOf(await lastCard()).filter(({ type }) => type === 'uri')).toEqual([]);
    await h.says('how', { user: 'UAnn' });
    expect(textsOf(await lastCard()).at(-1)).toMatch(/^[A-E][1-5]$/);
  });

  it('forged data, buttons of somebody else’s chat, and of draws that are gone change nothing, get a friendly word, and a line in the record', async () => {
    await started({ terms: 'Be kind.' });
    await h.says('luck');
    const { data } = await buttonNamed('I agree, go on');
    await h.says('hello', { user: 'Bob' });
    await tap(data!, { user: 'Bob' });
    await tap(data!.replace('|y.1|', '|y.2|'));
    expect((await view()).tries).toBe(0);
    expect(games.trail.lines.map(({ details }) => details['why'])).toEqual(['forged', 'forged']);
    expect((await database().pg.run<{ messages: LineMessage[] }>('SELECT messages FROM outbox ORDER BY seq DESC LIMIT 1')).rows[0]!.messages[0]).toMatchObject({ text: 'This button is not valid here. Please open the card anew.' });
    await d.draws.stop(h.botId, DRAW);
    await d.draws.remove(h.botId, DRAW);
    await tap(data!);
    expect(games.trail.lines.at(-1)!.details).toMatchObject({ why: 'noSuchGame', kind: 'draw' });
    await h.says('luck');
    expect(h.line.said.at(-1)).toBe('reply: Sorry.');
  });

  it('says when it is not open yet, and when it is over', async () => {
    await started({ opensAt: new Date(h.clock.now() + HOUR).toISOString(), closesAt: new Date(h.clock.now() + 2 * HOUR).toISOString() });
    await h.says('luck');
    h.clock.advance(3 * HOUR);
    await d.ending.work();
    await h.says('luck');
    expect(h.line.said).toEqual(['reply: flex | Not yet.', 'reply: flex | Over.']);
  });

  it('as a raffle is entered once; at its end flows begin for winners and others, each once, whoever tells them', async () => {
    await started({ kind: 'raffle', prizes: [{ id: 'tea', name: 'Tea', stock: 1 }], onEnd: { winnersFlowId: WINNERS, othersFlowId: OTHERS } });
    for (const user of ['Ann', 'Bob', 'Cat']) await h.says('luck', { user });
    await h.says('luck');
    expect(h.line.said).toEqual(['reply: flex | You are in.', 'reply: flex | You are in.', 'reply: flex | You are in.', 'reply: flex | No more.']);
    await d.draws.drawWinners(h.botId, DRAW);
    await Promise.all([d.ending.work(), d.ending.work()]);
    await h.settle();
    const told = h.line.said.slice(4).flatMap((line) => line.split(' | ')).filter((words) => !words.includes('flex'));
    expect(told.sort()).toEqual(['Dear winner of Tea', 'Next time.', 'Next time.'].sort());
  });

  it('before it is started can be tried out on the studio’s phone: nothing is kept', async () => {
    await made({ kind: 'scratch', prizes: [{ id: 'tea', name: 'Tea', stock: 1, odds: 1_000_000, codes: true }] });
    await h.says('luck');
    expect(h.line.said.at(-1)).toBe('reply: flex | Not yet.');
    await database().pg.run(`UPDATE channel SET runs = 'draft' WHERE id = $1`, [h.channelId]);
    await h.says('luck');
    expect(textsOf(await lastCard())).toEqual(expect.arrayContaining(['You have won: Tea', 'TRIAL', 'A trial run: nothing is taken from the real prizes.']));
    expect(await view()).toMatchObject({ state: 'draft', tries: 0, people: 0 });
  });

  it('hands out what it knows of a person, and forgets whose it was', async () => {
    let part: { export: Function; forget: Function } | undefined;
    const facts: string[] = [];
    let onPerson: Function | undefined;
    registerDrawParts(database(), { facts: { register: (name: string) => facts.push(name) } as never, segments: { registerUser: () => undefined } as never, personal: { register: (_name: string, one: never) => (part = one) } as never, people: { register: (_kind: string, source: never) => (onPerson = source) } as never });
    expect(facts).toEqual(['drawEntered', 'drawWon']);
    await started();
    await h.says('luck');
    const { contactId } = await sceneOf('Ann');
    expect(await part!.export(database().pg, { botId: h.botId, contactId })).toMatchObject([{ draw: 'Luck', attempt: 1, prize: 'tea' }]);
    expect(await onPerson!(h.botId, contactId, 20)).toMatchObject([{ title: 'Luck', state: 'won', detail: 'Tea' }]);
    await database().pg.transaction((tx) => part!.forget(tx, { botId: h.botId, contactId }));
    expect(await part!.export(database().pg, { botId: h.botId, contactId })).toEqual([]);
    expect(await view()).toMatchObject({ tries: 1, given: 1, people: 1 });
  });
});
