import { createSign } from 'node:crypto';

/** LINE takes assertions of at most 30 minutes (FACTS §14); clocks differ a little. */
const ASSERTION_LIVES_S = 15 * 60;
/** The longest life of a v2.1 token. */
const TOKEN_LIVES_S = 30 * 24 * 3_600;

/**
 * A signed JWT by which LINE issues an access token v2.1 (FACTS §14: RS256, `iss` and `sub` the channel's number, `kid` of the registered key).
 * @param now epoch ms
 */
export function signAssertion(given: { lineChannelId: string; kid: string; privateKeyPem: string; now: number }): string {
  const { lineChannelId, kid, privateKeyPem, now } = given;
  const head = encode({ alg: 'RS256', typ: 'JWT', kid });
  const body = encode({ iss: lineChannelId, sub: lineChannelId, aud: 'https://api.line.me/', exp: Math.floor(now / 1_000) + ASSERTION_LIVES_S, token_exp: TOKEN_LIVES_S });
  const signature = createSign('RSA-SHA256').update(`${head}.${body}`).sign(privateKeyPem, 'base64url');
  return `${head}.${body}.${signature}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
