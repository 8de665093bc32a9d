import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a signature was refused. All of them are answered alike; the difference is for the log line only. */
export type SignatureFault = 'missing' | 'wrongLength' | 'mismatch' | 'reencoded';
export type SignatureCheck = { ok: true } | { ok: false; reason: SignatureFault };

/** An HMAC-SHA256 has 32 bytes: 44 characters of base64 with one `=` at the end. */
const SIGNATURE_CHARS = 44;
/** Larger bodies are not examined for re-encoding, so that forged traffic stays cheap to refuse. */
const REENCODED_CHECK_MAX_BYTES = 64 * 1024;

/** LINE's webhook signature: base64 of HMAC-SHA256 over exactly these bytes (FACTS §4). */
export function signBody(rawBody: Buffer | string, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

/**
 * Checks the `x-line-signature` header against the body as it came, in constant time (FACTS §4).
 *
 * `reencoded` says that the signature would fit the same JSON written differently: something between LINE and us
 * parsed the body and wrote it anew. It is refused like every other mismatch.
 */
export function verifySignature(rawBody: Buffer, secret: string, header: string | string[] | undefined): SignatureCheck {
  const given = Array.isArray(header) ? header[0] : header;
  if (given === undefined || given === '') return { ok: false, reason: 'missing' };
  const signature = Buffer.from(given, 'latin1');
  if (signature.length !== SIGNATURE_CHARS) return { ok: false, reason: 'wrongLength' };
  if (fits(rawBody, secret, signature)) return { ok: true };
  return { ok: false, reason: wasReencoded(rawBody, secret, signature) ? 'reencoded' : 'mismatch' };
}

function fits(body: Buffer | string, secret: string, signature: Buffer): boolean {
  // Compared as text, not as decoded bytes: base64 decoders forgive, and a forgiven character is not what LINE sent.
  return timingSafeEqual(Buffer.from(signBody(body, secret), 'latin1'), signature);
}

function wasReencoded(rawBody: Buffer, secret: string, signature: Buffer): boolean {
  if (rawBody.length > REENCODED_CHECK_MAX_BYTES) return false;
  let compact: string;
  try {
    compact = JSON.stringify(JSON.parse(rawBody.toString('utf8')));
  } catch {
    // Not JSON, or nested too deeply to be written: then nobody can have re-serialised it.
    return false;
  }
  return [compact, escapeAstral(compact)].some((body) => fits(body, secret, signature));
}

/** Writes characters beyond U+FFFF as two `\uXXXX` escapes, the way LINE's webhooks carry emoji (FACTS §4). */
export function escapeAstral(json: string): string {
  return json.replace(
    /[\uD800-\uDFFF]/g,
    (half) => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
