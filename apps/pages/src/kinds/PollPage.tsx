import type { PublicPoll } from '@chatloom/contract';
import { FullScreen } from '../FullScreen';
import { QrCode } from '../QrCode';
import { useNow } from '../useNow';
import { timeLeft } from '../timeLeft';
import { useSpoken } from '../useSpoken';
import { type PageLanguage, say, textFor } from '../words';
import { sayPoll } from './sayPoll';

/** A vote on a big screen or a phone: the question, bars that move, who leads, and how to take part. */
export function PollPage({ poll, language }: { poll: PublicPoll; language: PageLanguage }) {
  const { choices, voters, average, state } = poll;
  const text = (words: PublicPoll['question']) => textFor(words, language, poll.language);
  const isOver = state === 'closed' || state === 'closing';
  const isHidden = choices.every(({ votes }) => votes === null);
  const closesAt = poll.closesAt === null ? null : Date.parse(poll.closesAt);
  const now = useNow(state === 'open' && closesAt !== null);
  const whole = Math.max(1, poll.voting === 'ranked' ? Math.max(...choices.map(({ points }) => points ?? 0)) : voters);
  const number = new Intl.NumberFormat(language);
  const counted = voters === 0 ? sayPoll(language, 'noVotes') : voters === 1 ? sayPoll(language, 'oneVote') : sayPoll(language, 'votes', { n: number.format(voters) });
  const valueOf = (choice: PublicPoll['choices'][number]) => (poll.voting === 'ranked' ? (choice.points ?? 0) : (choice.votes ?? 0));
  const shareOf = (choice: PublicPoll['choices'][number]) => Math.min(100, Math.round((valueOf(choice) / whole) * 100));
  const words = (choice: PublicPoll['choices'][number]) => (poll.voting === 'ranked' ? sayPoll(language, 'points', { n: number.format(valueOf(choice)) }) : sayPoll(language, 'share', { n: shareOf(choice) }));
  const spoken = useSpoken([counted, ...(isHidden ? [] : choices.map((choice) => say(language, 'told', { name: text(choice.label), n: words(choice) })))].join('. '));
  return (
    <main className="poll" data-join={poll.joinUrl !== null && !isOver ? '' : undefined}>
      <header>
        <p className="bot">{poll.botName}</p>
        <h1>{text(poll.question)}</h1>
        <p className="status">
          <span className="state" data-open={state === 'open' || undefined}>
            {sayPoll(language, isOver ? 'closed' : state === 'open' ? 'open' : 'notOpen')}
          </span>
          <span>{counted}</span>
          {state === 'open' && closesAt !== null && <span>{timeLeft(closesAt - now, language)}</span>}
          {average !== null && <strong>{sayPoll(language, 'average', { n: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(average) })}</strong>}
        </p>
      </header>
      <ol className="choices" aria-label={sayPoll(language, 'choices')}>
        {choices.map((choice) => (
          <li key={choice.id} data-leads={choice.leads || undefined}>
            <span className="label">
              {choice.imageUrl && <img src={choice.imageUrl} alt="" loading="lazy" />}
              {text(choice.label)}
              {choice.leads && <span className="leads">{sayPoll(language, isOver ? 'won' : 'leads')}</span>}
            </span>
            {!isHidden && <span className="value">{words(choice)}</span>}
            {!isHidden && (
              <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
                <rect width="100" height="4" className="track" />
                <rect width="100" height="4" className="fill" style={{ transform: `scaleX(${shareOf(choice) / 100})` }} />
              </svg>
            )}
          </li>
        ))}
      </ol>
      {isHidden && <p>{sayPoll(language, 'later')}</p>}
      {poll.joinUrl !== null && !isOver && (
        <aside className="join">
          <a href={poll.joinUrl} rel="noreferrer">
            <QrCode text={poll.joinUrl} label={say(language, 'qr')} />
            <span>{sayPoll(language, 'join')}</span>
          </a>
        </aside>
      )}
      <footer>
        <FullScreen language={language} />
      </footer>
      <p className="hidden" aria-live="polite">
        {spoken}
      </p>
    </main>
  );
}
