import type { StampCardDocument } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import { sayDay } from '../frame/sayDate';
import { sayStamp } from './stampWords';

/** What one person's card shows. */
export interface StampCardView {
  document: Pick<StampCardDocument, 'title' | 'text' | 'imageUrl' | 'icon' | 'stamps' | 'rewardText'>;
  /** Fields that are stamped. */
  stamps: number;
  fullCards: number;
  /** Epoch ms; null: it is good for ever, or full. */
  expiresAt: number | null;
  language: string | undefined;
  timeZone: string;
  note?: string;
  /** Of their own page; null where others look on, because whoever has it acts as the person. */
  pageUrl: string | null;
  /** Postback data of "show again"; null where others look on. */
  lookAgain: string | null;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
const FIELD = '#F1F4F6';
const GOAL = '#FFF3D6';
const ICONS: Record<StampCardDocument['icon'], string> = { star: '★', heart: '♥', check: '✓', cup: '☕', flower: '✿', paw: '🐾' };
const MAX_COLUMNS = 5;
const TEXT_LINES = 3;

/** The card as a Flex bubble (FACTS §8): its fields in rows, stamped ones filled, the last one marked as the goal. */
export function drawStampCard(view: StampCardView): LineMessage {
  const { document, stamps, language, note, fullCards, expiresAt } = view;
  const left = document.stamps - stamps;
  const headline = sayStamp(language, 'count', stamps, document.stamps);
  const contents: unknown[] = [text(document.title, { weight: 'bold', size: 'lg', color: INK, wrap: true })];
  if (note) contents.push(text(note, { size: 'sm', color: ACCENT, weight: 'bold', wrap: true, margin: 'sm' }));
  if (document.text !== '') contents.push(text(document.text, { size: 'sm', color: INK, wrap: true, maxLines: TEXT_LINES, margin: 'sm' }));
  contents.push(...rows(view));
  contents.push(text(`${headline} · ${left === 0 ? sayStamp(language, 'isFull') : left === 1 ? sayStamp(language, 'oneToGo') : sayStamp(language, 'toGo', left)}`, { size: 'sm', weight: 'bold', color: left === 0 ? ACCENT : INK, wrap: true, margin: 'lg' }));
  if (document.rewardText !== '') contents.push(text(sayStamp(language, 'reward', document.rewardText), { size: 'sm', color: INK, wrap: true, margin: 'sm' }));
  if (expiresAt !== null && left > 0) contents.push(text(sayStamp(language, 'through', sayDay(expiresAt - 1, language, view.timeZone)), { size: 'xs', color: SOFT, wrap: true, margin: 'sm' }));
  if (fullCards > 0) contents.push(text(sayStamp(language, 'filled', fullCards), { size: 'xs', color: SOFT, wrap: true, margin: 'sm' }));
  const footer = buttons(view);
  return {
    type: 'flex',
    altText: fitText(sayStamp(language, 'card', `${document.title} – ${headline}`), ALT_TEXT_MAX_UTF16, 'utf16'),
    contents: {
      type: 'bubble',
      ...(document.imageUrl !== null && { hero: { type: 'image', url: document.imageUrl, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' } }),
      body: { type: 'box', layout: 'vertical', contents },
      ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
    },
  };
}

/** As even as possible: six fields are two rows of three, not five and one. */
export function columnsOf(fields: number): number {
  return Math.ceil(fields / Math.ceil(fields / MAX_COLUMNS));
}

function rows(view: StampCardView): unknown[] {
  const { stamps: fields } = view.document;
  const columns = columnsOf(fields);
  return Array.from({ length: Math.ceil(fields / columns) }, (_, row) => ({
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    margin: row === 0 ? 'lg' : 'sm',
    contents: Array.from({ length: columns }, (_unused, column) => field(view, row * columns + column + 1)),
  }));
}

/** @param place of the field, from 1; behind the last one there is room */
function field({ document, stamps, language }: StampCardView, place: number): unknown {
  const frame = { type: 'box', layout: 'vertical', flex: 1, height: '44px', justifyContent: 'center', alignItems: 'center', cornerRadius: '22px' };
  if (place > document.stamps) return { ...frame, contents: [] };
  const isStamped = place <= stamps;
  const isGoal = place === document.stamps;
  const label = isStamped ? ICONS[document.icon] : isGoal ? sayStamp(language, 'gift') : String(place);
  return {
    ...frame,
    backgroundColor: isStamped ? ACCENT : isGoal ? GOAL : FIELD,
    contents: [text(label, { align: 'center', size: isStamped ? 'lg' : isGoal ? 'xs' : 'sm', color: isStamped ? '#FFFFFF' : isGoal ? INK : SOFT, ...(isStamped && { weight: 'bold' }) })],
  };
}

function buttons({ language, pageUrl, lookAgain }: StampCardView): unknown[] {
  return [
    ...(pageUrl === null ? [] : [{ type: 'button', style: 'primary', color: ACCENT, height: 'sm', action: { type: 'uri', label: sayStamp(language, 'page'), uri: pageUrl } }]),
    ...(lookAgain === null ? [] : [{ type: 'button', style: 'link', height: 'sm', action: { type: 'postback', label: sayStamp(language, 'look'), data: lookAgain, displayText: sayStamp(language, 'look') } }]),
  ];
}

function text(words: string, look: Record<string, unknown>): unknown {
  return { type: 'text', text: words, ...look };
}
