/** `LINE` as a word of its own; "offline" and "Caroline" are fine. */
const RESERVED = /(^|[^\p{L}\p{N}])LINE($|[^\p{L}\p{N}])/iu;

/** LINE refuses words such as its own name as the name of a sender (FACTS §7); the full list is not published. */
export function isReservedSenderName(name: string): boolean {
  return RESERVED.test(name);
}
