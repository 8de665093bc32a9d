/**
 * Variants in the order in which they are dealt out, again and again: each as often as its weight says, spread evenly, so that also ten people
 * are divided as meant.
 */
export function variantSequence(variants: readonly { id: string; weight: number }[]): string[] {
  const divisor = variants.reduce((common, { weight }) => greatestCommon(common, weight), 0) || 1;
  const weights = variants.map(({ weight }) => weight / divisor);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const debt = weights.map(() => 0);
  return Array.from({ length: total }, () => {
    weights.forEach((weight, at) => (debt[at]! += weight));
    const next = debt.indexOf(Math.max(...debt));
    debt[next]! -= total;
    return variants[next]!.id;
  });
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
