import { useEffect, useState } from 'react';
import { useStillMotion } from '../mine/useStillMotion';

/** So long other balls are seen before the one that was called; short enough that nobody waits for it. */
const ROLL_MS = 1_100;
const STEP_MS = 80;

/**
 * The drum before a call: for about a second the ball shows things that could have come, then what did. Only for a call that comes while somebody looks, and only where motion is wanted.
 * What was called is known all the time: nothing here decides.
 * @param calls how many there were
 * @param others what could have come instead
 * @returns what the ball shows while it rolls; null when it lies still
 */
export function useRolling(calls: number, others: readonly string[]): string | null {
  const isStill = useStillMotion();
  const [seen, setSeen] = useState(calls);
  const [step, setStep] = useState(0);
  const isRolling = calls > seen && !isStill && others.length > 0;
  // A call taken back, or one nobody wants to see rolling, is simply there.
  if (calls !== seen && !isRolling) setSeen(calls);
  useEffect(() => {
    if (!isRolling) return undefined;
    const steps = setInterval(() => setStep((one) => one + 1), STEP_MS);
    const end = setTimeout(() => setSeen(calls), ROLL_MS);
    return () => {
      clearInterval(steps);
      clearTimeout(end);
    };
  }, [isRolling, calls]);
  // Strides by a number that shares no factor with most lengths, so that neighbours do not follow each other; pictures only, luck was decided by the seed.
  return isRolling ? others[(step * 7 + calls) % others.length]! : null;
}
