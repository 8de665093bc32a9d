/** How far counts are from even ones: the sum of (observed - expected)² / expected. */
export function chiSquared(observed: readonly number[], expected: number): number {
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
