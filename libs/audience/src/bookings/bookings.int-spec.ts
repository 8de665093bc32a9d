import type { EffectScene } from '@chatloom/conversations';
import { joinSchemas, ManualClock, newId, UuidSource } from '@chatloom/platform';
import { harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { audienceSchema } from '../schema';
import { Bookings, type WantedBooking } from './Bookings';
import { exportBookings } from './exportBookings';

const database = testDatabase(joinSchemas(harnessSchema, audienceSchema));
const clock = new ManualClock('2026-11-21T10:00:00Z');
const EVENING: WantedBooking = { resource: 'Table', at: Date.parse('2026-11-24T18:30:00+08:00'), local: '2026-11-24T18:30', slot: '2026-11-24T18:00', people: 4, capacity: 10, note: '', flowId: newId(), keepIn: null };
const byAnn = { by: 'person', personId: newId() } as const;
let bot: string;
let bookings: Bookings;
beforeEach(async () => {
  bot = newId();
  bookings = new Bookings(database(), clock, new UuidSource());
  await database().pg.run(`INSERT INTO bot (id, name, time_zone, language) VALUES ($1, 'Tea House', 'Asia/Taipei', 'en')`, [bot]);
});
async function meet(name: string): Promise<string> {
  const id = newId();
  await database().pg.run('INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) VALUES ($1::uuid, $2, $2, $1::text, $3)', [id, bot, name]);
  return id;
}
const scene = (contactId: string | null): EffectScene => ({ botId: bot, channelId: bot, conversationId: newId(), contactId, turnId: newId(), now: clock.now() });
const save = (contactId: string | null, more: Partial<WantedBooking> = {}) => database().pg.transaction((tx) => bookings.save(tx, scene(contactId), { ...EVENING, ...more }));
const taken = async () => (await database().pg.run<{ slot: string; taken: number }>('SELECT slot, taken FROM booking_slot WHERE bot_id = $1 ORDER BY slot', [bot])).rows;

describe('a booking', () => {
  it('is kept while there is room at its time, and not a place more, however many book at once', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, i) => meet(`Guest ${i}`)));
    const outcomes = await Promise.all(people.map((id) => save(id, { people: 3 })));
    expect(outcomes.toSorted()).toEqual([...Array(5).fill('full'), ...Array(3).fill('saved')]);
    expect(await taken()).toEqual([{ slot: '2026-11-24T18:00', taken: 9 }]);
    expect(await save(people[0]!, { people: 3, slot: '2026-11-24T19:00' })).toBe('saved');
    expect(await save(people[0]!, { people: 11, slot: '2026-11-24T20:00' })).toBe('full');
    expect(await save(people[0]!, { people: 300, capacity: 0 })).toBe('saved');
  });

  it('gives its places back when the person or the team cancels it, or the person is deleted', async () => {
    const [ann, bob, cat] = [await meet('Ann'), await meet('Bob'), await meet('Cat')];
    for (const id of [ann, bob]) await save(id, { people: 5 });
    expect(await save(cat)).toBe('full');
    expect(await database().pg.transaction((tx) => bookings.cancelNext(tx, scene(ann), 'Table'))).toBe(true);
    expect(await database().pg.transaction((tx) => bookings.cancelNext(tx, scene(ann), 'Table'))).toBe(false);
    expect(await save(cat)).toBe('saved');
    const [first] = await bookings.list(bot, { from: '2026-11-24', to: '2026-11-24' }, { limit: 10 }).then((all) => all.filter((one) => one.contactId === bob));
    expect(await bookings.cancel(bot, first!.id, byAnn)).toMatchObject({ state: 'cancelled', cancelledBy: 'team', displayName: 'Bob' });
    await expect(bookings.cancel(bot, first!.id, byAnn)).rejects.toThrow('cancelled before');
    await expect(bookings.cancel(newId(), first!.id, byAnn)).rejects.toThrow();
    await database().pg.run('DELETE FROM contact WHERE id = $1', [cat]);
    expect(await taken()).toEqual([{ slot: '2026-11-24T18:00', taken: 0 }]);
  });

  it('cancelled by the team leaves no time to remind of, but that of another booking', async () => {
    const [bob, cat] = [await meet('Bob'), await meet('Cat')];
    const visit = async (id: string) => (await database().pg.run<{ visit: string | null }>(`SELECT fields ->> 'visit' AS visit FROM contact WHERE id = $1`, [id])).rows[0]!.visit;
    for (const id of [bob, cat]) await save(id, { keepIn: 'visit' });
    await database().pg.run(`UPDATE contact SET fields = jsonb_build_object('visit', CASE WHEN id = $1 THEN $2::text ELSE '2026-12-31T20:00' END) WHERE bot_id = $3`, [bob, EVENING.local, bot]);
    for (const { id } of await bookings.list(bot, { from: '2026-11-24', to: '2026-11-24' }, { limit: 10 })) await bookings.cancel(bot, id, byAnn);
    expect([await visit(bob), await visit(cat)]).toEqual([null, '2026-12-31T20:00']);
  });

  it('cancelled makes way for the next one of the same person', async () => {
    const dan = await meet('Dan');
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
    for (const day of days) await save(dan, { keepIn: 'visit', local: `${day}T18:30`, at: Date.parse(`${day}T18:30:00+08:00`), slot: day });
    const cancelNext = () => database().pg.transaction((tx) => bookings.cancelNext(tx, scene(dan), 'Table'));
    expect(await cancelNext()).toBe('2026-11-25T18:30');
    await database().pg.run(`UPDATE contact SET fields = '{"visit": "2026-11-25T18:30"}' WHERE id = $1`, [dan]);
    const [second] = await bookings.list(bot, { from: '2026-11-25', to: '2026-11-25' }, { limit: 1 });
    await bookings.cancel(bot, second!.id, byAnn);
    const { rows } = await database().pg.run<{ visit: string }>(`SELECT fields ->> 'visit' AS visit FROM contact WHERE id = $1`, [dan]);
    expect(rows[0]!.visit).toBe('2026-11-26T18:30');
    expect(await cancelNext()).toBe(true);
    expect(await cancelNext()).toBe(false);
  });

  it('of the past is not cancelled, and in a group nobody books', async () => {
    const ann = await meet('Ann');
    await save(ann, { at: clock.now() - 1, slot: 'then' });
    expect(await database().pg.transaction((tx) => bookings.cancelNext(tx, scene(ann), 'Table'))).toBe(false);
    expect(await save(null)).toBe('unclear');
  });

  it('is listed by the days of the bot, page by page, and written as a table without formulas', async () => {
    const ann = await meet('=Ann()');
    for (const [at, local] of [['2026-11-23T23:30:00+08:00', 'late'], ['2026-11-24T00:00:00+08:00', 'first'], ['2026-11-24T23:59:00+08:00', 'last'], ['2026-11-25T00:00:00+08:00', 'next']] as const) await save(ann, { at: Date.parse(at), local, capacity: 0 });
    const days = { from: '2026-11-24', to: '2026-11-24' };
    expect((await bookings.list(bot, days, { limit: 10 })).map(({ local }) => local)).toEqual(['first', 'last']);
    const [page] = await bookings.list(bot, days, { limit: 1 });
    expect((await bookings.list(bot, days, { limit: 1, after: { at: page!.at.getTime(), id: page!.id } })).map(({ local }) => local)).toEqual(['last']);
    expect(await bookings.list(bot, { ...days, resource: 'Boat' }, { limit: 10 })).toEqual([]);
    let table = '';
    for await (const part of exportBookings(bookings, bot, days)) table += part;
    expect(table.trim().split(/\r?\n/)).toHaveLength(3);
    expect(table).toContain(`'=Ann()`);
  });
});
