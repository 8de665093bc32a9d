import { useEffect, useRef, useState } from 'react';

/** A screen reader that is told every vote would never stop talking. */
const AT_MOST_EVERY_MS = 10_000;

/** What a live region says: the newest sentence, changed at most every ten seconds. */
export function useSpoken(sentence: string): string {
  const [spoken, setSpoken] = useState(sentence);
  const newest = useRef(sentence);
  newest.current = sentence;
  useEffect(() => {
    const timer = setInterval(() => setSpoken(newest.current), AT_MOST_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return spoken;
}
