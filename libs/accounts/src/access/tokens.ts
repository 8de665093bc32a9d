import { createHash, randomBytes } from 'node:crypto';

/** Starts every personal API token, so that secret scanners and people recognise one. */
export const API_TOKEN_PREFIX = 'clt_';
const TOKEN_BYTES = 32;

/** An unguessable opaque token: 256 bits as 43 base64url characters. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(TOKEN_BYTES).toString('base64url');
}

/**
 * What is stored of a token. A fast hash is enough, because a random token of 256 bits cannot be guessed from it.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
