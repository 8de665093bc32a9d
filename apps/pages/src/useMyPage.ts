import type { PersonalAct, PersonalPage } from '@chatloom/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** What a personal page knows: what it shows, that it is on its way, that there is nothing; and whether the last call arrived. */
export interface MyPageState {
  page: PersonalPage | 'loading' | 'gone';
  isLive: boolean;
  /** The latest of what all players of the game are told, where the game has such news. */
  news: unknown;
}

/** What came of an act: the game's own word, or `network`, `throttled`. `page` is null when it did not arrive. */
export interface ActAnswer {
  outcome: string;
  page: PersonalPage | null;
}
export type Act = (act: PersonalAct) => Promise<ActAnswer>;

/** Without news, a page that is looked at asks so often: staff may have redeemed it elsewhere. */
const ASK_EVERY_MS = 10_000;
/** All players hear the same news at once, and do not ask at once. */
const SPREAD_MS = 1_500;

/** Of a personal page in the API. */
export function myAddress(token: string): string {
  return `/api/v1/public/mine/${encodeURIComponent(token)}`;
}

/**
 * The page of a person: asked for now, after news, when it is looked at again, and after everything they do.
 * @param areEnough news tell all there is to know about this page, so that it need not be asked for
 */
export function useMyPage(token: string, areEnough: (page: PersonalPage, news: unknown) => boolean): MyPageState & { act: Act; ask: () => void } {
  const [state, setState] = useState<MyPageState>({ page: 'loading', isLive: true, news: null });
  /** Grows with each act: an answer to a question of before is old. */
  const acts = useRef(0);
  const shown = useRef<MyPageState['page']>('loading');
  shown.current = state.page;
  const address = myAddress(token);

  const ask = useCallback(async () => {
    const before = acts.current;
    const response = await fetch(address).catch(() => null);
    const page = response?.ok ? ((await response.json().catch(() => null)) as PersonalPage | null) : null;
    if (before !== acts.current) return;
    if (page) setState(({ news }) => ({ page, isLive: true, news }));
    else if (response?.status === 404 || response?.status === 400) setState({ page: 'gone', isLive: true, news: null });
    else setState((known) => ({ ...known, isLive: false }));
  }, [address]);

  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    let asking: ReturnType<typeof setInterval> | undefined;
    const lookedAt = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    const source = new EventSource(`${address}/stream`);
    source.addEventListener('page', (event) => {
      const news = JSON.parse((event as MessageEvent<string>).data) as unknown;
      setState((known) => ({ ...known, news }));
      clearTimeout(later);
      if (typeof shown.current === 'object' && areEnough(shown.current, news)) return;
      later = setTimeout(() => void ask(), Math.random() * SPREAD_MS);
    });
    source.onerror = () => {
      // No news of this game, or no more viewers here: ask instead.
      if (source.readyState === EventSource.CLOSED) asking ??= setInterval(lookedAt, ASK_EVERY_MS);
    };
    document.addEventListener('visibilitychange', lookedAt);
    void ask();
    return () => {
      source.close();
      clearTimeout(later);
      clearInterval(asking);
      document.removeEventListener('visibilitychange', lookedAt);
    };
  }, [address, ask, areEnough]);

  const act = useCallback<Act>(
    async (what) => {
      acts.current += 1;
      const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) }).catch(() => null);
      const answer = response?.ok ? ((await response.json().catch(() => null)) as { outcome: string; page: PersonalPage } | null) : null;
      acts.current += 1;
      if (answer) {
        setState(({ news }) => ({ page: answer.page, isLive: true, news }));
        return answer;
      }
      if (response?.status === 404) setState({ page: 'gone', isLive: true, news: null });
      return { outcome: response?.status === 429 ? 'throttled' : 'network', page: null };
    },
    [address],
  );
  return useMemo(() => ({ ...state, act, ask: () => void ask() }), [state, act, ask]);
}
