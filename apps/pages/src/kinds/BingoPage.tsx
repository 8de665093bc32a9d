import type { PublicBingo } from '@chatloom/contract';
import { CheckGame } from '../CheckGame';
import { FullScreen } from '../FullScreen';
import { QrCode } from '../QrCode';
import { useNow } from '../useNow';
import { useSpoken } from '../useSpoken';
import { type PageLanguage, say } from '../words';
import { sayBingo } from './sayBingo';
import { useRolling } from './useRolling';

/** Calls told beside the ball, the latest first. */
const LATEST = 5;

/** A game of bingo for the whole hall: the ball called last, the board, what is played for, and who has won. */
export function BingoPage({ game, language, code }: { game: PublicBingo; language: PageLanguage; code: string }) {
  const { state, calls, prizes, winners, items } = game;
  const last = calls.at(-1);
  const known = new Set(calls.map(({ item }) => item));
  const rolling = useRolling(calls.length, items.filter((_, item) => !known.has(item)));
  // The board waits for the ball.
  const called = new Set((rolling === null ? calls : calls.slice(0, -1)).map(({ item }) => item));
  const isOver = state === 'ended';
  const nextAt = game.nextCallAt === null ? null : Date.parse(game.nextCallAt);
  const now = useNow(state === 'running' && nextAt !== null);
  const number = new Intl.NumberFormat(language);
  const headline = sayBingo(language, isOver ? 'gameOver' : state === 'running' ? 'roundOf' : state === 'between' ? 'between' : 'joining', { n: game.round, name: String(game.rounds) });
  const winnerName = (name: string | null) => name ?? say(language, 'somebody');
  const spoken = useSpoken(
    [headline, ...(last ? [sayBingo(language, 'calledNow', { n: last.label })] : []), ...(game.reaching > 0 && !isOver ? [sayBingo(language, 'reaching', { n: game.reaching })] : []), ...winners.slice(0, 3).map(({ prize, name }) => say(language, 'told', { name: winnerName(name), n: prize }))].join('. '),
  );
  return (
    <main className="poll bingo" data-join={game.joinUrl !== null && !isOver ? '' : undefined}>
      <header>
        <p className="bot">{game.botName}</p>
        <h1>{game.title}</h1>
        <p className="status">
          <span className="state" data-open={state === 'running' || state === 'joining' || undefined}>
            {headline}
          </span>
          <span>{sayBingo(language, 'players', { n: number.format(game.players) })}</span>
          {game.reaching > 0 && !isOver && <strong>{sayBingo(language, 'reaching', { n: number.format(game.reaching) })}</strong>}
          {state === 'running' && nextAt !== null && nextAt > now && <span>{sayBingo(language, 'nextIn', { n: Math.ceil((nextAt - now) / 1_000) })}</span>}
        </p>
      </header>
      {state === 'running' && (
        <section className="draw" aria-label={sayBingo(language, 'lastCall')}>
          {/* A new key lets each ball come in anew. */}
          <p className="ball" key={rolling === null ? calls.length : 'rolling'} data-rolling={rolling !== null || undefined} aria-hidden={rolling !== null || undefined} data-long={(rolling ?? last?.label ?? '').length > 5 || undefined}>
            {rolling ?? last?.label ?? '…'}
          </p>
          <ol className="latest">
            {calls.slice(-LATEST - 1, -1).reverse().map(({ item, label }) => (
              <li key={item}>{label}</li>
            ))}
          </ol>
        </section>
      )}
      <ol className="prizes" aria-label={say(language, 'prizes')}>
        {prizes.map((prize, index) => (
          <li key={index} data-now={prize.isPlayedFor || undefined}>
            <span>{prize.name}</span>
            <span className="value">
              {number.format(prize.given)} / {number.format(prize.winners)}
            </span>
          </li>
        ))}
      </ol>
      {winners.length > 0 && (
        <section>
          <h2>{say(language, 'winners')}</h2>
          <ul className="winners">
            {winners.map(({ prize, place, name }) => (
              <li key={`${prize}-${place}`}>
                <strong>{winnerName(name)}</strong> {prize}
              </li>
            ))}
          </ul>
        </section>
      )}
      {state !== 'joining' && (
        <section>
          <h2>{sayBingo(language, 'board', { n: calls.length, name: String(items.length) })}</h2>
          <ol className="board" data-words={items.some((label) => label.length > 3) || undefined}>
            {items.map((label, item) => (
              <li key={item} data-called={called.has(item) || undefined} data-last={(rolling === null && last?.item === item) || undefined}>
                {label}
                {called.has(item) && <span className="hidden">{sayBingo(language, 'wasCalled')}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {game.joinUrl !== null && !isOver && (
        <aside className="join">
          <a href={game.joinUrl} rel="noreferrer">
            <QrCode text={game.joinUrl} label={say(language, 'qr')} />
            <span>{sayBingo(language, 'joinGame')}</span>
          </a>
        </aside>
      )}
      {game.commitment !== null && <CheckGame code={code} commitment={game.commitment} hasEnded={game.seed !== null} language={language} />}
      <footer>
        <FullScreen language={language} />
      </footer>
      <p className="hidden" aria-live="polite">
        {spoken}
      </p>
    </main>
  );
}
