import type { PublicDraw } from '@chatloom/contract';
import { sayDraw } from './mine/sayDraw';
import { timeLeft } from './timeLeft';
import { useNow } from './useNow';
import { whenOf } from './whenOf';
import type { PageLanguage } from './words';

/** How a draw stands, and what comes next with the time until then. */
export function DrawTimes({ draw, language }: { draw: Pick<PublicDraw, 'state' | 'opensAt' | 'closesAt' | 'drawAt'>; language: PageLanguage }) {
  const { state, opensAt, closesAt, drawAt } = draw;
  const next = state === 'scheduled' ? (['opens', opensAt] as const) : state === 'open' && closesAt !== null ? (['closes', closesAt] as const) : state === 'open' || state === 'closed' ? (['drawn', drawAt] as const) : (['opens', null] as const);
  const now = useNow(next[1] !== null);
  return (
    <>
      <span className="state" data-open={state === 'open' || undefined}>
        {sayDraw(language, state === 'draft' || state === 'scheduled' ? 'notOpen' : state)}
      </span>
      {next[1] !== null && (
        <span>
          {sayDraw(language, next[0], { n: whenOf(next[1], language) })}
          {Date.parse(next[1]) > now && ` · ${timeLeft(Date.parse(next[1]) - now, language)}`}
        </span>
      )}
      {next[0] === 'closes' && drawAt !== null && drawAt !== closesAt && <span>{sayDraw(language, 'drawn', { n: whenOf(drawAt, language) })}</span>}
    </>
  );
}
