import { create } from 'zustand';

const TRY_AGAIN_MS = 5_000;

interface Connection {
  online: boolean;
  /** A call failed to reach the server. */
  lost(): void;
  /** A call reached the server. */
  found(): void;
}

/** Whether the server could be reached last time; what the offline line follows. */
export const useConnection = create<Connection>((set, get) => ({
  online: true,
  lost: () => get().online && set({ online: false }),
  found: () => get().online || set({ online: true }),
}));

/**
 * While offline, asks every few seconds whether the server is back, and at once when the browser says so.
 * Returns a function that stops watching.
 */
export function watchConnection(ask: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = async () => {
    if (await ask()) useConnection.getState().found();
  };
  const wentOffline = () => useConnection.getState().lost();
  const cameOnline = () => void look();
  const stop = useConnection.subscribe(({ online }) => {
    clearInterval(timer);
    timer = online ? undefined : setInterval(() => void look(), TRY_AGAIN_MS);
  });
  window.addEventListener('offline', wentOffline);
  window.addEventListener('online', cameOnline);
  return () => {
    stop();
    clearInterval(timer);
    window.removeEventListener('offline', wentOffline);
    window.removeEventListener('online', cameOnline);
  };
}
