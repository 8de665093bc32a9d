import { randomUUID } from 'node:crypto';
import { ContactFactSources, PersonalDataParts, SegmentFacts } from '@chatloom/audience';
import { type StampCardDocument, stampCardDocumentSchema, type VoucherDocument, voucherDocumentSchema } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import type { FlowDocument } from '@chatloom/flow';
import { validateMessages } from '@chatloom/messages';
import { joinSchemas } from '@chatloom/platform';
import { createHarness, type Harness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { gamesSchema } from '../schema';
import { givingOver } from '../testing/givingHarness';
import { registerStampParts } from './registerStampParts';

const VOUCHER = '019a0000-0000-7000-8000-0000000000a1';
const CARD = '019a0000-0000-7000-8000-0000000000a2';
const GIVE_FLOW = '019a0000-0000-7000-8000-00000000000a';
const STAMP_FLOW = '019a0000-0000-7000-8000-00000000000b';
const AFTER_FLOW = '019a0000-0000-7000-8000-00000000000c';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const trigger = (text: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text }], priority: 50, whileRunning: 'interrupt' } });
const say = (text: string) => ({ type: 'text', data: { text, ifTooLate: 'push' } });
const flow = (name: string, nodes: FlowDocument['nodes'], path: string[][]): FlowDocument => ({
  formatVersion: 1, name, language: 'en', nodes, edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from: from!, port: port!, to: to! })), layout: { nodes: {} },
});
const voucher = (what: string) => ({ type: 'voucher', data: { do: what, voucherId: VOUCHER, ifTooLate: 'drop' } });
const card = (what: string) => ({ type: 'stampCard', data: { do: what, cardId: CARD, ifTooLate: 'drop' } });
const FLOWS = {
  [GIVE_FLOW]: flow(
    'Coupons',
    { give: trigger('gift'), given: voucher('give'), thanks: say('Your code is {{lastAnswer}}'), show: trigger('mine'), shown: voucher('show'), redeem: trigger('use'), redeemed: voucher('redeem'), gone: say('Come back tomorrow.') },
    [['give', 'next', 'given'], ['given', 'given', 'thanks'], ['given', 'soldOut', 'gone'], ['show', 'next', 'shown'], ['redeem', 'next', 'redeemed']],
  ),
  [STAMP_FLOW]: flow('Stamps', { stamp: trigger('stamp'), stamped: card('stamp'), full: say('A party!'), show: trigger('card'), shown: card('show') }, [['stamp', 'next', 'stamped'], ['stamped', 'full', 'full'], ['show', 'next', 'shown']]),
  [AFTER_FLOW]: flow('Afterwards', { start: trigger('never'), one: say('How was it?') }, [['start', 'next', 'one']]),
};

describe('vouchers and stamp cards', () => {
  const database = testDatabase(joinSchemas(harnessSchema, gamesSchema), { poolSize: 24, connectTimeoutMs: 30_000 });
  let h: Harness;
  let games: ReturnType<typeof givingOver>;
  beforeEach(async () => {
    await database().pg.run('TRUNCATE inbox, timer, outbox, turn, conversation, contact, process_heartbeat, seen_event, shop_pin_try, bot CASCADE');
    h = await createHarness(database(), FLOWS);
    games = givingOver(database(), h);
  });

  const sql = async <Row extends object>(text: string, values: unknown[] = []) => (await database().pg.run<Row & Record<string, unknown>>(text, values)).rows;
  const sentMessages = async () => (await sql<{ messages: LineMessage[] }>('SELECT messages FROM outbox WHERE bot_id = $1 ORDER BY seq', [h.botId])).flatMap((row) => row.messages);
  const textsOf = (value: unknown): string[] =>
    Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
  const words = async () => (await sentMessages()).map((message) => textsOf(message).join(' / '));
  const buttonOf = (message: LineMessage): string => /g\|[^"]+/.exec(JSON.stringify(message))![0];
  const idOf = async (user: string) => (await h.system.contacts.findByLineUser(h.botId, user))!.id;
  const settled = async () => {
    await games.gifts.work();
    await h.settle();
  };

  async function offer(more: Partial<Record<keyof VoucherDocument, unknown>> = {}): Promise<string> {
    const { id } = await games.vouchers.create(h.botId, { name: 'Tea', document: voucherDocumentSchema.parse({ title: 'Free tea', ...more }) });
    await sql('UPDATE voucher SET id = $2 WHERE id = $1', [id, VOUCHER]);
    await games.vouchers.open(h.botId, VOUCHER);
    return VOUCHER;
  }
  async function offerCard(more: Partial<Record<keyof StampCardDocument, unknown>> = {}): Promise<string> {
    const { id } = await games.cards.create(h.botId, { name: 'Teas', document: stampCardDocumentSchema.parse({ title: 'Three teas', stamps: 3, rewardText: 'One tea', perDay: null, ...more }) });
    await sql('UPDATE stamp_card SET id = $2 WHERE id = $1', [id, CARD]);
    await games.cards.open(h.botId, CARD);
    return CARD;
  }
  async function people(count: number): Promise<string[]> {
    return (await sql<{ id: string }>(`INSERT INTO contact (id, bot_id, channel_id, line_user_id) SELECT gen_random_uuid(), $1, $2, 'person-' || n FROM generate_series(1, $3::int) AS n RETURNING id`, [h.botId, h.channelId, count])).map(({ id }) => id);
  }
  const give = (contactId: string, source: string = randomUUID()) =>
    database().pg.transaction(async (tx) => (await games.issuing.give(tx, { botId: h.botId, voucherId: VOUCHER, contactId, givenBy: 'flow', source, now: h.clock.now() })).outcome);
  const stamp = (contactId: string, sourceKey: string = randomUUID()) =>
    database().pg.transaction(async (tx) => (await games.stamping.stamp(tx, { botId: h.botId, cardId: CARD, contactId, source: 'flow', sourceKey, now: h.clock.now() }))!.outcome);
  const countOf = (outcomes: readonly string[]) => Object.fromEntries([...new Set(outcomes)].sort().map((one) => [one, outcomes.filter((each) => each === one).length]));

  describe('a voucher in the chat', () => {
    it('is given by a step as a card with a way to redeem it, and its code is the last answer', async () => {
      await offer({ value: '100 %', expiry: { by: 'days', days: 7 } });
      await h.says('gift');
      const [shown, thanks] = await sentMessages();
      expect(validateMessages([shown!])).toEqual([]);
      expect(textsOf(shown)).toEqual(['100 %', 'Free tea', 'This is yours.', expect.stringMatching(/^Good through \d+ \w+ \d{4}$/)]);
      expect(JSON.stringify(shown)).toContain('https://chat.example.com/p/1v');
      expect(textsOf(thanks)).toEqual([expect.stringMatching(/^Your code is [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)]);
    });

    it('given twice to the same person is shown again; what the flow says itself is not said twice', async () => {
      await offer({ stock: 1 });
      for (const user of ['Ann', 'Ann', 'Bob']) await h.says('gift', { user });
      expect((await words()).slice(2)).toEqual(['Free tea / You have this already. / No expiry date', 'Come back tomorrow.']);
      expect((await games.vouchers.get(h.botId, VOUCHER)).counts).toEqual({ issued: 1, redeemed: 0, expired: 0, open: 1 });
    });

    it('is shown, looked at again and redeemed; afterwards there is none', async () => {
      await offer({ redeemedFlowId: AFTER_FLOW });
      await h.says('mine');
      await h.says('gift');
      await h.says('mine');
      const shown = (await sentMessages()).at(-1)!;
      await h.happens({ type: 'postbackReceived', data: buttonOf(shown), at: h.clock.now() });
      await h.says('use');
      await settled();
      await h.says('use');
      await h.happens({ type: 'postbackReceived', data: buttonOf(shown), at: h.clock.now() });
      expect((await words()).map((line) => line.replace(/Redeemed \d.*/, 'Redeemed …').replace(/is [-\w]+$/, 'is …'))).toEqual([
        'You have no coupon to redeem.', 'Free tea / This is yours. / No expiry date', 'Your code is …', 'Free tea / No expiry date', 'Free tea / No expiry date', 'Free tea / Redeemed. Enjoy! / Redeemed …', 'How was it?', 'You have no coupon to redeem.', 'Free tea / Redeemed …',
      ]);
    });

    it('of somebody else shows nothing, and that is written down', async () => {
      await offer();
      await h.says('gift');
      await h.says('gift', { user: 'Bob' });
      const anns = buttonOf((await sentMessages())[0]!);
      await h.happens({ type: 'postbackReceived', data: anns, at: h.clock.now() }, { user: 'Bob' });
      expect((await words()).at(-1)).toBe('This button is not valid here. Please open the card anew.');
      expect(games.trail.lines).toMatchObject([{ action: 'game.refused', details: { why: 'forged' } }]);
    });

    it('shows no address in a group, because whoever has it acts as the person', async () => {
      await offer();
      await h.happens({ type: 'messageReceived', message: { id: '1', type: 'text', text: 'gift' }, at: h.clock.now(), from: 'Ann' }, { key: 'g:C1' });
      expect(await words()).toContain('Free tea / This is yours. It waits for you in our chat. Ask for it there. / No expiry date');
      expect(JSON.stringify((await sentMessages())[0])).not.toMatch(/\/p\/1v|g\|v/);
    });

    it('expires with the last moment of its day, and cannot be redeemed then', async () => {
      await offer({ expiry: { by: 'days', days: 0 } });
      await h.says('gift');
      await h.clock.advance(DAY_MS);
      await h.says('use');
      expect((await words()).at(-1)).toBe('You have no coupon to redeem.');
      expect((await games.vouchers.get(h.botId, VOUCHER)).counts).toEqual({ issued: 1, redeemed: 0, expired: 1, open: 0 });
    });
  });

  describe('under many hands at once', () => {
    it('a person gets one of a voucher in 100 tries at the same time', async () => {
      await offer({ stock: 50 });
      const [ann] = await people(1);
      expect(countOf(await Promise.all(Array.from({ length: 100 }, () => give(ann!))))).toEqual({ alreadyHas: 99, given: 1 });
      expect(await games.vouchers.get(h.botId, VOUCHER)).toMatchObject({ counts: { issued: 1 }, left: 49 });
    });

    it('500 people at the same time get exactly the stock', async () => {
      await offer({ stock: 60 });
      const everybody = await people(500);
      expect(countOf(await Promise.all(everybody.map((one) => give(one))))).toEqual({ given: 60, soldOut: 440 });
      expect(await games.vouchers.get(h.botId, VOUCHER)).toMatchObject({ counts: { issued: 60 }, left: 0 });
      const codes = await sql<{ code: string }>('SELECT DISTINCT code FROM voucher_issued');
      expect(codes).toHaveLength(60);
    });

    it('the same cause gives one, however often it is repeated', async () => {
      await offer({ perPerson: null, stock: 9 });
      const [ann] = await people(1);
      expect(countOf(await Promise.all(Array.from({ length: 30 }, () => give(ann!, 'one cause'))))).toEqual({ given: 30 });
      expect(await games.vouchers.get(h.botId, VOUCHER)).toMatchObject({ counts: { issued: 1 }, left: 8 });
    });

    it('a voucher is redeemed once in 100 tries, whoever redeems it', async () => {
      await offer();
      const [ann] = await people(1);
      await give(ann!);
      const [issued] = (await games.vouchers.issued(h.botId, VOUCHER, {})).items;
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          i % 2 === 0
            ? games.redeeming.redeemCode(h.botId, issued!.code, { shopId: null, personId: null }).then(({ outcome }) => outcome)
            : database().pg.transaction((tx) => games.redeeming.redeem(tx, h.botId, issued!.id, { by: 'flow', shopId: null, personId: null, now: h.clock.now() })),
        ),
      );
      expect(countOf(outcomes)).toEqual({ already: 99, redeemed: 1 });
    });

    it('100 taps at the same time are one stamp where one a day is allowed', async () => {
      await offerCard({ perDay: 1 });
      const [ann] = await people(1);
      expect(countOf(await Promise.all(Array.from({ length: 100 }, () => stamp(ann!))))).toEqual({ limitReached: 99, stamped: 1 });
      expect((await games.cards.get(h.botId, CARD)).counts).toEqual({ people: 1, given: 1, full: 0 });
    });

    it('100 stamps at the same time fill cards one after the other, and each full card brings one reward', async () => {
      await offer({ stock: 20 });
      await offerCard({ stamps: 4, reward: { by: 'voucher', voucherId: VOUCHER } });
      const [ann] = await people(1);
      expect(countOf(await Promise.all(Array.from({ length: 100 }, () => stamp(ann!))))).toEqual({ full: 25, stamped: 75 });
      expect(await games.vouchers.get(h.botId, VOUCHER)).toMatchObject({ counts: { issued: 20 }, left: 0 });
      expect(await games.cards.get(h.botId, CARD)).toMatchObject({ counts: { people: 1, given: 100, full: 25 }, owed: 5 });
    });
  });

  describe('a stamp card', () => {
    it('comes by a keyword, fills, thanks for it and begins anew', async () => {
      await offerCard();
      for (let i = 0; i < 4; i += 1) await h.says('stamp');
      const messages = await sentMessages();
      expect(messages.flatMap((message) => validateMessages([message]))).toEqual([]);
      expect(await words()).toEqual([
        'Three teas / Stamped! / ★ / 2 / Gift / 1 of 3 stamps · 2 more to go / For a full card: One tea',
        'Three teas / Stamped! / ★ / ★ / Gift / 2 of 3 stamps · Only one more! / For a full card: One tea',
        'Three teas / Stamped – and your card is full! / ★ / ★ / ★ / 3 of 3 stamps · Your card is full! / For a full card: One tea',
        'A party!',
        'Three teas / Stamped! / ★ / 2 / Gift / 1 of 3 stamps · 2 more to go / For a full card: One tea / Cards filled so far: 1',
      ]);
    });

    it('an event that is delivered twice is one stamp', async () => {
      await offerCard();
      for (let i = 0; i < 2; i += 1) await h.says('stamp', { eventId: 'the same event' });
      expect((await games.cards.get(h.botId, CARD)).counts.given).toBe(1);
    });

    it('says from when on the next stamp is possible', async () => {
      await offerCard({ perDay: 1 });
      await h.says('stamp');
      await h.says('stamp');
      expect((await words()).at(-1)).toMatch(/^Three teas \/ No more stamps for now\. The next one is possible from \d+ \w+,? 00:00\. /);
    });

    it('comes by the code of a place, once per limit, and a place that changes its code takes no old one', async () => {
      await offerCard({ perDay: 2 });
      const fixed = await games.places.create(h.botId, CARD, { name: 'Counter', shopId: null, code: 'fixed', isActive: true });
      const rotating = await games.places.create(h.botId, CARD, { name: 'Screen', shopId: null, code: 'rotating', isActive: true });
      await h.says((await games.places.codeOf(h.botId, CARD, fixed.id)).message);
      const shown = (await games.places.codeOf(h.botId, CARD, rotating.id)).message;
      await h.says(shown);
      await h.clock.advance(60_000);
      await h.says(shown);
      await h.says('(#nobodyknows)');
      expect((await words()).map((line) => line.split(' / ').slice(0, 2).join(' / '))).toEqual(['Three teas / Stamped!', 'Three teas / Stamped!', 'This code is no longer valid. Please scan the one that is shown now.']);
      await games.places.update(h.botId, CARD, fixed.id, { name: 'Counter', shopId: null, code: 'fixed', isActive: false });
      await h.says((await games.places.codeOf(h.botId, CARD, fixed.id)).message, { user: 'Bob' });
      expect((await games.cards.get(h.botId, CARD)).places).toMatchObject([{ name: 'Counter', stamps: 1, people: 1 }, { name: 'Screen', stamps: 1, people: 1 }]);
    });

    it('brings its voucher into the chat; one that had run out follows as soon as there is more', async () => {
      await offer({ stock: 1 });
      await offerCard({ stamps: 2, reward: { by: 'voucher', voucherId: VOUCHER } });
      for (let i = 0; i < 2; i += 1) await h.says('stamp');
      for (let i = 0; i < 2; i += 1) await h.says('stamp', { user: 'Bob' });
      const said = await words();
      expect(said).toContain('Free tea / This is yours. / No expiry date');
      expect(said.filter((line) => line.includes('Your reward has run out'))).toHaveLength(1);
      await games.gifts.work();
      expect((await games.vouchers.get(h.botId, VOUCHER)).counts.issued).toBe(1);
      const { document, revision } = await games.vouchers.get(h.botId, VOUCHER);
      await games.vouchers.save(h.botId, VOUCHER, { name: 'Tea', document: { ...document, stock: 2 }, revision });
      await Promise.all([games.gifts.work(), games.gifts.work()]);
      expect((await games.vouchers.issued(h.botId, VOUCHER, {})).items.map(({ displayName, givenBy }) => [displayName, givenBy])).toEqual([['Bob', 'stampCard'], ['Ann', 'stampCard']]);
      expect((await games.cards.get(h.botId, CARD)).owed).toBe(0);
    });

    it('that is full begins its flow once, also when the one who told it died before he could say so', async () => {
      await offerCard({ stamps: 2, reward: { by: 'flow', flowId: AFTER_FLOW } });
      for (let i = 0; i < 2; i += 1) await h.says('stamp');
      const before = await sql<{ owed_rounds: number[] }>('SELECT owed_rounds FROM stamp_holder');
      await settled();
      await sql('UPDATE stamp_holder SET owed_rounds = $1', [before[0]!.owed_rounds]);
      await settled();
      expect((await words()).filter((line) => line === 'How was it?')).toHaveLength(1);
      expect(await sql('SELECT 1 FROM stamp_holder WHERE owed_rounds <> $1', [[]])).toEqual([]);
    });
  });

  it('what is kept of a person can be asked for in segments, is handed out, and stays in the statistics without the person', async () => {
    const facts = new SegmentFacts();
    const personal = new PersonalDataParts();
    const onPage = new ContactFactSources();
    registerStampParts(database(), { facts, people: onPage, personal }, h.clock);
    await offer();
    await offerCard({ stamps: 2 });
    for (let i = 0; i < 3; i += 1) await h.says('stamp');
    await h.says('stamp', { user: 'Bob' });
    await h.says('gift');
    await h.says('gift', { user: 'Bob' });
    await h.says('use', { user: 'Bob' });
    const [ann, bob] = [await idOf('Ann'), await idOf('Bob')];
    const peopleOf = async (fact: string, subject: string, option?: string) => {
      const { contact, from, bot, subject: about, option: part, where = 'true', ...kind } = facts.get(fact)!;
      expect([await kind.hasSubject(h.botId, subject), (await kind.subjects(h.botId)).map(({ id }) => id)]).toEqual([true, [subject]]);
      const rows = await sql<{ id: string }>(`SELECT DISTINCT ${contact} AS id FROM ${from} WHERE ${bot} = $1 AND ${about} = $2 AND (${where}) AND ($3::text IS NULL OR ${part ?? 'NULL'} = $3)`, [h.botId, subject, option ?? null]);
      return rows.map(({ id }) => (id === ann ? 'Ann' : id === bob ? 'Bob' : id)).sort();
    };
    expect([await peopleOf('voucherGiven', VOUCHER), await peopleOf('voucherOpen', VOUCHER), await peopleOf('voucherRedeemed', VOUCHER)]).toEqual([['Ann', 'Bob'], ['Ann'], ['Bob']]);
    expect([await peopleOf('stampsReached', CARD, '1'), await peopleOf('stampsReached', CARD, '2'), await peopleOf('stampCardFilled', CARD)]).toEqual([['Ann', 'Bob'], [], ['Ann']]);

    expect(await onPage.of(h.botId, bob)).toMatchObject([{ kind: 'vouchers', items: [{ title: 'Tea', state: 'redeemed' }] }, { kind: 'stampCards', items: [{ title: 'Teas', state: 'collecting', detail: '1/2' }] }]);

    const person = { botId: h.botId, channelId: h.channelId, contactId: ann, lineUserId: 'Ann', conversationId: null };
    const kept = () => Promise.all(personal.list().map(([, part]) => part.export(database().pg, person)));
    expect(await kept()).toMatchObject([[{ voucher: 'Tea', redeemedAt: null }], [{ card: 'Teas' }, { card: 'Teas' }, { card: 'Teas' }]]);
    await database().pg.transaction(async (tx) => {
      for (const [, part] of personal.list()) await part.forget(tx, person);
    });
    expect(await kept()).toEqual([[], []]);
    expect([(await games.vouchers.get(h.botId, VOUCHER)).counts, (await games.cards.get(h.botId, CARD)).counts]).toEqual([{ issued: 2, redeemed: 1, expired: 0, open: 1 }, { people: 1, given: 4, full: 1 }]);
  });

  it('a person’s page of a card that is over says so, and a gone person has no page', async () => {
    await offerCard();
    await h.says('stamp');
    const token = games.links.tokenOf({ kind: 'stampCard', gameId: CARD, contactId: await idOf('Ann') });
    const scene = (await games.personal.scene(token))!;
    expect(await games.personal.show(scene)).toMatchObject({ kind: 'stampCard', stamps: 1, state: 'open', nextAt: null });
    await games.cards.stop(h.botId, CARD);
    expect(await games.personal.show(scene)).toMatchObject({ stamps: 1, state: 'stopped' });
    expect(await games.personal.show({ ...scene, gameId: randomUUID() })).toBeNull();
  });
});
