import type { PollContent } from '@chatloom/contract';
import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import { choicesOf } from './choicesOf';
import { drawPollCard, type PollCard, timeLeft } from './drawPollCard';
import { NO_VOTES, resultsOf, type Tally } from './tally';

const content: PollContent = {
  question: { en: 'Tea or coffee?', ja: 'お茶かコーヒーか？' }, kind: 'single', dates: [], min: 1, max: 12, changeable: true, secret: true, results: 'always', unknownVoters: 'count',
  choices: [{ id: 'tea', label: { en: 'Tea', ja: 'お茶' }, capacity: 3 }, { id: 'coffee', label: 'Coffee', imageUrl: 'https://example.com/coffee.png' }],
};
function card(more: Partial<Omit<PollCard, 'content'>> & { content?: Partial<PollContent>; tally?: Tally } = {}) {
  const { content: changed, tally = NO_VOTES, ...rest } = more;
  const asked = { ...content, ...changed };
  return drawPollCard({
    content: asked, results: resultsOf(asked.kind, choicesOf(asked), tally, 0), state: 'open', closesAt: null, now: 0, language: 'en', mine: null, pageUrl: null, isGroup: false,
    button: (action) => `g|p|game|${action}|signature`, ...rest,
  });
}
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
const tapsOf = (value: unknown): { data: string; displayText?: string }[] =>
  Array.isArray(value) ? value.flatMap(tapsOf) : value && typeof value === 'object' ? [...('data' in value ? [value as unknown as { data: string }] : []), ...Object.values(value).flatMap(tapsOf)] : [];

describe('the vote card', () => {
  const tally: Tally = { voters: 4, votes: { tea: 3, coffee: 1 }, points: {} };

  it('shows how the vote stands, marks the own choice, and says what is full', () => {
    expect(textsOf(card({ tally, mine: { choices: ['coffee'], complete: true, final: true } }))).toEqual(['Tea or coffee?', 'Tea', 'Full', '75%', '✓ Coffee', '25%', '4 votes']);
  });
  it('keeps the result to itself until the person has voted, or until it has closed', () => {
    expect(textsOf(card({ tally, content: { results: 'afterVote' } }))).not.toContain('75%');
    expect(textsOf(card({ tally, content: { results: 'afterVote' }, mine: { choices: ['tea'], complete: true, final: true } }))).toContain('75%');
    expect(textsOf(card({ tally, content: { results: 'afterClose' }, mine: { choices: ['tea'], complete: true, final: true } }))).not.toContain('75%');
    expect(textsOf(card({ tally, content: { results: 'afterClose' }, state: 'closed' }))).toContain('75%');
  });
  it('cannot be tapped once it has closed', () => {
    expect(tapsOf(card({ state: 'closed' }))).toEqual([]);
    expect(tapsOf(card()).map(({ data }) => data)).toEqual(['g|p|game|v.tea|signature', 'g|p|game|v.coffee|signature']);
  });
  it('does not let a tap say a secret vote aloud in a group', () => {
    expect(tapsOf(card({ isGroup: true })).every(({ displayText }) => displayText === undefined)).toBe(true);
    expect(tapsOf(card({ isGroup: true, content: { secret: false } })).map(({ displayText }) => displayText)).toEqual(['Tea', 'Coffee']);
  });
  it('speaks the reader’s language', () => {
    expect(textsOf(card({ language: 'ja', now: 0, closesAt: 3_600_000 }))).toEqual(['お茶かコーヒーか？', 'お茶', '残り3', '0%', 'Coffee', '0%', 'まだ投票はありません · 残り60分 · 選択肢をタップして投票']);
  });
  it.each([[59_000, '1 min left'], [3_600_000, '60 min left'], [26 * 3_600_000, '26 h left'], [72 * 3_600_000, '3 days left'], [-1, '']])('with %d ms to go says "%s"', (ms, words) => {
    expect(timeLeft(1_000_000 + ms, 1_000_000, 'en')).toBe(words);
  });

  it('is one that LINE takes, whatever is asked and however the vote stands', () => {
    const label = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.constantFrom('single' as const, 'multiple' as const, 'ranked' as const, 'yesNo' as const, 'dates' as const, 'scale' as const),
        fc.array(label, { minLength: 2, maxLength: 12 }), fc.constantFrom('open' as const, 'closed' as const, 'scheduled' as const), fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }), fc.constantFrom('en', 'th', 'ja', undefined),
        (kind, labels, state, counts, language) => {
          const asked = { kind, question: 'How?', choices: labels.map((words, index) => ({ id: `c${index}`, label: words, capacity: 5 })), dates: labels.map((_, index) => ({ id: `d${index}`, at: `2026-12-${10 + index}T18:30` })) };
          const ids = choicesOf({ ...content, ...asked }).map(({ id }) => id);
          const tallied = { voters: Math.max(...counts), votes: Object.fromEntries(ids.map((id, index) => [id, counts[index]!])), points: Object.fromEntries(ids.map((id, index) => [id, counts[index]!])) };
          const message = card({ content: asked, tally: tallied, state, language, pageUrl: 'https://chat.example.com/p/abc', mine: { choices: [ids[0]!], complete: true, final: false }, button: (action) => `g|p|game|${action}|${'x'.repeat(240)}` });
          expect(validateMessages([message])).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
