import type { BingoNews, PersonalPage } from '@chatloom/contract';
import { lazy, Suspense, useEffect } from 'react';
import { Message } from './Message';
import { newsAreEnough } from './mine/followBingo';
import { myAddress, useMyPage } from './useMyPage';
import { pageLanguage, say } from './words';

// Each kind is loaded by who needs it.
const MyBingo = lazy(() => import('./mine/MyBingo').then((module) => ({ default: module.MyBingo })));
const MyDraw = lazy(() => import('./mine/MyDraw').then((module) => ({ default: module.MyDraw })));
const MyStampCard = lazy(() => import('./mine/MyStampCard').then((module) => ({ default: module.MyStampCard })));
const MyVoucher = lazy(() => import('./mine/MyVoucher').then((module) => ({ default: module.MyVoucher })));

/** A person's own page of a game: the component of its kind, or a word about why there is none. */
export function MyPage({ token }: { token: string }) {
  const { page, isLive, news, act, ask } = useMyPage(token, areEnough);
  const language = pageLanguage();
  const title = typeof page === 'object' ? page.title : '';
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  if (page === 'loading') return <Message text={say(language, isLive ? 'loading' : 'offline')} />;
  if (page === 'gone') return <Message title={say(language, 'gone')} text={say(language, 'goneHelp')} />;
  return (
    <Suspense fallback={<Message text={say(language, 'loading')} />}>
      {page.kind === 'bingo' && <MyBingo page={page} news={news as BingoNews | null} language={language} act={act} ask={ask} />}
      {page.kind === 'draw' && <MyDraw page={page} language={language} act={act} address={myAddress(token)} />}
      {page.kind === 'stampCard' && <MyStampCard page={page} language={language} act={act} />}
      {page.kind === 'voucher' && <MyVoucher page={page} language={language} act={act} />}
      <p className="offline" role="status">
        {isLive ? '' : say(language, 'offline')}
      </p>
    </Suspense>
  );
}

function areEnough(page: PersonalPage, news: unknown): boolean {
  return page.kind === 'bingo' && news !== null && newsAreEnough(page, news as BingoNews);
}
