import type { Channel } from '../world/channel';
import { newReplyToken } from '../world/ids';
import type { World } from '../world/world';
import { readAssertion } from './readAssertion';

/** What a token endpoint answers; errors have a shape of their own (FACTS §10). */
export interface TokenAnswer {
  status: number;
  body: object;
}
type TokenEndpoint = (world: World, form: URLSearchParams) => TokenAnswer;

const STATELESS_SECONDS = 899;
const SHORT_LIVED_SECONDS = 30 * 24 * 3_600;
/** Of v2.1 and of short-lived tokens alike (FACTS §14). */
const LIVE_TOKENS = 30;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The token endpoints (FACTS §14): stateless and short-lived tokens by channel secret, v2.1 and stateless tokens by a
 * signed JWT, verification, revocation and key ids.
 */
export const tokenEndpoints: Readonly<Record<string, TokenEndpoint>> = {
  'POST /oauth2/v3/token': (world, form) => {
    const channel = form.has('client_assertion') ? byAssertion(world, form)?.channel : bySecret(world, form);
    return channel ? issue(world, channel, 'stateless', STATELESS_SECONDS) : refused('invalid_client', 'client authentication failed');
  },
  'POST /oauth2/v2.1/token': (world, form) => {
    const asked = byAssertion(world, form);
    if (!asked) return refused('invalid_client', 'Invalid client assertion');
    const seconds = Number(asked.claims.token_exp ?? SHORT_LIVED_SECONDS);
    if (!(seconds > 0 && seconds <= SHORT_LIVED_SECONDS)) return refused('invalid_request', 'Invalid token_exp');
    if (world.tokensOf(asked.channel, 'v2.1').length >= LIVE_TOKENS) return refused('invalid_request', 'The number of issued tokens is over the limit');
    return issue(world, asked.channel, 'v2.1', seconds, newReplyToken().slice(0, 22));
  },
  'GET /oauth2/v2.1/tokens/kid': (world, form) => {
    const asked = byAssertion(world, form);
    if (!asked) return refused('invalid_client', 'Invalid client assertion');
    return { status: 200, body: { kids: world.tokensOf(asked.channel, 'v2.1').map(({ keyId }) => keyId) } };
  },
  'POST /v2/oauth/accessToken': (world, form) => {
    const channel = bySecret(world, form);
    if (!channel) return refused('invalid_client', 'invalid client credentials');
    // The oldest makes room.
    const live = world.tokensOf(channel, 'shortLived');
    if (live.length >= LIVE_TOKENS) world.revoke(live[0]!.token);
    return issue(world, channel, 'shortLived', SHORT_LIVED_SECONDS);
  },
  'POST /v2/oauth/revoke': (world, form) => revoke(world, form),
  'POST /oauth2/v2.1/revoke': (world, form) => {
    const channel = world.channels.get(form.get('client_id') ?? '');
    if (!channel || channel.settings.secret !== form.get('client_secret')) return refused('invalid_client', 'invalid client credentials');
    return revoke(world, form);
  },
  'POST /v2/oauth/verify': (world, form) => verify(world, form),
  'GET /oauth2/v2.1/verify': (world, form) => verify(world, form),
};

function issue(world: World, channel: Channel, kind: 'stateless' | 'v2.1' | 'shortLived', seconds: number, keyId?: string): TokenAnswer {
  const token = `sim-${newReplyToken()}${newReplyToken()}`;
  world.grant(token, channel, kind, seconds * 1_000, keyId);
  return { status: 200, body: { token_type: 'Bearer', access_token: token, expires_in: seconds, ...(keyId !== undefined && { key_id: keyId }) } };
}

function verify(world: World, form: URLSearchParams): TokenAnswer {
  const token = form.get('access_token') ?? '';
  const channel = world.channelOf(token);
  if (!channel) return refused('invalid_request', 'access token expired');
  const expiresAt = world.expiryOf(token);
  const expires_in = expiresAt === undefined ? 0 : Math.floor((expiresAt - world.now()) / 1_000);
  return { status: 200, body: { client_id: channel.id, expires_in, scope: 'profile chat_message.write' } };
}

/** Unknown tokens are revoked without complaint; stateless ones cannot be. */
function revoke(world: World, form: URLSearchParams): TokenAnswer {
  const token = form.get('access_token') ?? '';
  if (world.kindOf(token) !== 'stateless') world.revoke(token);
  return { status: 200, body: {} };
}

function bySecret(world: World, form: URLSearchParams): Channel | undefined {
  const channel = world.channels.get(form.get('client_id') ?? '');
  return form.get('grant_type') === 'client_credentials' && channel?.settings.secret === form.get('client_secret') ? channel : undefined;
}

function byAssertion(world: World, form: URLSearchParams): { channel: Channel; claims: Record<string, unknown> } | undefined {
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) return undefined;
  return readAssertion(form.get('client_assertion') ?? '', (id) => world.channels.get(id), world.now());
}

function refused(error: string, error_description: string): TokenAnswer {
  return { status: 400, body: { error, error_description } };
}
