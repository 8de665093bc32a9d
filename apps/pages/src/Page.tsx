import { lazy, Suspense, useEffect } from 'react';
import { Message } from './Message';
import { usePage } from './usePage';
import { pageLanguage, say, textFor } from './words';

// Each kind is loaded by who needs it.
const BingoPage = lazy(() => import('./kinds/BingoPage').then((module) => ({ default: module.BingoPage })));
const DrawPage = lazy(() => import('./kinds/DrawPage').then((module) => ({ default: module.DrawPage })));
const PollPage = lazy(() => import('./kinds/PollPage').then((module) => ({ default: module.PollPage })));

/** The page behind a code: the component of its kind of game, or a word about why there is none. */
export function Page({ code }: { code: string }) {
  const { page, isLive } = usePage(code);
  const language = pageLanguage();
  const title = typeof page === 'object' ? page.kind === 'poll' ? textFor(page.question, language, page.language) : page.title : '';
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  if (page === 'loading') return <Message text={say(language, isLive ? 'loading' : 'offline')} />;
  if (page === 'gone') return <Message title={say(language, 'gone')} text={say(language, 'goneHelp')} />;
  return (
    <Suspense fallback={<Message text={say(language, 'loading')} />}>
      {page.kind === 'bingo' && <BingoPage game={page} language={language} code={code} />}
      {page.kind === 'draw' && <DrawPage draw={page} language={language} code={code} />}
      {page.kind === 'poll' && <PollPage poll={page} language={language} />}
      <p className="offline" role="status">
        {isLive ? '' : say(language, 'offline')}
      </p>
    </Suspense>
  );
}
