import type { BingoDocument, BingoState } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import { FREE, shapeOf } from '@chatloom/fairplay';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import { type BingoWord, sayBingo } from './bingoWords';
import { callLabel, itemLabel } from './itemLabel';
import { kindOf } from './BingoRow';

/** What one player's card shows. */
export interface BingoCardView {
  document: BingoDocument;
  state: BingoState;
  language: string | undefined;
  /** Null before the first round. */
  mine: { card: readonly number[]; marks: number; missing: number; claimUntil: number | null } | null;
  /** Names of prizes won. */
  won: readonly string[];
  /** The prize being played for, by name. */
  playingFor: string | null;
  calls: readonly number[];
  note?: string;
  /** Postback data of an action. */
  button(action: string): string;
  /** Of the live page; null while it is off. */
  pageUrl: string | null;
  /** Of the reader's own live card. */
  cardUrl: string | null;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
const CELL = '#F1F4F6';
const CALLED = '#FFF3D6';
/** So many calls are named, the latest first. */
const LATEST = 6;

/** The card as a Flex bubble (FACTS §8), drawn anew with every tap: what is marked, how far it is, what was called. */
export function drawBingoCard(view: BingoCardView): LineMessage {
  const { document, language, mine, note } = view;
  const contents: unknown[] = [text(document.title, { weight: 'bold', size: 'lg', color: INK, wrap: true })];
  if (note) contents.push(text(note, { size: 'sm', color: ACCENT, wrap: true, margin: 'sm' }));
  const [headline, look] = headlineOf(view);
  contents.push(text(headline, { size: 'md', weight: 'bold', wrap: true, margin: 'sm', ...look }));
  if (mine) contents.push(...grid(view, mine));
  if (view.playingFor !== null && view.state === 'running') contents.push(text(sayBingo(language, 'playingFor', view.playingFor), { size: 'sm', color: INK, wrap: true, margin: 'md' }));
  if (view.state === 'running' && document.calls.by !== 'event') {
    const latest = view.calls.slice(-LATEST).reverse().map((item) => callLabel(document, item));
    contents.push(text(latest.length === 0 ? sayBingo(language, 'nothingCalled') : sayBingo(language, 'called', latest.join(' · ')), { size: 'xs', color: SOFT, wrap: true, margin: 'sm' }));
  }
  const footer = buttons(view);
  return {
    type: 'flex',
    altText: fitText(sayBingo(language, 'bingo', `${document.title} – ${headline}`), ALT_TEXT_MAX_UTF16, 'utf16'),
    contents: {
      type: 'bubble',
      ...(mine && mine.card.length > 9 && { size: 'giga' }),
      body: { type: 'box', layout: 'vertical', contents },
      ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
    },
  };
}

function headlineOf({ state, mine, won, language }: BingoCardView): [string, Record<string, unknown>] {
  const say = (word: BingoWord, n?: string | number) => sayBingo(language, word, n);
  if (won.length > 0) return [say('won', won.join(', ')), { color: ACCENT }];
  if (state === 'ended') return [say('over'), { color: SOFT }];
  if (state === 'between') return [say('between'), { color: SOFT }];
  if (!mine) return [say('notBegun'), { color: SOFT }];
  if (mine.missing === 0) return [say('full'), { color: ACCENT }];
  return mine.missing === 1 ? [say('reach'), { color: ACCENT }] : [say('missing', mine.missing), { color: INK }];
}

function grid(view: BingoCardView, mine: NonNullable<BingoCardView['mine']>): unknown[] {
  const { rows, columns } = shapeOf(kindOf(view.document));
  const called = new Set(view.calls);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'box',
    layout: 'horizontal',
    spacing: 'xs',
    margin: row === 0 ? 'md' : 'xs',
    contents: Array.from({ length: columns }, (_, column) => cellBox(view, mine, row * columns + column, called)),
  }));
}

/** Short: a card of 25 cells is stored and sent a thousand times a second, so what LINE does by itself is not said. */
function cellBox(view: BingoCardView, mine: NonNullable<BingoCardView['mine']>, cell: number, called: ReadonlySet<number>): unknown {
  const { document, language } = view;
  const item = mine.card[cell] ?? FREE;
  const isTicket = document.card.type === 'balls90';
  const isMarked = (mine.marks & (1 << cell)) !== 0;
  const label = item === FREE ? (isTicket ? ' ' : sayBingo(language, 'free')) : itemLabel(document, item);
  const isBlank = item === FREE && isTicket;
  // A colour is never the only sign: what is marked carries a tick.
  const shown = isMarked && !isBlank ? `✓ ${label}` : label;
  const isList = document.card.type === 'list';
  const open = view.state === 'running' && document.marking === 'byPlayer' && document.calls.by !== 'event' && item !== FREE && !isMarked;
  return {
    type: 'box',
    layout: 'vertical',
    flex: 1,
    height: isTicket ? '32px' : '52px',
    justifyContent: 'center',
    cornerRadius: '6px',
    ...(isList && { paddingAll: '2px' }),
    backgroundColor: isBlank ? '#DDE3E8' : isMarked ? ACCENT : open && called.has(item) ? CALLED : CELL,
    contents: [text(shown, { ...(isTicket ? { size: 'xxs' } : isList && { size: 'xs' }), align: 'center', ...(isMarked && !isBlank && { color: '#FFFFFF' }), ...(isMarked && { weight: 'bold' }), ...(isList && { wrap: true, maxLines: 2 }) })],
    ...(open && { action: { type: 'postback', label: fitText(label, 20, 'graphemes'), data: view.button(`m.${item}`) } }),
  };
}

function buttons({ state, mine, language, button, pageUrl, cardUrl }: BingoCardView): unknown[] {
  const tap = (word: BingoWord, action: string, style: 'primary' | 'secondary') => ({
    type: 'button', style, height: 'sm', ...(style === 'primary' && { color: ACCENT }), action: { type: 'postback', label: sayBingo(language, word), data: button(action), displayText: sayBingo(language, word) },
  });
  const link = (word: BingoWord, uri: string) => ({ type: 'button', style: 'link', height: 'sm', action: { type: 'uri', label: sayBingo(language, word), uri } });
  return [
    ...(state === 'running' && mine?.claimUntil !== null && mine?.claimUntil !== undefined ? [tap('sayIt', 'claim', 'primary')] : []),
    ...(state === 'ended' ? [] : [tap('refresh', 'look', 'secondary')]),
    ...(cardUrl === null ? [] : [link('myCard', cardUrl)]),
    ...(pageUrl === null ? [] : [link('page', pageUrl)]),
  ];
}

function text(words: string, look: Record<string, unknown>): unknown {
  return { type: 'text', text: words, ...look };
}
