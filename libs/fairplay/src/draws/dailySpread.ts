/**
 * How many of a prize may have been given by the end of a day, so that the last ones are not gone on the first: the stock spread
 * evenly over the days, a remainder on the first of them. What is left of one day is there on the next.
 * @param stock all there are
 * @param days how long the draw lasts, in local days, 1 or more
 * @param day 0 for the first day; outside of the draw nothing is given
 */
export function mayBeGivenBy(stock: number, days: number, day: number): number {
  if (day < 0) return 0;
  if (day >= days - 1) return stock;
  const each = Math.floor(stock / days);
  return each * (day + 1) + Math.min(stock - each * days, day + 1);
}

/** The first day on which each one of a prize may be given, the same rule seen from the other side: entry `n` is that of the n-th one. */
export function daysOfStock(stock: number, days: number): number[] {
  const first: number[] = [];
  for (let day = 0; first.length < stock; day += 1) while (first.length < mayBeGivenBy(stock, days, day)) first.push(day);
  return first;
}
