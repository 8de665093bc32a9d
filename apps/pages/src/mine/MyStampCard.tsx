import type { PersonalStampCard } from '@chatloom/contract';
import { useState } from 'react';
import type { Act } from '../useMyPage';
import { whenOf } from '../whenOf';
import { type PageLanguage, say } from '../words';
import { Confetti } from './Confetti';
import './mine.css';
import { PinForm } from './PinForm';
import { sayShop } from './sayShop';
import { STAMP_SHAPES } from './stampShapes';
import { Terms } from './Terms';
import { useServerNow } from './useServerNow';

/** A person's stamp card: its fields, what a full one brings, when the next stamp is possible, and all there were. */
export function MyStampCard({ page, language, act }: { page: PersonalStampCard; language: PageLanguage; act: Act }) {
  const now = useServerNow(page.now);
  const [told, setTold] = useState('');
  const [wasFilled, setFilled] = useState(false);
  const { fields, stamps, timeZone } = page;
  const stamp = async (pin: string) => {
    // One number for each PIN typed: should the answer be lost and this be sent again, it is one stamp.
    const { outcome, page: after } = await act({ do: 'stamp', pin, tapId: crypto.randomUUID() });
    const nextAt = after?.kind === 'stampCard' ? after.nextAt : null;
    setFilled(outcome === 'full');
    setTold(sayOutcome(outcome, language, nextAt === null ? null : whenOf(nextAt, language, timeZone)));
    return outcome;
  };
  return (
    <main className="mine">
      <header>
        <p className="bot">{page.botName}</p>
        <h1>{page.title}</h1>
        {page.text && <p className="lines">{page.text}</p>}
        <p className="status">
          <span className="state" data-open={page.state === 'open' || undefined}>
            {sayShop(language, 'progress', { n: stamps, name: String(fields) })}
          </span>
          {page.full > 0 && <span>{sayShop(language, 'filled', { n: page.full })}</span>}
          {page.expiresAt !== null && <span>{say(language, 'till', { n: whenOf(page.expiresAt, language, timeZone) })}</span>}
        </p>
      </header>
      <section className="stamps">
        {page.imageUrl && <img src={page.imageUrl} alt="" />}
        <ol data-many={(fields > 10 && fields % 5 !== 0) || undefined}>
          {Array.from({ length: fields }, (_, index) => (
            <li key={index} data-stamped={index < stamps || undefined} data-last={index === stamps - 1 || undefined}>
              <span className="hidden">{sayShop(language, index < stamps ? 'stampNo' : 'emptyNo', { n: index + 1 })}</span>
              {index < stamps ? (
                <svg viewBox="0 0 24 24" aria-hidden>
                  <path d={STAMP_SHAPES[page.icon]} fillRule="evenodd" />
                </svg>
              ) : (
                <span aria-hidden>{index + 1}</span>
              )}
            </li>
          ))}
        </ol>
        {page.rewardText && <p className="reward">{sayShop(language, 'reward', { n: page.rewardText })}</p>}
      </section>
      <div role="status" className="told">
        {told && <p className="big">{told}</p>}
        {page.isOwed && <p>{sayShop(language, 'owed')}</p>}
        {page.state !== 'open' && <p className="refusal">{sayShop(language, 'notOpen')}</p>}
        {page.isDone && page.state === 'open' && !told && <p>{sayShop(language, 'done')}</p>}
        {page.nextAt !== null && !told && <p>{sayShop(language, 'next', { n: whenOf(page.nextAt, language, timeZone) })}</p>}
      </div>
      {wasFilled && <Confetti />}
      {page.rewards.length > 0 && (
        <section>
          <h2>{sayShop(language, 'rewards')}</h2>
          <ul className="history">
            {page.rewards.map(({ title, value, url, expiresAt }) => (
              <li key={url} data-won>
                <strong>{value || title}</strong>
                {value && <span>{title}</span>}
                {expiresAt !== null && <span className="small">{say(language, 'till', { n: whenOf(expiresAt, language, timeZone) })}</span>}
                <a className="button" href={url}>
                  {sayShop(language, 'openReward')} <span className="hidden">{title}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.takesPin && page.state === 'open' && !page.isDone && <PinForm label={sayShop(language, 'stamp')} language={language} now={now} pausedUntil={page.pausedUntil} triesLeft={page.triesLeft} onPin={stamp} />}
      {page.history.length > 0 && (
        <section>
          <h2>{sayShop(language, 'history')}</h2>
          <ol className="history">
            {[...page.history].reverse().map(({ at, place }, index) => (
              <li key={at + String(index)}>
                <span>{whenOf(at, language, timeZone)}</span>
                {place !== null && <span className="small">{place}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Terms text={page.terms} language={language} />
    </main>
  );
}

/** What is said about an act; the PIN's own faults stand beside its field. */
function sayOutcome(outcome: string, language: PageLanguage, next: string | null): string {
  switch (outcome) {
    case 'limitReached':
      return next === null ? sayShop(language, 'limitDay') : sayShop(language, 'limitReached', { n: next });
    case 'stamped':
    case 'full':
    case 'done':
    case 'expired':
    case 'notOpen':
      return sayShop(language, outcome);
    default:
      return '';
  }
}
