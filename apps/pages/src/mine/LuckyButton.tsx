import { useEffect } from 'react';
import { sayDraw } from './sayDraw';
import type { ToyProps } from './toy';

/** Instant win: one button, and the answer. */
export function LuckyButton({ language, outcome, isShown, isAsking, canTry, onTry, onShown }: ToyProps) {
  useEffect(() => {
    if (outcome && !isShown) onShown();
  }, [outcome, isShown, onShown]);
  return (
    <section className="toy">
      <button type="button" className="button primary" onClick={onTry} aria-disabled={!canTry || isAsking}>
        {sayDraw(language, isAsking ? 'trying' : 'try')}
      </button>
    </section>
  );
}
