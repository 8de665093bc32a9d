import { useEffect, useState } from 'react';

/** The value as it was when it had not changed for so long: what is typed quickly is asked about once. */
export function useLater<V>(value: V, delayMs: number): V {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return later;
}
