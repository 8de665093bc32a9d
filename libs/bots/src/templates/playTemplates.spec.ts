import { Talk, type TalkTurn, toInput } from '@chatloom/engine';
import { flowEngine } from '../flowEngine';
import { type TemplateId, templateFor, templates } from './templates';

const LANGUAGES = ['en', 'zh-TW', 'ja', 'th'];

/** Ann, who reads `language`, meets a bot that runs the template. */
function meet(id: TemplateId, language: string, effectAnswers: Record<string, string | boolean> = {}) {
  const now = Date.parse('2026-11-21T10:00:00+09:00');
  const talk = new Talk({ engine: flowEngine, flows: [{ flowId: id, document: templateFor(id, language) }], contact: { language }, bot: { name: 'Ann’s café', timeZone: 'Asia/Tokyo' }, now, effectAnswers });
  const text = (text: string) => talk.take(talk.says(text));
  const joins = () => talk.take({ type: 'friendAdded', at: talk.now, isUnblocked: false });
  /** The nth button of the newest bubble. */
  const tap = (index: number) => talk.take(toInput({ tap: talk.buttons()[index]!.label }, talk));
  return { talk, text, joins, tap };
}
const words = (turn: TalkTurn) => turn.bubbles.map(({ message }) => JSON.stringify(message)).join('\n');

describe.each(LANGUAGES)('in %s', (language) => {
  it('a table is booked, with one mistake on the way, shown before it is kept, and cancelled by a word', () => {
    const { talk, text, joins, tap } = meet('restaurant-booking', language, { saveBooking: 'saved', cancelBooking: true });
    expect(words(joins())).toContain('Ann’s café');
    tap(0);
    expect(text('2020-01-01').bubbles).toHaveLength(1);
    for (const answer of ['2026-11-28', '18:30', '4', 'Ann', '+81 90 1234 5678']) expect(text(answer).bubbles).toHaveLength(1);
    for (const shown of ['2026-11-28', '18:30', '4', 'Ann', '+819012345678']) expect(words({ bubbles: talk.bubbles.slice(-1), effects: [], trace: [] })).toContain(shown);
    expect(words(tap(0))).toContain('2026-11-28');
    expect(talk.contact).toMatchObject({ tags: ['booked a table'], fields: { phone: '+819012345678', nextVisit: '2026-11-28T18:30' } });
    expect(talk.state.session).toBeNull();
    const cancel = { en: 'Please cancel my booking', 'zh-TW': '我要取消訂位', ja: '予約をキャンセルしたいです', th: 'ขอยกเลิกการจองค่ะ' }[language]!;
    expect(text(cancel).bubbles).toHaveLength(1);
    expect(talk.contact.fields).not.toHaveProperty('nextVisit', expect.any(String));
  });

  it('who wants a table when there is none left, or at a time that is over, is asked for another day', () => {
    const full = meet('restaurant-booking', language, { saveBooking: 'full' });
    const over = meet('restaurant-booking', language, { saveBooking: 'saved' });
    for (const [{ joins, tap, text }, date] of [[full, '2026-11-28'], [over, '2026-11-21']] as const) {
      joins();
      tap(0);
      const hour = date === '2026-11-21' ? '11:00' : '18:30';
      for (const answer of [date, hour, '4', 'Ann', '+81 90 1234 5678']) text(answer);
      if (date === '2026-11-21') over.talk.advance(3 * 3_600_000);
      expect(tap(0).bubbles).toHaveLength(2);
    }
    expect(full.talk.contact.tags).toEqual([]);
    expect(words(full.talk.take(full.talk.says('2026-11-29')))).not.toBe('');
  });

  it('a question is answered by the buttons, by words, and honestly when there is no answer', () => {
    const { text, joins, tap } = meet('faq', language);
    expect(words(joins())).toContain('Ann');
    expect(words(tap(0))).toMatch(/11:00/);
    const place = { en: 'Where are you?', 'zh-TW': '請問地址在哪', ja: '住所はどこですか', th: 'ร้านอยู่ที่ไหนคะ' }[language]!;
    expect(text(place).bubbles.map(({ message }) => message.type)).toEqual(['text', 'location']);
    expect(words(text('xyzzy'))).toContain('quickReply');
  });

  it('a new friend gets a coupon at once and, a day later, a word about it, unless they left', () => {
    const { talk, joins, tap } = meet('marketing-welcome', language);
    expect(joins().bubbles).toHaveLength(2);
    const coupon = tap(1);
    expect(words(coupon)).toContain('WELCOME10');
    expect(talk.contact).toMatchObject({ tags: ['likes offers'], fields: { interest: 'offers' } });
    expect(talk.advance(86_400_000 - 1).bubbles).toEqual([]);
    const later = talk.advance(1);
    expect(words(later)).toContain('Ann');
    expect(words(tap(0))).toContain('WELCOME10');

    const gone = meet('marketing-welcome', language);
    gone.joins();
    gone.tap(0);
    gone.talk.take({ type: 'friendRemoved', at: gone.talk.now });
    expect(gone.talk.advance(2 * 86_400_000).bubbles).toEqual([]);
  });
});

it('whoever writes anything to any of them gets an answer', () => {
  for (const { id } of templates) expect(meet(id, 'en').text('good evening').bubbles.length).toBeGreaterThan(0);
});
