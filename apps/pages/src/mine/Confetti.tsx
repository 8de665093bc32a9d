const PIECES = 28;

/** Falls once over the page when somebody has won; `prefers-reduced-motion` shows none (mine.css). */
export function Confetti() {
  return (
    <div className="confetti" aria-hidden>
      {Array.from({ length: PIECES }, (_, n) => (
        // Spread evenly and yet in no order: steps of the golden ratio.
        <i key={n} data-colour={(n % 5) + 1} style={{ left: `${((n * 61.8) % 100).toFixed(1)}%`, animationDelay: `${((n * 137) % 700)}ms`, animationDuration: `${1_700 + ((n * 331) % 1_300)}ms` }} />
      ))}
    </div>
  );
}
