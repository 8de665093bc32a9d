import { PersonalDataParts, SegmentFacts, type Segments } from '@chatloom/audience';
import { botsSchema } from '@chatloom/bots';
import { bingoDocumentSchema } from '@chatloom/contract';
import { conversationsSchema, type InboxEvent, type Ingest } from '@chatloom/conversations';
import { callOrder, dealUnlike, keepsCommitment } from '@chatloom/fairplay';
import { type Database, joinSchemas, ManualClock, SecretsBox, UuidSource } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { z } from 'zod';
import type { GameFeed } from '../frame/GameFeed';
import type { GameTaps } from '../frame/GameTaps';
import type { GamesWorker } from '../frame/GamesWorker';
import { gamesSchema } from '../schema';
import { BingoChores } from './BingoChores';
import { BingoNews } from './BingoNews';
import { BingoGames } from './BingoGames';
import { BingoPlay } from './BingoPlay';
import { BingoRounds } from './BingoRounds';
import { readGame } from './BingoRow';
import { HeldGames } from './HeldGames';
import { registerBingoParts } from './registerBingoParts';

const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, gamesSchema));
const ids = new UuidSource();
const BOT = ids.newId();
const CHANNEL = ids.newId();
const SECRETS = new SecretsBox(['a secret of at least thirty-two characters']);

type Document = z.input<typeof bingoDocumentSchema>;
const LIST = Array.from({ length: 16 }, (_, i) => ({ label: `Shop ${i + 1}` }));
const document = (more: Partial<Document> = {}) =>
  bingoDocumentSchema.parse({ title: 'Evening', card: { type: 'list', size: 3, items: LIST }, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 2, tag: 'winner' }], ...more });

/** One process: its own memory of rounds over the same tables. */
function process(clock: ManualClock) {
  const bells: number[] = [];
  const feed = { changed: async () => undefined } as unknown as GameFeed;
  const worker = { register: () => undefined, ringAt: (_name: string, at: number) => void bells.push(at) } as unknown as GamesWorker;
  const held = new HeldGames();
  const rounds = new BingoRounds(SECRETS, ids, held);
  const play = new BingoPlay(database(), clock, rounds, held, worker);
  return { play, rounds, games: new BingoGames(database(), ids, clock, SECRETS, rounds, feed, worker), chores: new BingoChores(worker, database(), clock, play), bells };
}

async function people(count: number): Promise<{ contactId: string; conversationId: string }[]> {
  const made = Array.from({ length: count }, () => ({ contactId: ids.newId(), conversationId: ids.newId() }));
  await database().pg.query(
    'test.people',
    `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT id, $2, $3, 'U' || replace(id::text, '-', ''), 'Player ' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS p(id, n)`,
    [made.map(({ contactId }) => contactId), BOT, CHANNEL],
  );
  return made;
}
const inTransaction = <T>(work: Parameters<Database['pg']['transaction']>[0]) => database().pg.transaction(work) as Promise<T>;

/** A running game, and everybody at the table. */
async function begun(one: ReturnType<typeof process>, players: number, more: Partial<Document> = {}) {
  const gameId = await one.games.create(BOT, { name: 'Evening', document: document(more) });
  await one.games.open(BOT, gameId);
  const seated = await people(players);
  for (const player of seated) await inTransaction((tx) => one.play.join(tx, BOT, gameId, player));
  await one.play.start(BOT, gameId);
  return { gameId, seated };
}

beforeAll(async () => {
  await database().pg.run(`INSERT INTO bot (id, name, time_zone, language) VALUES ('${BOT}', 'Shop', 'Asia/Taipei', 'en')`);
});

describe('a game of bingo', () => {
  it('promises its seed before anybody joins, keeps it secret while it is played, and tells it afterwards', async () => {
    const one = process(new ManualClock());
    const gameId = await one.games.create(BOT, { name: 'Evening', document: document() });
    expect(await one.games.view(BOT, gameId)).toMatchObject({ state: 'draft', commitment: null, seed: null });
    await one.games.open(BOT, gameId);
    const { commitment } = await one.games.view(BOT, gameId);
    const { rows } = await database().pg.run<{ seed: string }>(`SELECT seed FROM bingo_game WHERE id = '${gameId}'`);
    expect(rows[0]!.seed).toMatch(/^s1\./);
    await one.play.start(BOT, gameId);
    expect(await one.games.view(BOT, gameId)).toMatchObject({ state: 'running', commitment, seed: null });
    await one.play.end(BOT, gameId);
    const { seed } = await one.games.view(BOT, gameId);
    expect(keepsCommitment(Buffer.from(seed!, 'hex'), commitment!)).toBe(true);
  });

  it('deals everybody their own card, calls by the promised order, and gives each prize once', async () => {
    const one = process(new ManualClock());
    const { gameId, seated } = await begun(one, 30);
    let view = await one.games.view(BOT, gameId);
    for (let call = 0; view.state === 'running'; call += 1) {
      await one.play.call(BOT, gameId, { after: call });
      view = await one.games.view(BOT, gameId);
    }
    expect(view.host.winners).toHaveLength(2);
    expect(view.seed).not.toBeNull();
    // Anybody can play it again: the same cards and calls lead to the same winners.
    const seed = Buffer.from(view.seed!, 'hex');
    const kind = { type: 'list' as const, items: 16, size: 3 as const, freeCentre: false };
    expect(view.host.calls.map(({ item }) => item)).toEqual(callOrder(kind, seed, 1).slice(0, view.host.calls.length));
    const taken = new Set<string>();
    const cards = seated.map(({ contactId }) => {
      const { card } = dealUnlike(kind, { seed, round: 1, player: contactId }, taken);
      taken.add(card.join());
      return card;
    });
    const called = new Set(view.host.calls.map(({ item }) => item));
    const lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
    const full = seated.filter((_, i) => lines.some((line) => line.every((cell) => called.has(cards[i]![cell]!)))).map(({ contactId }) => contactId);
    for (const { contactId } of view.host.winners) expect(full).toContain(contactId);
    const { rows } = await database().pg.run<{ id: string }>(`SELECT id FROM contact WHERE tags @> ARRAY['winner']`);
    expect(rows.map(({ id }) => id).sort()).toEqual(view.host.winners.map(({ contactId }) => contactId).sort());
  });

  it('calls once however often an impatient host clicks, and starts once', async () => {
    const one = process(new ManualClock());
    const { gameId } = await begun(one, 3);
    await Promise.all(Array.from({ length: 8 }, () => one.play.call(BOT, gameId, { after: 0 })));
    await Promise.all(Array.from({ length: 4 }, () => one.play.start(BOT, gameId)));
    expect(await one.games.view(BOT, gameId)).toMatchObject({ calls: 1, round: 1 });
  });

  it('is one game in two processes, whoever calls', async () => {
    const clock = new ManualClock();
    const [one, two] = [process(clock), process(clock)];
    const { gameId } = await begun(one, 20, { prizes: [{ id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 20 }], onePrizeEach: false });
    for (let call = 0; call < 16; call += 1) await (call % 2 === 0 ? one : two).play.call(BOT, gameId, { after: call });
    const [a, b] = [await one.games.view(BOT, gameId), await two.games.view(BOT, gameId)];
    expect(a).toEqual(b);
    expect(a.host.winners).toHaveLength(20);
    expect(new Set(a.host.winners.map(({ contactId }) => contactId)).size).toBe(20);
  });

  it('forgets what a transaction that was rolled back had called', async () => {
    const one = process(new ManualClock());
    const { gameId } = await begun(one, 5, { marking: 'byPlayer' });
    const { rows } = await database().pg.run<{ contact_id: string; card: number[] }>(
      `SELECT event->>'player' AS contact_id, event->'card' AS card FROM bingo_event WHERE game_id = '${gameId}' AND event->>'type' = 'joined'`,
    );
    const holder = rows[0]!;
    const item = holder.card[0]!;
    await one.play.call(BOT, gameId, { after: 0, item });
    const before = await one.games.view(BOT, gameId);
    await expect(
      inTransaction(async (tx) => {
        await one.play.mark(tx, BOT, gameId, holder.contact_id, item);
        throw new Error('the turn failed');
      }),
    ).rejects.toThrow('the turn failed');
    await one.play.undo(BOT, gameId, 1);
    await one.play.call(BOT, gameId, { after: 0, item });
    expect((await one.games.view(BOT, gameId)).host.reaching).toEqual(before.host.reaching);
    const { rows: events } = await database().pg.run(`SELECT 1 FROM bingo_event WHERE game_id = '${gameId}' AND event->>'type' = 'marked'`);
    expect(events).toHaveLength(0);
  });

  it('stores what many people did in one transaction at once, also when somebody looks at an older round meanwhile', async () => {
    const clock = new ManualClock();
    const [one, two] = [process(clock), process(clock)];
    const { gameId } = await begun(one, 2, { marking: 'byPlayer', rounds: 2 });
    const firstRound = await readGame(database().pg, BOT, gameId);
    await database().pg.run(`UPDATE bingo_game SET state = 'between' WHERE id = '${gameId}'`);
    await one.play.start(BOT, gameId);
    const [cat, dan] = await people(2);
    await inTransaction(async (tx) => {
      await one.play.join(tx, BOT, gameId, cat!);
      // The round in memory makes room for the one that is asked for; what Cat did is stored by nobody yet.
      expect(await one.rounds.read(database().pg, firstRound, (round) => round.playerCount)).toBe(2);
      expect(await one.play.join(tx, BOT, gameId, dan!)).toMatchObject({ events: [{ type: 'joined' }] });
      expect(await one.play.join(tx, BOT, gameId, dan!)).toMatchObject({ refused: 'alreadyJoined' });
    });
    const { rows } = await database().pg.run<{ seq: number; round: number }>(`SELECT seq, round FROM bingo_event WHERE game_id = '${gameId}' ORDER BY seq`);
    expect(rows).toEqual([1, 1, 2, 2, 2, 2].map((round, i) => ({ seq: i + 1, round })));
    expect(await two.games.view(BOT, gameId)).toEqual(await one.games.view(BOT, gameId));
    expect(await two.games.view(BOT, gameId)).toMatchObject({ players: 4, round: 2 });
  });

  it('calls by its timetable, each moment once though two processes hear the bell', async () => {
    const clock = new ManualClock();
    const [one, two] = [process(clock), process(clock)];
    const { gameId } = await begun(one, 4, { calls: { by: 'interval', everySeconds: 30 } });
    expect(one.bells.at(-1)).toBe(clock.now() + 30_000);
    await one.chores.work();
    expect(await one.games.view(BOT, gameId)).toMatchObject({ calls: 0 });
    for (let call = 1; call <= 3; call += 1) {
      clock.advance(30_000);
      await Promise.all([one.chores.work(), two.chores.work()]);
      expect(await two.games.view(BOT, gameId)).toMatchObject({ calls: call });
    }
  });

  it('begins by itself at the time that was set', async () => {
    const clock = new ManualClock();
    const one = process(clock);
    const gameId = await one.games.create(BOT, { name: 'Later', document: document({ startsAt: new Date(clock.now() + 60_000).toISOString() }) });
    await one.games.open(BOT, gameId);
    await one.chores.work();
    expect(await one.games.view(BOT, gameId)).toMatchObject({ state: 'joining' });
    clock.advance(60_000);
    await one.chores.work();
    expect(await one.games.view(BOT, gameId)).toMatchObject({ state: 'running', round: 1 });
  });

  it('takes bingo only from who says it in time', async () => {
    const clock = new ManualClock();
    const one = process(clock);
    const { gameId, seated } = await begun(one, 1, { claimSeconds: 30, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 1 }, { id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 1 }] });
    const player = seated[0]!.contactId;
    const claim = () => inTransaction<{ refused?: string }>((tx) => one.play.claim(tx, BOT, gameId, player));
    expect(await claim()).toMatchObject({ refused: 'noBingo' });
    let view = await one.games.view(BOT, gameId);
    for (let call = 0; view.host.waiting.length === 0; call += 1) {
      await one.play.call(BOT, gameId, { after: call });
      view = await one.games.view(BOT, gameId);
    }
    clock.advance(30_000);
    await one.chores.work();
    expect((await one.games.view(BOT, gameId)).host.waiting).toEqual([]);
    expect(await claim()).toMatchObject({ refused: 'noBingo' });
  });

  it('plays its rounds one after the other with new cards, and lets nobody sit down twice', async () => {
    const one = process(new ManualClock());
    const { gameId, seated } = await begun(one, 2, { rounds: 2 });
    const again = await inTransaction<{ refused?: string }>((tx) => one.play.join(tx, BOT, gameId, seated[0]!));
    expect(again).toMatchObject({ refused: 'alreadyJoined' });
    for (let round = 1; round <= 2; round += 1) {
      for (let call = 0; (await one.games.view(BOT, gameId)).state === 'running'; call += 1) await one.play.call(BOT, gameId, { after: call });
      expect(await one.games.view(BOT, gameId)).toMatchObject({ state: round === 1 ? 'between' : 'ended', round });
      if (round === 1) await one.play.start(BOT, gameId);
    }
    const { rows } = await database().pg.run<{ cards: number }>(`SELECT count(DISTINCT event->>'card')::int AS cards FROM bingo_event WHERE game_id = '${gameId}' AND event->>'type' = 'joined'`);
    expect(rows[0]!.cards).toBe(4);
  });

  it('is closed to those who come too late, too many, or when it is over', async () => {
    const one = process(new ManualClock());
    const entry = { who: { type: 'everyone' as const }, late: false, maxPlayers: 2 };
    const { gameId } = await begun(one, 1, { entry });
    const [bob, cat, dan] = await people(3);
    const join = (player: typeof bob) => inTransaction<{ refused?: string }>((tx) => one.play.join(tx, BOT, gameId, player!));
    expect(await join(bob)).not.toHaveProperty('refused');
    expect(await join(cat)).toMatchObject({ refused: 'full' });
    await one.play.call(BOT, gameId, { after: 0 });
    await database().pg.run(`UPDATE bingo_game SET document = jsonb_set(document::jsonb, '{entry,maxPlayers}', '9')::json WHERE id = '${gameId}'`);
    expect(await join(dan)).toMatchObject({ refused: 'tooLate' });
    await one.play.end(BOT, gameId);
    expect(await join(dan)).toMatchObject({ refused: 'closed' });
  });

  it('cannot be changed once people play by its rules, nor deleted while it goes on', async () => {
    const one = process(new ManualClock());
    const { gameId } = await begun(one, 1);
    const { revision } = await one.games.view(BOT, gameId);
    await expect(one.games.save(BOT, gameId, { name: 'Evening', revision, document: document({ onePrizeEach: false }) })).rejects.toThrow('Copy the game');
    await one.games.save(BOT, gameId, { name: 'Party', revision, document: document({ showNames: true }) });
    await expect(one.games.save(BOT, gameId, { name: 'Late', revision, document: document() })).rejects.toThrow('Somebody else');
    await expect(one.games.remove(BOT, gameId)).rejects.toThrow('End the game first');
    await one.play.end(BOT, gameId);
    await one.games.remove(BOT, gameId);
    await expect(one.games.view(BOT, gameId)).rejects.toThrow('no such bingo game');
  });

  it('belongs to its bot', async () => {
    const one = process(new ManualClock());
    const { gameId } = await begun(one, 1);
    await expect(one.games.view(ids.newId(), gameId)).rejects.toThrow('no such bingo game');
    await expect(one.play.call(ids.newId(), gameId, { after: 0 })).rejects.toThrow('no such bingo game');
  });
});

describe('news for players', () => {
  /** The chore, with an inbox that remembers; `fails` once after it took the events, as a process that dies then. */
  function telling(clock: ManualClock) {
    const taken: InboxEvent[] = [];
    const state = { fails: false };
    const ingest = {
      append: async (events: InboxEvent[]) => {
        taken.push(...events);
        if (state.fails && events.length > 0) {
          state.fails = false;
          throw new Error('died after the commit');
        }
      },
    } as unknown as Ingest;
    const worker = { register: () => undefined } as unknown as GamesWorker;
    const taps = { postback: { write: (button: { action: string }, conversationId: string) => `${button.action}|${conversationId}` } } as unknown as GameTaps;
    return { taken, state, news: new BingoNews(worker, database(), clock, ingest, taps) };
  }
  const chats = (seated: { contactId: string; conversationId: string }[]) =>
    database().pg.query('test.chats', `INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT v, $3, $4, 'u:' || c, c FROM unnest($1::uuid[], $2::uuid[]) AS p(v, c)`, [seated.map((one) => one.conversationId), seated.map((one) => one.contactId), BOT, CHANNEL]);

  it('go to everybody with each call where the host wants it, and nobody is told twice though a process dies in between', async () => {
    const clock = new ManualClock();
    const one = process(clock);
    const { gameId, seated } = await begun(one, 3, { news: 'everyCall', prizes: [{ id: 'all', name: 'All', pattern: { type: 'blackout' }, winners: 1 }] });
    await chats(seated.slice(0, 2));
    const { taken, state, news } = telling(clock);
    await one.play.call(BOT, gameId, { after: 0 });
    state.fails = true;
    await expect(news.work()).rejects.toThrow('died');
    await one.play.call(BOT, gameId, { after: 1 });
    await news.work();
    // Twice handed in, and once each for the inbox: it knows events by their id. Who has no chat of their own is not told.
    expect(taken).toHaveLength(6);
    expect(new Set(taken.map(({ eventId }) => eventId)).size).toBe(4);
    expect(taken[0]!.input).toMatchObject({ type: 'postbackReceived', data: `news|${seated[0]!.conversationId}` });
    expect(await news.work()).toBe(0);
  });

  it('go to winners alone, or to nobody', async () => {
    const clock = new ManualClock();
    for (const wanted of ['winners', 'none'] as const) {
      const one = process(clock);
      const { gameId, seated } = await begun(one, 4, { news: wanted });
      await chats(seated);
      const { taken, news } = telling(clock);
      for (let call = 0; (await one.games.view(BOT, gameId)).state === 'running'; call += 1) await one.play.call(BOT, gameId, { after: call });
      await news.work();
      const winners = (await one.games.view(BOT, gameId)).host.winners.map(({ contactId }) => `u:${contactId}`);
      expect(taken.map(({ conversationKey }) => conversationKey).sort()).toEqual(wanted === 'none' ? [] : winners.sort());
    }
  });
});

describe('what games of bingo tell about people', () => {
  it('who joined and who won can be asked for in segments, and a person can have what is kept about them', async () => {
    const one = process(new ManualClock());
    const { gameId, seated } = await begun(one, 4);
    for (let call = 0; (await one.games.view(BOT, gameId)).state === 'running'; call += 1) await one.play.call(BOT, gameId, { after: call });
    const facts = new SegmentFacts();
    const personal = new PersonalDataParts();
    registerBingoParts(database(), { facts, segments: { registerUser: () => undefined } as unknown as Segments, personal });
    const peopleOf = async (fact: string) => {
      const kind = facts.get(fact)!;
      expect(await kind.hasSubject(BOT, gameId)).toBe(true);
      const { rows } = await database().pg.run<{ id: string }>(`SELECT ${kind.contact} AS id FROM ${kind.from} WHERE ${kind.bot} = '${BOT}' AND ${kind.subject} = '${gameId}'`);
      return rows.map(({ id }) => id).sort();
    };
    expect(await peopleOf('bingoJoined')).toEqual(seated.map(({ contactId }) => contactId).sort());
    const winners = (await one.games.view(BOT, gameId)).host.winners.map(({ contactId }) => contactId);
    expect(await peopleOf('bingoWon')).toEqual([...winners].sort());

    const [, part] = personal.list()[0]!;
    const person = { botId: BOT, channelId: CHANNEL, contactId: winners[0]!, conversationId: seated.find(({ contactId }) => contactId === winners[0])!.conversationId, lineUserId: 'U' };
    expect(await part.export(database().pg, person as never)).toEqual([{ game: 'Evening', joinedAt: expect.any(String), prizes: ['line'] }]);
    await database().pg.transaction((tx) => part.forget(tx, person as never));
    // Seats stay as they are: everybody's cards follow from them.
    expect(await one.games.view(BOT, gameId)).toMatchObject({ players: 4 });
    const { rows } = await database().pg.run(`SELECT 1 FROM bingo_player WHERE conversation_id = '${person.conversationId}'`);
    expect(rows).toEqual([]);
  });
});
