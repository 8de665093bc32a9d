import type { Refused } from '@chatloom/line';

/** At most so many people are set apart at once; more than that and halving is as good. */
const NAMED_MAX = 20;

/**
 * Whom LINE named in its refusal of a multicast: positions in `to` (`The property, 'to[1]', in the request body is invalid`, FACTS §10). Texts may change,
 * so this is a hint only: those named are tried alone, and nothing is taken for granted about the others.
 */
export function refusedAt(refusal: Pick<Refused, 'message' | 'details'>, size: number): number[] {
  const words = [refusal.message, ...refusal.details.flatMap(({ property, message }) => [property ?? '', message])].join(' ');
  const found = [...words.matchAll(/\bto\[(\d{1,3})\]/g)].map((match) => Number(match[1])).filter((at) => at < size);
  return [...new Set(found)].sort((a, b) => a - b).slice(0, NAMED_MAX);
}

/**
 * Where to cut a refused chunk: numbers at which a new part begins. Around those LINE named, or in the middle.
 * @param nos numbers of its people, ascending, at least two
 */
export function cutsOf(nos: readonly number[], named: readonly number[]): number[] {
  const cuts = named.length === 0 ? [nos[Math.ceil(nos.length / 2)]] : named.flatMap((at) => [nos[at], nos[at + 1]]);
  return [...new Set(cuts)].filter((no): no is number => no !== undefined && no !== nos[0]).sort((a, b) => a - b);
}
