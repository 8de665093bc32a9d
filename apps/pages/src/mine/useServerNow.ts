import { useRef } from 'react';
import { useNow } from '../useNow';

/** The time by the server's clock, told anew every second: phones' clocks may be wrong, or set. @param now of the server, as the page brought it */
export function useServerNow(now: string): number {
  const ours = useNow(true);
  const offset = useRef({ now: '', ms: 0 });
  if (offset.current.now !== now) offset.current = { now, ms: Date.parse(now) - Date.now() };
  return ours + offset.current.ms;
}
