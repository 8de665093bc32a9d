import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { Channel } from '../world/channel';

/** An assertion is valid for 30 minutes at most (FACTS §14). */
const ASSERTION_SECONDS = 30 * 60;

/**
 * The channel and claims of a signed JWT (FACTS §14): RS256, a key registered for the channel (`POST …/keys` of the driver),
 * the right issuer, audience and time. Nothing when any of it is wrong.
 *
 * @param now epoch ms
 */
export function readAssertion(
  jwt: string,
  channelOf: (id: string) => Channel | undefined,
  now: number,
): { channel: Channel; claims: Record<string, unknown> } | undefined {
  const [head = '', body = '', signature = '', ...more] = jwt.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (!header || !claims || more.length > 0 || header.alg !== 'RS256') return undefined;
  const channel = claims.iss === claims.sub ? channelOf(String(claims.iss)) : undefined;
  const key = channel?.settings.publicKeys.find((one) => one.kid === header.kid);
  if (!channel || !key || claims.aud !== 'https://api.line.me/') return undefined;
  const seconds = now / 1_000;
  if (typeof claims.exp !== 'number' || claims.exp <= seconds || claims.exp > seconds + ASSERTION_SECONDS) return undefined;
  return isSigned(`${head}.${body}`, key, signature) ? { channel, claims } : undefined;
}

function isSigned(content: string, jwk: JsonWebKey, signature: string): boolean {
  try {
    return verify('RSA-SHA256', Buffer.from(content), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
