import { useEffect } from 'react';
import { BingoPage } from './kinds/BingoPage';
import { PollPage } from './kinds/PollPage';
import { usePage } from './usePage';
import { pageLanguage, say, textFor } from './words';

/** The page behind a code: the component of its kind of game, or a word about why there is none. */
export function Page({ code }: { code: string }) {
  const { page, isLive } = usePage(code);
  const language = pageLanguage();
  const title = typeof page === 'object' ? page.kind === 'bingo' ? page.title : textFor(page.question, language, page.language) : '';
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  if (page === 'loading') {
    return (
      <main className="message">
        <p role="status">{say(language, isLive ? 'loading' : 'offline')}</p>
      </main>
    );
  }
  if (page === 'gone') {
    return (
      <main className="message">
        <h1>{say(language, 'gone')}</h1>
        <p>{say(language, 'goneHelp')}</p>
      </main>
    );
  }
  return (
    <>
      {page.kind === 'bingo' ? <BingoPage game={page} language={language} code={code} /> : <PollPage poll={page} language={language} />}
      <p className="offline" role="status">
        {isLive ? '' : say(language, 'offline')}
      </p>
    </>
  );
}
