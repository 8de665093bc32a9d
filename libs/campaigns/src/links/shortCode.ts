import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Letters of a code; it is read aloud by nobody, so all of them. */
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CODE_LENGTH = 10;
const SIGNATURE_LENGTH = 8;
const ADDRESS = /^([0-9A-Za-z]{10})(?:-([0-9a-z]{1,6})-([0-9A-Za-z_-]{8}))?$/;

/**
 * The code of a link of a run, and the salt that signs personal forms of it. Made of the run's random id: nobody can guess a code, and
 * making it again after a crash gives the same.
 */
export function shortCode(runId: string, variant: string, url: string): { code: string; salt: string } {
  const hash = createHash('sha256').update(`${runId}/${variant}/${url}`).digest();
  let number = hash.readBigUInt64BE(0);
  let code = '';
  for (let at = 0; at < CODE_LENGTH; at++) {
    code += LETTERS[Number(number % 62n)];
    number /= 62n;
  }
  return { code, salt: hash.subarray(8).toString('base64url') };
}

/** The address part for one recipient: the code, who it is, and a signature, so that nobody taps in another one's name. */
export function personalCode(code: string, salt: string, no: number): string {
  return `${code}-${no.toString(36)}-${signatureOf(salt, no)}`;
}

/** Reads the last part of a short address; null for what none of ours looks like. */
export function readShortCode(text: string): { code: string; person: { no: number; signature: string } | null } | null {
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const [, code = '', no, signature] = match;
  return { code, person: no === undefined || signature === undefined ? null : { no: Number.parseInt(no, 36), signature } };
}

/** Is this the address that recipient number `no` got? */
export function isSignedFor(salt: string, { no, signature }: { no: number; signature: string }): boolean {
  const expected = Buffer.from(signatureOf(salt, no));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function signatureOf(salt: string, no: number): string {
  return createHmac('sha256', salt).update(String(no)).digest('base64url').slice(0, SIGNATURE_LENGTH);
}
