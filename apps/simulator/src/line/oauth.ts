import type { Channel } from '../world/channel';
import { newReplyToken } from '../world/ids';
import type { World } from '../world/world';

/** What a token endpoint answers; errors have a shape of their own (FACTS §10). */
export interface TokenAnswer {
  status: number;
  body: object;
}
type TokenEndpoint = (world: World, form: URLSearchParams) => TokenAnswer;

const STATELESS_SECONDS = 899;
const SHORT_LIVED_SECONDS = 30 * 24 * 3_600;
/** An assertion is valid for 30 minutes at most. */
const ASSERTION_SECONDS = 30 * 60;

/**
 * The token endpoints (FACTS §14): stateless and short-lived tokens by channel secret, v2.1 and stateless tokens by JWT,
 * verification and revocation. A JWT's claims are checked, its signature is not: the simulator holds no public keys.
 */
export const tokenEndpoints: Readonly<Record<string, TokenEndpoint>> = {
  'POST /oauth2/v3/token': (world, form) => {
    const channel = form.has('client_assertion') ? byAssertion(world, form) : bySecret(world, form);
    return channel ? issue(world, channel, STATELESS_SECONDS) : refused('invalid_client', 'client authentication failed');
  },
  'POST /oauth2/v2.1/token': (world, form) => {
    const channel = byAssertion(world, form);
    if (!channel) return refused('invalid_client', 'Invalid client assertion');
    const seconds = Number(claimsOf(form.get('client_assertion'))?.token_exp ?? SHORT_LIVED_SECONDS);
    if (!(seconds > 0 && seconds <= SHORT_LIVED_SECONDS)) return refused('invalid_request', 'Invalid token_exp');
    return issue(world, channel, seconds, { key_id: newReplyToken().slice(0, 22) });
  },
  'POST /v2/oauth/accessToken': (world, form) => {
    const channel = bySecret(world, form);
    return channel ? issue(world, channel, SHORT_LIVED_SECONDS) : refused('invalid_client', 'invalid client credentials');
  },
  'POST /v2/oauth/revoke': (world, form) => revoke(world, form),
  'POST /oauth2/v2.1/revoke': (world, form) => revoke(world, form),
  'POST /v2/oauth/verify': (world, form) => verify(world, form),
  'GET /oauth2/v2.1/verify': (world, form) => verify(world, form),
};

function issue(world: World, channel: Channel, seconds: number, more: object = {}): TokenAnswer {
  const token = `sim-${newReplyToken()}${newReplyToken()}`;
  world.grant(token, channel, seconds * 1_000);
  return { status: 200, body: { token_type: 'Bearer', access_token: token, expires_in: seconds, ...more } };
}

function verify(world: World, form: URLSearchParams): TokenAnswer {
  const token = form.get('access_token') ?? '';
  const channel = world.channelOf(token);
  if (!channel) return refused('invalid_request', 'access token expired');
  const expiresAt = world.expiryOf(token);
  const expires_in = expiresAt === undefined ? 0 : Math.floor((expiresAt - world.now()) / 1_000);
  return { status: 200, body: { client_id: channel.id, expires_in, scope: 'profile chat_message.write' } };
}

/** Unknown tokens are revoked without complaint. */
function revoke(world: World, form: URLSearchParams): TokenAnswer {
  world.revoke(form.get('access_token') ?? '');
  return { status: 200, body: {} };
}

function bySecret(world: World, form: URLSearchParams): Channel | undefined {
  const channel = world.channels.get(form.get('client_id') ?? '');
  return form.get('grant_type') === 'client_credentials' && channel?.settings.secret === form.get('client_secret') ? channel : undefined;
}

function byAssertion(world: World, form: URLSearchParams): Channel | undefined {
  const claims = claimsOf(form.get('client_assertion'));
  const now = world.now() / 1_000;
  if (!claims || claims.iss !== claims.sub || claims.aud !== 'https://api.line.me/') return undefined;
  if (typeof claims.exp !== 'number' || claims.exp <= now || claims.exp > now + ASSERTION_SECONDS) return undefined;
  return world.channels.get(String(claims.iss));
}

function claimsOf(jwt: string | null): Record<string, unknown> | undefined {
  const parts = jwt?.split('.') ?? [];
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refused(error: string, error_description: string): TokenAnswer {
  return { status: 400, body: { error, error_description } };
}
