import { DRAW_KINDS, DRAW_REFUSALS, drawDocumentSchema } from '@chatloom/contract';
import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import { drawCardOf, type DrawCardView } from './drawCardOf';

const document = (more = {}) => drawDocumentSchema.parse({ title: 'Summer luck', kind: 'instant', prizes: [{ id: 'tea', name: 'Tea', stock: 1, description: 'A big pot' }, { id: 'cup', name: 'Cup', stock: 1 }], ...more });
const card = (more: Partial<DrawCardView> = {}) =>
  drawCardOf({
    document: document(), language: 'en', isEntered: false, refusal: null, triesLeft: null, isGroup: false, zone: 'Asia/Taipei', isTrial: false, button: (action) => `g|d|draw|${action}|signature`, nextAttempt: 1, ownPageUrl: null, pageUrl: null,
    ...more,
  });
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
const labelsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(labelsOf) : value && typeof value === 'object' ? [...('label' in value ? [String(value.label)] : []), ...Object.values(value).flatMap(labelsOf)] : [];

describe('the card of a draw', () => {
  it('says what can be won, and how many tries are left', () => {
    expect(textsOf(card({ triesLeft: 2 }))).toEqual(['Summer luck', 'To be won: Tea, Cup', '2 tries left']);
    expect(labelsOf(card())).toEqual(['Try my luck']);
    expect(labelsOf(card({ nextAttempt: 2, outcome: { prizeId: null, code: null } }))).toEqual(['Try again']);
  });

  it('says what was won, with its code, and what losers get', () => {
    expect(textsOf(card({ refusal: 'limit', outcome: { prizeId: 'tea', code: 'A1' } }))).toEqual(['Summer luck', 'You have won: Tea', 'A big pot', 'Your code', 'A1']);
    expect(textsOf(card({ refusal: 'limit', outcome: { prizeId: null, code: null } }))).toEqual(['Summer luck', 'No luck this time.']);
    const kind = document({ losersPrize: { name: 'A smile', code: 'SMILE' } });
    expect(textsOf(card({ document: kind, refusal: 'limit', outcome: { prizeId: null, code: null } }))).toEqual(['Summer luck', 'Not this time, but this is for you: A smile', 'Your code', 'SMILE']);
  });

  it('of a scratch card or wheel opens the person’s page; of a raffle tells when winners are drawn, in the zone of the shop', () => {
    expect(labelsOf(card({ document: document({ kind: 'wheel' }), ownPageUrl: 'https://chat.example.com/p/1' }))).toEqual(['Spin the wheel', 'My result']);
    const raffle = document({ kind: 'raffle', closesAt: '2026-11-21T10:00:00Z' });
    expect(labelsOf(card({ document: raffle }))).toEqual(['Take part']);
    expect(textsOf(card({ document: raffle, isEntered: true, refusal: 'already', language: 'ja' }))).toEqual(['Summer luck', 'すでに応募済みです。', '抽選日時：2026/11/21 18:00']);
  });

  it('is a message LINE takes, whatever is in it', () => {
    const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength }).map((words) => `x${words}`.slice(0, maxLength).trim());
    const prize = fc.record({ id: fc.constantFrom('a', 'b', 'c'), name: text(80), description: text(300), stock: fc.constant(1), imageUrl: fc.constantFrom(null, 'https://example.com/a.png') });
    const drawn = fc.record({ title: text(80), description: text(1_000), terms: text(5_000), kind: fc.constantFrom(...DRAW_KINDS), prizes: fc.uniqueArray(prize, { selector: ({ id }) => id, minLength: 1 }) });
    fc.assert(
      fc.property(drawn, fc.option(fc.constantFrom(...DRAW_REFUSALS), { nil: null }), fc.boolean(), fc.option(fc.record({ prizeId: fc.constantFrom('a', 'z', null), code: fc.option(text(60), { nil: null }) }), { nil: undefined }), fc.boolean(), fc.constantFrom('en', 'zh-TW', 'ja', 'th', undefined), (draw, refusal, isEntered, outcome, isGroup, language) => {
        const message = card({ document: document(draw), refusal, isEntered, isGroup, language, triesLeft: 3, ownPageUrl: isGroup ? null : 'https://chat.example.com/p/1', pageUrl: 'https://chat.example.com/p/2', ...(outcome && { outcome }) });
        expect(validateMessages([message])).toEqual([]);
      }),
    );
  });
});
