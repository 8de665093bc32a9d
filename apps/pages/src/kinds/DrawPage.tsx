import type { PublicDraw } from '@chatloom/contract';
import { CheckDraw } from '../CheckDraw';
import { DrawTimes } from '../DrawTimes';
import { FullScreen } from '../FullScreen';
import { sayDraw } from '../mine/sayDraw';
import { PrizeList } from '../PrizeList';
import { QrCode } from '../QrCode';
import { useSpoken } from '../useSpoken';
import { type PageLanguage, say } from '../words';
import './draw.css';

/** A draw for everybody: what there is to win, how long it goes on, who has won, and the proof. */
export function DrawPage({ draw, language, code }: { draw: PublicDraw; language: PageLanguage; code: string }) {
  const { winners, prizes, state } = draw;
  const isOver = state === 'ended' || state === 'closed';
  const number = new Intl.NumberFormat(language);
  const nameOf = (prizeId: string) => prizes.find(({ id }) => id === prizeId)?.name ?? prizeId;
  const people = sayDraw(language, 'people', { n: number.format(draw.people) });
  const spoken = useSpoken([people, ...winners.slice(0, 3).map(({ name, prizeId }) => say(language, 'told', { name: name ?? say(language, 'somebody'), n: nameOf(prizeId) }))].join('. '));
  return (
    <main className="poll drawing" data-join={draw.joinUrl !== null && !isOver ? '' : undefined}>
      <header>
        <p className="bot">{draw.botName}</p>
        <h1>{draw.title}</h1>
        {draw.description && <p className="lines">{draw.description}</p>}
        <p className="status">
          <DrawTimes draw={draw} language={language} />
          <span>{people}</span>
        </p>
      </header>
      {winners.length > 0 && (
        <section>
          <h2>{say(language, 'winners')}</h2>
          <ol className="winners">
            {winners.map(({ name, prizeId }, index) => (
              <li key={index}>
                <strong>{name ?? say(language, 'somebody')}</strong> {nameOf(prizeId)}
              </li>
            ))}
          </ol>
        </section>
      )}
      <PrizeList prizes={prizes} losersPrize={draw.losersPrize} language={language} />
      {draw.joinUrl !== null && !isOver && (
        <aside className="join">
          <a href={draw.joinUrl} rel="noreferrer">
            <QrCode text={draw.joinUrl} label={say(language, 'qr')} />
            <span>{sayDraw(language, 'enter')}</span>
          </a>
        </aside>
      )}
      {draw.terms && (
        <details className="check">
          <summary>{say(language, 'terms')}</summary>
          <p className="lines">{draw.terms}</p>
        </details>
      )}
      {draw.commitment !== null && <CheckDraw address={`/api/v1/public/pages/${encodeURIComponent(code)}`} commitment={draw.commitment} hasEnded={draw.seed !== null} language={language} />}
      <footer>
        <FullScreen language={language} />
      </footer>
      <p className="hidden" aria-live="polite">
        {spoken}
      </p>
    </main>
  );
}
