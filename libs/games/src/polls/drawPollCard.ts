import type { PollContent, PollResults, PollState } from '@chatloom/contract';
import type { LineMessage } from '@chatloom/engine';
import { resolveText } from '@chatloom/flow';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import { isOneTap, type Vote } from './decideVote';
import { say } from './pollWords';

/** Everything a card shows. */
export interface PollCard {
  content: Pick<PollContent, 'question' | 'kind' | 'results' | 'secret' | 'min'>;
  results: PollResults;
  state: PollState;
  closesAt: number | null;
  now: number;
  language: string | undefined;
  /** The vote of whoever the card is for; null where there is none, or where others look on and it is nobody's business. */
  mine: Vote | null;
  /** A word about the tap that brought the card. */
  note?: string;
  /** Postback data of an action. */
  button(action: string): string;
  /** Address of the page with the results; null when it is off. */
  pageUrl: string | null;
  /** Others see what is tapped here: a secret vote must not be said aloud. */
  isGroup: boolean;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
const TRACK = '#E3E8EC';
const CHOSEN = '#E8F7EE';

/** The vote card: a Flex bubble (FACTS §8) with a row per choice, drawn anew after each tap. */
export function drawPollCard(card: PollCard): LineMessage {
  const { content, results, language } = card;
  const question = resolveText(content.question, [language]);
  const showsResults = content.results === 'always' || (content.results === 'afterVote' && card.mine?.complete === true) || isOver(card.state);
  const contents: unknown[] = [text(question, { weight: 'bold', size: 'lg', color: INK, wrap: true })];
  if (card.note) contents.push(text(card.note, { size: 'sm', color: ACCENT, wrap: true, margin: 'sm' }));
  for (const choice of results.choices) contents.push(row(card, choice, showsResults));
  if (results.average !== null && showsResults) contents.push(text(say(language, 'average', results.average.toFixed(1)), { size: 'sm', color: INK, weight: 'bold', margin: 'md' }));
  contents.push({ type: 'separator', margin: 'lg', color: TRACK });
  contents.push(text(statusLine(card, showsResults), { size: 'xs', color: SOFT, wrap: true, margin: 'md' }));
  const footer = buttons(card);
  return {
    type: 'flex',
    altText: fitText(say(language, 'poll', question), ALT_TEXT_MAX_UTF16, 'utf16'),
    contents: {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents },
      ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
    },
  };
}

/** How long a vote still takes, in the coarsest words that are true; empty when it has no end or has ended. */
export function timeLeft(closesAt: number | null, now: number, language: string | undefined): string {
  if (closesAt === null || closesAt <= now) return '';
  const minutes = Math.ceil((closesAt - now) / 60_000);
  if (minutes < 120) return say(language, 'minutesLeft', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? say(language, 'hoursLeft', hours) : say(language, 'daysLeft', Math.round(hours / 24));
}

function row(card: PollCard, choice: PollResults['choices'][number], showsResults: boolean): unknown {
  const { content, results, language } = card;
  const label = resolveText(choice.label, [language]) || '–';
  const place = card.mine?.choices.indexOf(choice.id) ?? -1;
  const isChosen = place >= 0;
  const mark = content.kind === 'ranked' ? `${place + 1}. ` : '✓ ';
  const whole = content.kind === 'ranked' ? Math.max(1, ...results.choices.map(({ points }) => points ?? 0)) : Math.max(1, results.voters);
  const value = choice.points ?? choice.votes;
  const share = Math.min(100, Math.round((value / whole) * 100));
  const left = choice.capacity === null ? '' : choice.votes >= choice.capacity ? say(language, 'full') : say(language, 'placesLeft', choice.capacity - choice.votes);
  const head = [
    ...(choice.imageUrl ? [{ type: 'image', url: choice.imageUrl, size: '40px', aspectMode: 'cover', aspectRatio: '1:1', flex: 0 }] : []),
    {
      type: 'box',
      layout: 'vertical',
      flex: 1,
      contents: [
        text((isChosen ? mark : '') + label, { size: 'md', color: isChosen ? ACCENT : INK, wrap: true, ...(isChosen && { weight: 'bold' }) }),
        ...(left === '' ? [] : [text(left, { size: 'xs', color: SOFT })]),
      ],
    },
    ...(showsResults ? [text(content.kind === 'ranked' ? String(value) : `${share}%`, { size: 'sm', color: SOFT, flex: 0, gravity: 'center', align: 'end' })] : []),
  ];
  return {
    type: 'box',
    layout: 'vertical',
    margin: 'md',
    paddingAll: '8px',
    cornerRadius: '8px',
    ...(isChosen && { backgroundColor: CHOSEN }),
    contents: [
      { type: 'box', layout: 'horizontal', spacing: 'md', contents: head },
      ...(showsResults ? [bar(share)] : []),
    ],
    ...(card.state === 'open' && { action: { type: 'postback', label: fitText(label, 20, 'graphemes'), data: card.button(`v.${choice.id}`), ...(!(card.isGroup && content.secret) && { displayText: label }) } }),
  };
}

/** LINE draws no charts: a box in a box, as wide as the share. */
function bar(share: number): unknown {
  const fill = { type: 'box', layout: 'vertical', contents: [], width: `${share}%`, height: '6px', backgroundColor: ACCENT, cornerRadius: '3px' };
  return { type: 'box', layout: 'vertical', contents: share > 0 ? [fill] : [], height: '6px', backgroundColor: TRACK, cornerRadius: '3px', margin: 'sm' };
}

function statusLine({ content, results, state, closesAt, now, language, mine }: PollCard, showsResults: boolean): string {
  const counted = results.voters === 0 ? say(language, 'noVotes') : results.voters === 1 ? say(language, 'oneVote') : say(language, 'votes', results.voters);
  if (isOver(state)) return `${counted} · ${say(language, 'closed')}`;
  if (state !== 'open') return say(language, 'notOpen');
  const invitation = { single: 'tapOne', yesNo: 'tapOne', multiple: 'tapSome', dates: 'tapSome', ranked: 'tapRank', scale: 'tapMark' } as const;
  const parts = [counted, timeLeft(closesAt, now, language), mine?.final ? '' : say(language, invitation[content.kind]), showsResults || content.results !== 'afterClose' ? '' : say(language, 'resultsLater')];
  return parts.filter(Boolean).join(' · ');
}

function buttons({ content, state, language, button, pageUrl }: PollCard): unknown[] {
  const done = state === 'open' && !isOneTap(content.kind);
  return [
    ...(done ? [{ type: 'button', style: 'primary', color: ACCENT, height: 'sm', action: { type: 'postback', label: say(language, 'done'), data: button('done'), displayText: say(language, 'done') } }] : []),
    ...(pageUrl === null ? [] : [{ type: 'button', style: 'link', height: 'sm', action: { type: 'uri', label: say(language, 'seeResults'), uri: pageUrl } }]),
  ];
}

function isOver(state: PollState): boolean {
  return state === 'closing' || state === 'closed';
}

function text(words: string, look: Record<string, unknown>): unknown {
  return { type: 'text', text: words, ...look };
}
