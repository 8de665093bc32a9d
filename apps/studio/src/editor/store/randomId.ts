/** Ids of new steps, wires and choices: short, and never the same twice. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
