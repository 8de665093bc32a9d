import type { BingoNews, PersonalBingo } from '@chatloom/contract';
import { useEffect, useState } from 'react';
import { sayBingo } from '../kinds/sayBingo';
import type { Act } from '../useMyPage';
import { type PageLanguage, say } from '../words';
import { BingoCells } from './BingoCells';
import { Confetti } from './Confetti';
import { followBingo } from './followBingo';
import './mine.css';
import './bingo.css';
import { sayMyBingo } from './sayMyBingo';
import { useServerNow } from './useServerNow';

/** Words for what was not possible; everything else is told by the card. */
const REFUSALS = { notCalled: 'notCalled', noBingo: 'noBingo', closed: 'tooLate', notOpen: 'tooLate' } as const;

/** A player's own card: it follows the calls, is marked by hand where the game wants it, and is where one says "Bingo!". */
export function MyBingo({ page, news, language, act, ask }: { page: PersonalBingo; news: BingoNews | null; language: PageLanguage; act: Act; ask(): void }) {
  const card = followBingo(page, news);
  const { state, calls, cells, missing } = card;
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isRunning = state === 'running' && cells.length > 0;
  const claimUntil = page.claimUntil === null ? null : Date.parse(page.claimUntil);
  const nextAt = card.nextCallAt === null ? null : Date.parse(card.nextCallAt);
  const now = useServerNow(page.now);
  const canClaim = isRunning && claimUntil !== null && claimUntil > now;
  const isOver = claimUntil !== null && claimUntil <= now;
  useEffect(() => {
    if (isOver) ask();
  }, [isOver, ask]);
  const last = calls.at(-1);
  const headline = sayHeadline(language, { state, isRunning, missing });
  const perform = async (what: Parameters<Act>[0]) => {
    setBusy(true);
    const { outcome } = await act(what);
    setBusy(false);
    setTold(outcome === 'network' || outcome === 'throttled' ? say(language, outcome) : outcome in REFUSALS ? sayMyBingo(language, REFUSALS[outcome as keyof typeof REFUSALS]) : '');
  };
  return (
    <main className="mine bingoMine">
      <header>
        <p className="bot">{page.botName}</p>
        <h1>{page.title}</h1>
        <p className="status">
          {page.round > 0 && (
            <span className="state" data-open={isRunning || undefined}>
              {sayBingo(language, 'roundOf', { n: page.round, name: String(page.rounds) })}
            </span>
          )}
          {isRunning && nextAt !== null && nextAt > now && <span>{sayMyBingo(language, 'next', { n: Math.ceil((nextAt - now) / 1_000) })}</span>}
        </p>
      </header>
      {page.won.length > 0 && (
        <section className="won" data-won>
          <h2>{sayMyBingo(language, 'won')}</h2>
          {page.won.map(({ prize, round, place }) => (
            <p key={`${round}-${prize}-${place}`} className="big">
              {prize}
            </p>
          ))}
          <Confetti />
        </section>
      )}
      <section className="table">
        {/* A new key lets each ball come in anew. */}
        {isRunning && page.marking !== 'byEvent' && (
          <p className="ball" key={calls.length} data-long={(last?.label.length ?? 0) > 5 || undefined}>
            {last?.label ?? '…'}
          </p>
        )}
        <p className="big" data-near={(isRunning && missing !== null && missing <= 1) || undefined}>
          {headline}
        </p>
        {cells.length > 0 && <BingoCells cells={cells} columns={page.columns} language={language} {...(isRunning && page.marking === 'byPlayer' && { onMark: (item) => void perform({ do: 'mark', item }) })} />}
        {isRunning && page.marking === 'byPlayer' && <p className="small">{sayMyBingo(language, 'howToMark')}</p>}
        {page.pictureUrl !== null && (
          <a className="button" href={page.pictureUrl} target="_blank" rel="noreferrer">
            {sayMyBingo(language, 'picture')}
          </a>
        )}
        {canClaim && (
          <button type="button" className="button primary" aria-disabled={isBusy} onClick={() => !isBusy && void perform({ do: 'claim' })}>
            {sayMyBingo(language, 'say')} <span className="small">{sayMyBingo(language, 'sayWithin', { n: Math.ceil((claimUntil - now) / 1_000) })}</span>
          </button>
        )}
        <p className="refusal" role="status">
          {told}
        </p>
      </section>
      <section>
        <h2>{say(language, 'prizes')}</h2>
        <ol className="history">
          {card.prizes.map(({ name, winners, given, isPlayedFor }, index) => (
            <li key={index} data-won={isPlayedFor || undefined}>
              <strong>{name}</strong>
              <span>
                {given} / {winners}
              </span>
              {isPlayedFor && <span className="small">{sayMyBingo(language, 'playingFor')}</span>}
            </li>
          ))}
        </ol>
      </section>
      {page.marking !== 'byEvent' && page.round > 0 && (
        <section>
          <h2>{sayMyBingo(language, 'calls')}</h2>
          {calls.length === 0 ? (
            <p>{sayMyBingo(language, 'nothing')}</p>
          ) : (
            <ol className="calls" reversed>
              {[...calls].reverse().map(({ item, label }) => (
                <li key={item}>{label}</li>
              ))}
            </ol>
          )}
        </section>
      )}
      <p className="hidden" aria-live="polite">
        {[...(isRunning && last ? [sayMyBingo(language, 'last', { n: last.label })] : []), headline].join('. ')}
      </p>
    </main>
  );
}

function sayHeadline(language: PageLanguage, { state, isRunning, missing }: { state: PersonalBingo['state']; isRunning: boolean; missing: number | null }): string {
  if (state === 'ended') return sayMyBingo(language, 'over');
  if (state === 'between') return sayMyBingo(language, 'between');
  if (!isRunning || missing === null) return sayMyBingo(language, 'notBegun');
  return missing === 0 ? sayMyBingo(language, 'full') : missing === 1 ? sayMyBingo(language, 'reach') : sayMyBingo(language, 'missing', { n: missing });
}
