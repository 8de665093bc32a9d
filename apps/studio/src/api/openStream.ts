/** What a stream of server-sent events is doing. */
export type StreamState = 'connecting' | 'open' | 'lost';

/**
 * Listens to server-sent events of a route. Each named event's data is parsed as JSON. The browser reconnects by
 * itself after a cut; when the server refuses (it closes for good) we try again after a growing pause.
 * Returns a function that stops listening.
 */
export function openStream(url: string, handlers: Record<string, (data: never) => void>, onState: (state: StreamState) => void = () => {}): () => void {
  const FIRST_PAUSE_MS = 1_000;
  const LONGEST_PAUSE_MS = 30_000;
  let pause = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const open = () => {
    onState('connecting');
    const opened = new EventSource(url, { withCredentials: true });
    source = opened;
    opened.onopen = () => {
      pause = FIRST_PAUSE_MS;
      onState('open');
    };
    opened.onerror = () => {
      onState('lost');
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
    for (const [name, handler] of Object.entries(handlers)) {
      opened.addEventListener(name, (event) => handler(JSON.parse((event as MessageEvent<string>).data) as never));
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
