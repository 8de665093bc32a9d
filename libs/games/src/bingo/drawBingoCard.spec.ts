import { bingoDocumentSchema } from '@chatloom/contract';
import { dealCard, marksFor } from '@chatloom/fairplay';
import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import type { z } from 'zod';
import { kindOf } from './BingoRow';
import { type BingoCardView, drawBingoCard } from './drawBingoCard';

const document = (more: Partial<z.input<typeof bingoDocumentSchema>> = {}) =>
  bingoDocumentSchema.parse({ title: 'Bingo night', card: { type: 'balls75' }, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 1 }], ...more });
const CALLS = [0, 16, 31];
function view(more: Partial<BingoCardView> = {}): BingoCardView {
  const asked = more.document ?? document();
  const card = dealCard(kindOf(asked), { seed: new Uint8Array(32), round: 1, player: 'ann', attempt: 0 });
  return {
    document: asked, state: 'running', language: 'en', mine: { card, marks: marksFor(card, new Set(CALLS)), missing: 3, claimUntil: null }, won: [], playingFor: 'A drink', calls: CALLS, pageUrl: null, cardUrl: null,
    button: (action) => `g|b|game|${action}|signature`, ...more,
  };
}
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];
const tapsOf = (value: unknown): string[] => [...new Set([...JSON.stringify(value).matchAll(/g\|b\|game\|([^|]+)\|/g)].map((match) => match[1]!))];

describe('the bingo card in a chat', () => {
  it('says how far it is, what was called last, and what is played for', () => {
    expect(textsOf(drawBingoCard(view()))).toEqual(expect.arrayContaining(['Bingo night', '3 to go', 'Playing for: A drink', 'Called: N-32 · I-17 · B-1']));
  });

  it('marks with a tick and not by colour alone', () => {
    const asked = view();
    const shown = textsOf(drawBingoCard(asked));
    asked.mine!.card.forEach((item, cell) => {
      const label = item < 0 ? 'FREE' : String(item + 1);
      expect(shown).toContain((asked.mine!.marks & (1 << cell)) === 0 ? label : `✓ ${label}`);
    });
  });

  it('offers "Bingo!" only while it can be said, and cells only to those who mark by themselves', () => {
    expect(tapsOf(drawBingoCard(view()))).toEqual(['look']);
    const mine = { ...view().mine!, missing: 0, claimUntil: 60_000 };
    expect(tapsOf(drawBingoCard(view({ mine })))).toEqual(['claim', 'look']);
    expect(tapsOf(drawBingoCard(view({ document: document({ marking: 'byPlayer' }) }))).filter((action) => action.startsWith('m.')).length).toBeGreaterThan(10);
    expect(tapsOf(drawBingoCard(view({ state: 'ended', mine })))).toEqual([]);
  });

  it.each([
    [{ missing: 0 }, 'BINGO!'],
    [{ missing: 1 }, 'Reach! One to go'],
  ])('says %o as "%s"', (more, words) => expect(textsOf(drawBingoCard(view({ mine: { ...view().mine!, ...more } })))).toContain(words));

  it('greets who waits for the game to begin, and tells winners what they won', () => {
    expect(textsOf(drawBingoCard(view({ mine: null, state: 'joining', calls: [] })))).toContain('The game has not begun yet. This is your place at the table.');
    expect(textsOf(drawBingoCard(view({ won: ['A drink'], state: 'ended' })))).toContain('You have won: A drink');
  });

  it('is one that LINE takes, whatever is on it', () => {
    const label = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
    const card = fc.oneof(
      fc.constant({ type: 'balls90' as const }),
      fc.record({ type: fc.constant('balls75' as const), size: fc.constantFrom(3 as const, 4 as const, 5 as const), freeCentre: fc.boolean() }),
      fc.uniqueArray(label, { minLength: 25, maxLength: 30, selector: (text) => text.normalize('NFKC').trim().toLowerCase() }).map((labels) => ({ type: 'list' as const, size: 5 as const, freeCentre: false, items: labels.map((one) => ({ label: one })) })),
    );
    fc.assert(
      fc.property(card, label, fc.constantFrom('joining' as const, 'running' as const, 'between' as const, 'ended' as const), fc.constantFrom('byPlayer' as const, 'automatic' as const), fc.constantFrom('en', 'zh-TW', 'ja', 'th', undefined), (kind, title, state, marking, language) => {
        const asked = document({ card: kind, title, marking });
        const mine = { ...view({ document: asked }).mine!, claimUntil: 5 };
        const message = drawBingoCard(view({ document: asked, mine, state, language, note: title, pageUrl: 'https://chat.example.com/p/abc', cardUrl: 'https://chat.example.com/p/own', button: (action) => `g|b|game|${action}|${'x'.repeat(240)}` }));
        expect(validateMessages([message])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
