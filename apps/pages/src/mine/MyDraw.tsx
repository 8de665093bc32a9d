import type { DrawOutcome, PersonalDraw } from '@chatloom/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { CheckDraw } from '../CheckDraw';
import { DrawTimes } from '../DrawTimes';
import { PrizeList } from '../PrizeList';
import type { Act } from '../useMyPage';
import { whenOf } from '../whenOf';
import { type PageLanguage, say } from '../words';
import { Confetti } from './Confetti';
import { CopyCode } from './CopyCode';
import { LuckyButton } from './LuckyButton';
import './mine.css';
import { prizeName } from './prizeName';
import { sayDraw } from './sayDraw';
import { ScratchCard } from './ScratchCard';
import { Terms } from './Terms';
import { useStillMotion } from './useStillMotion';
import { Wheel } from './Wheel';

const TOYS = { instant: LuckyButton, scratch: ScratchCard, wheel: Wheel } as const;
const REFUSALS = { notOpen: 'notOpen', closed: 'closed', notAllowed: 'notAllowed', terms: 'termsFirst', limit: 'limit', limitToday: 'limitToday', soldOut: 'soldOut', already: 'already' } as const;

/** A person's own page of a draw: terms first, then the wheel, the scratch card, the button or the raffle, and what all their tries gave. */
export function MyDraw({ page, language, act, address }: { page: PersonalDraw; language: PageLanguage; act: Act; address: string }) {
  const { me, state, draw } = page;
  const [outcome, setOutcome] = useState<DrawOutcome | null>(null);
  const [isShown, setShown] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState('');
  const isStill = useStillMotion();

  // The terms are gone: the next thing to do is where the reader goes on.
  const game = useRef<HTMLDivElement>(null);
  const hadAgreed = useRef(me.agreed);
  useEffect(() => {
    if (me.agreed && !hadAgreed.current) game.current?.querySelector('button')?.focus();
    hadAgreed.current = me.agreed;
  }, [me.agreed]);

  // What came out may lie below the wheel.
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) result.current?.scrollIntoView({ block: 'nearest', behavior: isStill ? 'auto' : 'smooth' });
  }, [isShown, isStill]);

  const ask = async (what: Parameters<Act>[0]) => {
    setFault('');
    setAsking(true);
    const answer = await act(what);
    setAsking(false);
    if (answer.outcome === 'network' || answer.outcome === 'throttled') setFault(say(language, answer.outcome));
    else if (answer.outcome in REFUSALS) setFault(sayDraw(language, REFUSALS[answer.outcome as keyof typeof REFUSALS]));
    return answer;
  };
  const tryNow = async () => {
    setOutcome(null);
    setShown(false);
    const attempt = me.nextAttempt;
    const answer = await ask({ do: 'try', attempt });
    if (answer.page?.kind === 'draw') setOutcome(answer.page.me.outcomes.find((one) => one.attempt === attempt) ?? null);
  };
  const again = useCallback(() => {
    setOutcome(null);
    setShown(false);
  }, []);
  const shown = useCallback(() => setShown(true), []);

  const isCovered = outcome !== null && !isShown;
  const canTry = me.refusal === null && !isCovered && !isAsking;
  const told = outcome && isShown ? outcome : null;
  const history = me.outcomes.filter(({ attempt }) => !(isCovered && attempt === outcome.attempt) && attempt !== told?.attempt);
  const isSaidElsewhere = me.refusal === 'terms' || state === 'ended' || (draw === 'raffle' && me.refusal === 'already');
  const refusal = me.refusal === null || isCovered || isSaidElsewhere ? '' : sayDraw(language, REFUSALS[me.refusal]);
  const Toy = draw === 'raffle' ? null : TOYS[draw];
  return (
    <main className="mine">
      <header>
        <p className="bot">{page.botName}</p>
        <h1>{page.title}</h1>
        {page.description && <p className="lines">{page.description}</p>}
        <p className="status">
          <DrawTimes draw={page} language={language} />
          {me.triesLeft !== null && !isCovered && draw !== 'raffle' && state === 'open' && <span>{sayDraw(language, 'triesLeft', { n: me.triesLeft })}</span>}
        </p>
      </header>
      {!me.agreed && state === 'open' ? (
        <Terms text={page.terms} language={language} onAgree={() => void ask({ do: 'agree' })} />
      ) : (
        <div ref={game}>
          {Toy && (state === 'open' || outcome) && <Toy page={page} language={language} outcome={outcome} isShown={isShown} isAsking={isAsking} canTry={canTry} onTry={() => void (canTry && tryNow())} onShown={shown} onAgain={again} />}
          {draw === 'raffle' && <Raffle page={page} language={language} isAsking={isAsking} onEnter={() => void ask({ do: 'enter' })} />}
        </div>
      )}
      <div role="status" className="told" ref={result}>
        {told && <Won page={page} outcome={told} language={language} />}
        {isAsking && draw !== 'raffle' && <p className="hidden">{sayDraw(language, draw === 'wheel' ? 'turning' : draw === 'scratch' ? 'scratching' : 'trying')}</p>}
        {fault || refusal ? <p className="refusal">{fault || refusal}</p> : null}
      </div>
      {told?.prizeId && <Confetti key={told.attempt} />}
      {history.length > 0 && draw !== 'raffle' && (
        <section>
          <h2>{sayDraw(language, 'history')}</h2>
          <ol className="history">
            {history.map((one) => (
              <li key={one.attempt} data-won={one.prizeId !== null || undefined}>
                <span className="small">
                  {sayDraw(language, 'tryNumber', { n: one.attempt })} · {whenOf(one.at, language)}
                </span>
                <strong>{prizeName(page, one.prizeId, language)}</strong>
                {one.code !== null && <CopyCode code={one.code} language={language} />}
              </li>
            ))}
          </ol>
        </section>
      )}
      <PrizeList prizes={page.prizes} losersPrize={page.losersPrize} language={language} />
      {me.agreed && <Terms text={page.terms} language={language} />}
      {page.commitment !== null && (
        <CheckDraw address={address} commitment={page.commitment} hasEnded={page.seed !== null} language={language}>
          {me.ticket !== null && (
            <p>
              {say(language, 'told', { name: sayDraw(language, 'ticket'), n: '' })}
              <code>{me.ticket}</code>
            </p>
          )}
        </CheckDraw>
      )}
    </main>
  );
}

/** What has just come out, with its picture and code. */
function Won({ page, outcome, language }: { page: PersonalDraw; outcome: DrawOutcome; language: PageLanguage }) {
  const prize = outcome.prizeId === null ? page.losersPrize : page.prizes.find(({ id }) => id === outcome.prizeId);
  const name = prizeName(page, outcome.prizeId, language);
  return (
    <section className="won" data-won={outcome.prizeId !== null || undefined}>
      {prize?.imageUrl && <img src={prize.imageUrl} alt="" />}
      <h2>{outcome.prizeId !== null ? sayDraw(language, 'won', { n: name }) : page.losersPrize ? sayDraw(language, 'consolation', { n: name }) : sayDraw(language, 'lost')}</h2>
      {prize?.description && <p>{prize.description}</p>}
      {outcome.code !== null && <CopyCode code={outcome.code} language={language} />}
    </section>
  );
}

/** Entering, waiting, and the answer of the drawing. */
function Raffle({ page, language, isAsking, onEnter }: { page: PersonalDraw; language: PageLanguage; isAsking: boolean; onEnter: () => void }) {
  const entry = page.me.outcomes[0];
  if (!entry) {
    return page.state === 'open' && page.me.refusal === null ? (
      <section className="toy">
        <button type="button" className="button primary" onClick={() => !isAsking && onEnter()} aria-disabled={isAsking}>
          {sayDraw(language, 'enter')}
        </button>
      </section>
    ) : null;
  }
  return (
    <div role="status">
      {page.state === 'ended' ? (
        <>
          <Won page={page} outcome={entry} language={language} />
          {entry.prizeId !== null && <Confetti />}
        </>
      ) : (
        <section className="won" data-won>
          <h2>{sayDraw(language, 'entered')}</h2>
          {page.me.ticket !== null && (
            <p className="small">
              {sayDraw(language, 'ticket')} <code>{page.me.ticket}</code>
            </p>
          )}
        </section>
      )}
    </div>
  );
}
