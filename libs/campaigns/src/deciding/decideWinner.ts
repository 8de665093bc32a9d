/** What came of one variant during the trial. */
export interface VariantResult {
  variant: string;
  delivered: number;
  /** Taps or replies, by what the winner is chosen. */
  successes: number;
}

/**
 * The variant with the best share of successes. Equal shares go to the one with more successes, then to the first letter: everybody can tell
 * beforehand what happens when nobody did anything.
 * @returns null without any variant
 */
export function decideWinner(results: readonly VariantResult[]): string | null {
  const rate = ({ successes, delivered }: VariantResult) => (delivered === 0 ? 0 : successes / delivered);
  const [best] = [...results].sort((a, b) => rate(b) - rate(a) || b.successes - a.successes || (a.variant < b.variant ? -1 : 1));
  return best?.variant ?? null;
}
