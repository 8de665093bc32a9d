import type { DrawDocument, DrawRefusal } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import { type DrawWord, sayDraw } from './drawWords';

/** What one person's card of a draw shows. */
export interface DrawCardView {
  document: DrawDocument;
  language: string | undefined;
  /** What this tap, or the last try, gave; undefined: nothing to tell. Of a raffle only once winners are drawn. */
  outcome?: { prizeId: string | null; code: string | null };
  /** In the raffle, which is not drawn yet. */
  isEntered: boolean;
  /** Why there is no try (any more); null: there is one. */
  refusal: DrawRefusal | null;
  /** Tries left; null: no limit. */
  triesLeft: number | null;
  /** Where others look on: codes are not shown, and nobody's page is opened. */
  isGroup: boolean;
  /** IANA; times are told in it. */
  zone: string;
  /** Tried in the studio's phone. */
  isTrial: boolean;
  /** Postback data of an action. */
  button(action: string): string;
  /** The number the next try has. */
  nextAttempt: number;
  /** The person's own page, for scratch cards and wheels; null where there must be none. */
  ownPageUrl: string | null;
  /** Of the public page; null while it is off. */
  pageUrl: string | null;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
/** Prizes named on the card, and letters of the terms; the rest is on the page. */
const PRIZES = 6;
const TERMS_LENGTH = 600;

/** The card as a Flex bubble (FACTS §8): what it is about, what came of it, and what can be tapped. */
export function drawCardOf(view: DrawCardView): LineMessage {
  const { document, language, outcome } = view;
  const prize = outcome === undefined ? undefined : outcome.prizeId === null ? document.losersPrize : document.prizes.find(({ id }) => id === outcome.prizeId);
  const [headline, look] = headlineOf(view, prize?.name);
  const contents: unknown[] = [text(document.title, { weight: 'bold', size: 'lg', color: INK, wrap: true }), text(headline, { size: 'md', weight: 'bold', wrap: true, margin: 'md', ...look })];
  if (prize?.description) contents.push(text(prize.description, { size: 'sm', color: INK, wrap: true, margin: 'sm' }));
  const code = outcome && (outcome.prizeId === null ? (document.losersPrize?.code ?? null) : outcome.code);
  if (code) contents.push(...codeLines(view, code));
  if (outcome === undefined) contents.push(...about(view));
  if (view.triesLeft !== null && view.triesLeft > 0 && view.refusal === null && document.kind !== 'raffle') {
    contents.push(text(view.triesLeft === 1 ? sayDraw(language, 'oneTryLeft') : sayDraw(language, 'triesLeft', view.triesLeft), { size: 'xs', color: SOFT, margin: 'md' }));
  }
  if (view.isTrial) contents.push(text(sayDraw(language, 'trial'), { size: 'xs', color: SOFT, wrap: true, margin: 'md' }));
  const footer = buttons(view);
  return {
    type: 'flex',
    altText: fitText(sayDraw(language, 'draw', `${document.title} – ${headline}`), ALT_TEXT_MAX_UTF16, 'utf16'),
    contents: {
      type: 'bubble',
      ...(prize?.imageUrl && { hero: { type: 'image', url: prize.imageUrl, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' } }),
      body: { type: 'box', layout: 'vertical', contents },
      ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
    },
  };
}

function headlineOf(view: DrawCardView, prizeName: string | undefined): [string, Record<string, unknown>] {
  const { document, language, outcome, refusal } = view;
  const say = (word: DrawWord, n?: string) => sayDraw(language, word, n);
  if (outcome?.prizeId && prizeName !== undefined) return [say('won', prizeName), { color: ACCENT }];
  if (outcome) return prizeName === undefined ? [say('lost'), { color: INK }] : [say('lostPrize', prizeName), { color: ACCENT }];
  if (view.isEntered) return [say(refusal === 'already' ? 'already' : 'entered'), { color: ACCENT }];
  if (refusal === 'terms') return [say('termsFirst'), { color: INK }];
  if (refusal !== null) return [say(refusal), { color: SOFT }];
  return [document.description === '' ? prizesOf(view) : document.description, { color: INK, weight: 'regular' }];
}

function about(view: DrawCardView): unknown[] {
  const { document, language, refusal } = view;
  if (view.isEntered) {
    const words = document.drawAt === null && document.closesAt === null ? sayDraw(language, 'notDrawn') : sayDraw(language, 'drawnAt', timeIn(view, (document.drawAt ?? document.closesAt)!));
    return [text(words, { size: 'sm', color: SOFT, wrap: true, margin: 'sm' })];
  }
  if (refusal === 'terms') return [text(fitText(document.terms, TERMS_LENGTH, 'graphemes'), { size: 'xs', color: SOFT, wrap: true, margin: 'md' })];
  const named = document.description !== '' && refusal === null;
  return named ? [text(prizesOf(view), { size: 'sm', color: SOFT, wrap: true, margin: 'sm' })] : [];
}

function codeLines({ language, isGroup }: DrawCardView, code: string): unknown[] {
  if (isGroup) return [text(sayDraw(language, 'codeInOwnChat'), { size: 'sm', color: SOFT, wrap: true, margin: 'md' })];
  return [
    text(sayDraw(language, 'code'), { size: 'xs', color: SOFT, margin: 'md' }),
    // Taken over with one tap where LINE can (FACTS §7 clipboard action).
    text(code, { size: 'xl', weight: 'bold', color: INK, wrap: true, action: { type: 'clipboard', label: fitText(code, 20, 'graphemes'), clipboardText: code } }),
  ];
}

function buttons(view: DrawCardView): unknown[] {
  const { document, language, refusal, nextAttempt, outcome, ownPageUrl, pageUrl } = view;
  const tap = (word: DrawWord, action: string, style: 'primary' | 'secondary' = 'primary') => ({
    type: 'button', style, height: 'sm', ...(style === 'primary' && { color: ACCENT }), action: { type: 'postback', label: sayDraw(language, word), data: view.button(action), displayText: sayDraw(language, word) },
  });
  const link = (word: DrawWord, uri: string, style: 'primary' | 'link') => ({ type: 'button', style, height: 'sm', ...(style === 'primary' && { color: ACCENT }), action: { type: 'uri', label: sayDraw(language, word), uri } });
  const made: unknown[] = [];
  const isOpen = refusal === null || refusal === 'terms';
  if (isOpen && !view.isEntered) {
    if (ownPageUrl !== null) made.push(link(document.kind === 'wheel' ? 'spin' : 'scratch', ownPageUrl, 'primary'), tap('result', 'r', 'secondary'));
    else if (refusal === 'terms') made.push(tap('agreeTry', `y.${nextAttempt}`));
    else made.push(tap(document.kind === 'raffle' ? 'enter' : outcome ? 'tryAgain' : 'tryNow', `t.${nextAttempt}`));
  } else if (document.kind === 'raffle' && view.isEntered) made.push(tap('result', 'r', 'secondary'));
  if (pageUrl !== null) made.push(link('page', pageUrl, 'link'));
  return made;
}

function prizesOf({ document, language }: DrawCardView): string {
  const names = document.prizes.slice(0, PRIZES).map(({ name }) => name);
  return sayDraw(language, 'prizes', names.join(', ') + (document.prizes.length > PRIZES ? ' …' : ''));
}

function timeIn({ language, zone }: DrawCardView, time: string): string {
  return new Intl.DateTimeFormat(language ?? 'en', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(time));
}

function text(words: string, look: Record<string, unknown>): unknown {
  return { type: 'text', text: words, ...look };
}
