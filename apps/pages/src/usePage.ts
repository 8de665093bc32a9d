import type { PublicPage } from '@chatloom/contract';
import { useEffect, useState } from 'react';

/** What a page knows: what it shows, that it is on its way, that there is nothing; and whether the line stands. */
export type PageState = { page: PublicPage | 'loading' | 'gone'; isLive: boolean };

/** The browser connects again by itself after a cut; when the server refuses, we ask again so much later. */
const ASK_AGAIN_MS = 5_000;

/** Listens to the page behind a code for as long as it is shown. */
export function usePage(code: string): PageState {
  const [state, setState] = useState<PageState>({ page: 'loading', isLive: true });
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const listen = () => {
      source = new EventSource(`/api/v1/public/pages/${encodeURIComponent(code)}/stream`);
      source.addEventListener('page', (event) => {
        const page = JSON.parse((event as MessageEvent<string>).data) as PublicPage | null;
        setState({ page: page ?? 'gone', isLive: true });
      });
      source.onerror = () => {
        setState((before) => ({ ...before, isLive: false }));
        if (source?.readyState === EventSource.CLOSED) void refused();
      };
    };
    // A stream does not say why it was refused.
    const refused = async () => {
      const status = await fetch(`/api/v1/public/pages/${encodeURIComponent(code)}`).then((response) => response.status, () => 0);
      if (ended) return;
      if (status === 404 || status === 400) setState({ page: 'gone', isLive: true });
      else timer = setTimeout(listen, ASK_AGAIN_MS);
    };
    listen();
    return () => {
      ended = true;
      clearTimeout(timer);
      source?.close();
    };
  }, [code]);
  return state;
}
