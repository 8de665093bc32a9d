import { signBody, verifySignature, type SignatureFault } from './signature';

/** Why a signature does not fit, as far as it can be found out. */
export type SignatureDiagnosis =
  | { verdict: 'ok' }
  | { verdict: SignatureFault }
  /** It fits once blanks or line breaks at the ends of the body are left out or added. */
  | { verdict: 'trimmed' }
  /** It was made with the secret of another channel; `index` into `others`. */
  | { verdict: 'otherChannel'; index: number };

const LINE_ENDS = ['\n', '\r\n'];

/**
 * Explains a signature for a person who looks for the mistake: more patient than `verifySignature`, and never used to
 * let anything in.
 *
 * @param rawBody as it arrived, or as it was pasted
 * @param others secrets of other channels the sender may have confused this one with
 */
export function diagnoseSignature(rawBody: Buffer, secret: string, header: string | undefined, others: readonly string[]): SignatureDiagnosis {
  const signature = header?.trim();
  const check = verifySignature(rawBody, secret, signature);
  if (check.ok) return { verdict: 'ok' };
  if (check.reason !== 'mismatch' && check.reason !== 'reencoded') return { verdict: check.reason };
  const text = rawBody.toString('utf8');
  const rewritten = [text.trim(), ...LINE_ENDS.map((end) => text + end), text.replaceAll('\r\n', '\n')];
  if (rewritten.some((body) => signBody(body, secret) === signature)) return { verdict: 'trimmed' };
  if (check.reason === 'reencoded') return { verdict: 'reencoded' };
  const index = others.findIndex((other) => signBody(rawBody, other) === signature);
  return index >= 0 ? { verdict: 'otherChannel', index } : { verdict: 'mismatch' };
}
