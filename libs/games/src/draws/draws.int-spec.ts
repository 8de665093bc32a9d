import { mayBeGivenBy, verifyDraw } from '@chatloom/fairplay';
import { joinSchemas } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { until } from '@chatloom/test/until';
import { gamesSchema } from '../schema';
import { drawDocument, drawsOver, makePeople } from '../testing/drawsHarness';
import { gamesOver } from '../testing/gamesHarness';

const HOUR = 3_600_000;
const CONNECTIONS = 40;

describe('draws', () => {
  const database = testDatabase(joinSchemas(harnessSchema, gamesSchema), { poolSize: CONNECTIONS });
  let h: Harness;
  let games: ReturnType<typeof gamesOver>;
  let d: ReturnType<typeof drawsOver>;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, seen_event, bot CASCADE');
    h = await createHarness(database(), {});
    games = gamesOver({ database: database(), clock: h.clock, queue: h.queue, system: h.system });
    d = drawsOver(games, { database: database(), clock: h.clock, system: h.system });
  });

  const people = (count: number) => makePeople(database(), h, count);
  const made = (more: Parameters<typeof drawDocument>[0] = {}) => d.draws.create(h.botId, { name: 'Luck', document: drawDocument(more) });
  async function started(more: Parameters<typeof drawDocument>[0] = {}): Promise<string> {
    const id = await made(more);
    await d.draws.start(h.botId, id);
    return id;
  }
  const tries = (drawId: string, contactId: string, attempt: number | null = null, more = {}) =>
    database().pg.transaction((tx) => d.tries.attempt(tx, { botId: h.botId, contactId, now: h.clock.now() }, drawId, attempt, more));
  /** Everybody comes at once: each connection takes the next of them as soon as it is free. */
  async function allTry(drawId: string, everybody: readonly string[], attempt: number | null = null) {
    const deeds: Awaited<ReturnType<typeof tries>>[] = [];
    const waiting = [...everybody];
    const connection = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) deeds.push(await tries(drawId, next, attempt));
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
    return deeds;
  }
  const view = (drawId: string) => d.draws.view(h.botId, drawId);
  const at = (ms: number) => new Date(h.clock.now() + ms).toISOString();
  async function proofOf(drawId: string) {
    const chunks = [await d.page.proof(h.botId, drawId)];
    while (chunks.at(-1)?.nextCursor) chunks.push(await d.page.proof(h.botId, drawId, chunks.at(-1)!.nextCursor!));
    const [first] = chunks;
    return { ...first!, seed: Buffer.from(first!.seed, 'hex'), tries: chunks.flatMap((chunk) => chunk!.tries) };
  }

  describe('500 who try at once', () => {
    it('never get more than there is, nobody twice, each winner a code of their own, and everything follows from the seed', async () => {
      const id = await made({ prizes: [{ id: 'tea', name: 'Tea', stock: 40, odds: 300_000, codes: true }, { id: 'cup', name: 'Cup', stock: 5, odds: 500_000 }], losersPrize: { name: 'A smile' } });
      await d.codes.upload(h.botId, id, 'tea', Array.from({ length: 60 }, (_, i) => `CODE-${i}`).join('\n'));
      await d.draws.start(h.botId, id);
      const everybody = await people(500);
      const deeds = await allTry(id, everybody);
      expect(deeds.filter(({ refused }) => refused !== null)).toEqual([]);
      const { prizes, given, people: took } = await view(id);
      expect(prizes.map((prize) => prize.given)).toEqual([40, 5]);
      expect([given, took]).toEqual([45, 500]);
      const codes = deeds.flatMap(({ outcome }) => outcome?.code ?? []);
      expect([codes.length, new Set(codes).size]).toEqual([40, 40]);
      await d.draws.close(h.botId, id);
      expect(verifyDraw(await proofOf(id))).toEqual([]);
    });

    it('never get more than one day allows, and the rest is there on the next', async () => {
      // Three local days: today, tomorrow, the day after.
      const id = await started({ spread: 'daily', closesAt: at(48 * HOUR), prizes: [{ id: 'tea', name: 'Tea', stock: 31, odds: 1_000_000 }] });
      for (let day = 0; day < 3; day += 1) {
        await allTry(id, await people(500));
        expect((await view(id)).given).toBe(mayBeGivenBy(31, 3, day));
        h.clock.advance(day === 2 ? 0 : 23.9 * HOUR);
      }
    });

    it('take each of a fixed number of tickets once; then all is gone', async () => {
      const id = await started({ chance: { by: 'tickets', total: 400 }, prizes: [{ id: 'tea', name: 'Tea', stock: 30 }] });
      const deeds = await allTry(id, await people(500));
      // Who comes while the last tickets are being taken is told that all is gone; what they would have had is there for the next.
      for (const contactId of await people(100)) await tries(id, contactId);
      expect(deeds.filter(({ refused }) => refused === 'soldOut').length).toBeGreaterThanOrEqual(100);
      const detail = await view(id);
      expect([detail.tries, detail.given]).toEqual([400, 30]);
      await d.draws.close(h.botId, id);
      expect(verifyDraw(await proofOf(id))).toEqual([]);
    });
  });

  describe('one person who taps 100 times at once', () => {
    it('has no more tries than the limit, at all and for the day, and begins again on the next', async () => {
      const id = await started({ limits: { tries: 5, triesPerDay: 3, wins: null }, prizes: [{ id: 'tea', name: 'Tea', stock: 100, odds: 500_000 }] });
      const [ann] = await people(1);
      const refusals = async () => (await allTry(id, Array.from({ length: 100 }, () => ann!))).map(({ refused }) => refused);
      expect((await refusals()).filter((why) => why === null)).toHaveLength(3);
      h.clock.advance(24 * HOUR);
      const secondDay = await refusals();
      expect(secondDay.filter((why) => why === null)).toHaveLength(2);
      expect(new Set(secondDay)).toEqual(new Set([null, 'limit']));
      expect((await view(id)).tries).toBe(5);
    });

    it('wins no more than they may', async () => {
      const id = await started({ limits: { tries: null, triesPerDay: null, wins: 2 } });
      const [ann] = await people(1);
      await allTry(id, Array.from({ length: 100 }, () => ann!));
      expect((await view(id)).given).toBe(2);
    });

    it('tries once with one button, and reads the same answer each time', async () => {
      const id = await started({ limits: { tries: null, triesPerDay: null, wins: null }, prizes: [{ id: 'tea', name: 'Tea', stock: 100, odds: 500_000 }] });
      const [ann] = await people(1);
      const deeds = await allTry(id, Array.from({ length: 100 }, () => ann!), 1);
      expect(new Set(deeds.map(({ outcome }) => outcome!.id)).size).toBe(1);
      expect(deeds.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect((await view(id)).tries).toBe(1);
      expect((await tries(id, ann!, 3)).outcome).toBeNull();
    });
  });

  describe('what chance and stock give', () => {
    it('is the losers’ prize once a prize is spent; without one nobody tries in vain when all is gone', async () => {
      const [ann, bob, cat] = await people(3);
      const prizes = [{ id: 'tea', name: 'Tea', stock: 1, odds: 1_000_000 }];
      const kind = await started({ prizes, losersPrize: { name: 'A smile', code: 'SMILE' } });
      await tries(kind, ann!);
      expect(await tries(kind, bob!)).toMatchObject({ outcome: { prizeId: null }, refused: null });
      const plain = await started({ prizes });
      await tries(plain, ann!);
      expect(await tries(plain, cat!)).toMatchObject({ outcome: null, refused: 'soldOut' });
      expect((await view(plain)).people).toBe(1);
    });

    it('wants terms agreed to first, once', async () => {
      const id = await started({ terms: 'Be kind.', limits: { tries: 2, triesPerDay: null, wins: null } });
      const [ann] = await people(1);
      expect((await tries(id, ann!)).refused).toBe('terms');
      expect((await tries(id, ann!, 1, { agrees: true })).refused).toBeNull();
      expect((await tries(id, ann!, 2)).refused).toBeNull();
    });

    it('is for those who may take part', async () => {
      const id = await started({ who: { type: 'tag', tag: 'guest' } });
      const [ann, bob] = await people(2);
      await database().pg.run(`UPDATE contact SET tags = '{guest}' WHERE id = $1`, [ann]);
      expect((await tries(id, ann!)).refused).toBeNull();
      expect((await tries(id, bob!)).refused).toBe('notAllowed');
    });
  });

  describe('its host', () => {
    it('cannot change odds once it has started, nor start without all codes; starting twice is starting once', async () => {
      const prizes = [{ id: 'tea', name: 'Tea', stock: 2, odds: 10, codes: true }];
      const id = await made({ prizes });
      await expect(d.draws.start(h.botId, id)).rejects.toThrow('"Tea" has 0 codes for 2 prizes.');
      expect(await d.codes.upload(h.botId, id, 'tea', 'A1\nB2\nA1')).toEqual({ added: 2, codes: 2, refused: [{ line: 3, why: 'again' }], refusedCount: 1 });
      expect(await d.codes.upload(h.botId, id, 'tea', 'B2')).toMatchObject({ added: 0, refused: [{ line: 1, why: 'known' }] });
      await d.draws.start(h.botId, id);
      const { commitment, revision, seed } = await view(id);
      expect([commitment, seed]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null]);
      await d.draws.start(h.botId, id);
      expect((await view(id)).commitment).toBe(commitment);
      await expect(d.draws.save(h.botId, id, { name: 'Luck', document: drawDocument({ prizes: [{ ...prizes[0]!, odds: 11 }] }), revision })).rejects.toThrow('Stop it and copy it');
      await expect(d.codes.upload(h.botId, id, 'tea', 'C3')).rejects.toThrow('has started');
      await d.draws.save(h.botId, id, { name: 'Better luck', document: drawDocument({ prizes, showNames: true }), revision });
      expect(await view(id)).toMatchObject({ name: 'Better luck', document: { showNames: true, prizes: [{ odds: 10 }] }, state: 'open' });
      const copy = await d.draws.copy(h.botId, id, 'Again');
      expect(await view(copy)).toMatchObject({ state: 'draft', commitment: null, prizes: [{ codes: 0 }] });
    });

    it('may stop it at any time: nobody can try any more, nothing follows, the seed is told', async () => {
      const id = await started({ kind: 'raffle' });
      const everybody = await people(3);
      for (const contactId of everybody) await tries(id, contactId);
      await d.draws.stop(h.botId, id);
      await d.ending.work();
      expect(await view(id)).toMatchObject({ state: 'ended', isStopped: true, given: 0, seed: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect((await tries(id, everybody[0]!)).refused).toBe('closed');
      expect(verifyDraw(await proofOf(id))).toEqual([]);
    });

    it('cannot delete it while it is going on', async () => {
      const id = await started();
      await expect(d.draws.remove(h.botId, id)).rejects.toThrow('Stop this draw first.');
      await d.draws.stop(h.botId, id);
      await d.draws.remove(h.botId, id);
      await expect(view(id)).rejects.toThrow();
    });
  });

  describe('by itself it', () => {
    it('opens and closes at its times, also when nobody looked for a while', async () => {
      const id = await started({ opensAt: at(HOUR), closesAt: at(2 * HOUR) });
      const [ann] = await people(1);
      expect((await tries(id, ann!)).refused).toBe('notOpen');
      h.clock.advance(HOUR);
      await d.ending.work();
      expect((await tries(id, ann!)).refused).toBeNull();
      h.clock.advance(HOUR);
      // Its time is over, though nobody has closed it yet.
      const [bob] = await people(1);
      expect((await tries(id, bob!)).refused).toBe('closed');
      await d.ending.work();
      expect((await view(id)).state).toBe('ended');
      const slept = await started({ opensAt: at(HOUR), closesAt: at(2 * HOUR) });
      h.clock.advance(3 * HOUR);
      await d.ending.work();
      expect((await view(slept)).state).toBe('ended');
    });

    it('draws the winners of a raffle at their time, each once, with codes and tags; two processes at it draw once', async () => {
      const id = await made({ kind: 'raffle', closesAt: at(HOUR), drawAt: at(3 * HOUR), prizes: [{ id: 'car', name: 'Car', stock: 1, tag: 'driver' }, { id: 'tea', name: 'Tea', stock: 3, codes: true }] });
      await d.codes.upload(h.botId, id, 'tea', 'A1\nB2\nC3');
      await d.draws.start(h.botId, id);
      const everybody = await people(50);
      await allTry(id, everybody);
      expect((await tries(id, everybody[0]!)).refused).toBe('already');
      expect((await view(id)).ending).toEqual({ winners: 4, others: 46 });
      h.clock.advance(HOUR);
      await d.ending.work();
      expect(await view(id)).toMatchObject({ state: 'closed', given: 0 });
      h.clock.advance(2 * HOUR);
      await Promise.all([d.ending.work(), d.ending.work(), d.draws.drawWinners(h.botId, id)]);
      await d.draws.drawWinners(h.botId, id);
      expect(await view(id)).toMatchObject({ state: 'ended', given: 4, prizes: [{ given: 1, left: 0 }, { given: 3, codesGiven: 3 }], ending: { winners: 4, others: 46 } });
      const { items } = await d.draws.tries(h.botId, id, { only: 'winners' });
      expect(items.flatMap(({ code }) => code ?? []).sort()).toEqual(['A1', 'B2', 'C3']);
      const { rows: drivers } = await database().pg.run(`SELECT id FROM contact WHERE tags @> '{driver}'`);
      expect(drivers).toEqual([{ id: items.find(({ prizeId }) => prizeId === 'car')!.contactId }]);
      expect(verifyDraw(await proofOf(id))).toEqual([]);
    });

    it('counts a try that was under way when it closed, before the winners are drawn', async () => {
      const id = await started({ kind: 'raffle' });
      const [ann] = await people(1);
      let drawn: Promise<void> | undefined;
      await database().pg.transaction(async (tx) => {
        await d.tries.attempt(tx, { botId: h.botId, contactId: ann!, now: h.clock.now() }, id, null);
        drawn = d.draws.drawWinners(h.botId, id);
        // Seen by others: it is closed already, and waits for this one.
        await until(() => view(id), ({ state }) => state !== 'open');
        expect((await view(id)).state).toBe('closed');
      });
      await drawn;
      expect(await view(id)).toMatchObject({ state: 'ended', people: 1, given: 1 });
    });
  });

  it('lists tries page by page, latest first', async () => {
    const id = await started();
    for (const contactId of await people(5)) await tries(id, contactId);
    const first = await d.draws.tries(h.botId, id, { limit: 3 });
    const second = await d.draws.tries(h.botId, id, { limit: 3, cursor: first.nextCursor! });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, null]);
    expect(new Set([...first.items, ...second.items].map(({ id: one }) => one)).size).toBe(5);
  });
});
