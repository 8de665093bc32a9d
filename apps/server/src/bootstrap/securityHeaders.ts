import type { FastifyInstance } from 'fastify';
import type { Config } from '@chatloom/platform';

/**
 * Headers for everything a browser may load (RELIABILITY 4.7). Webhooks are called by LINE's servers and do without:
 * their path is hot.
 */
export function sendSecurityHeaders(fastify: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/webhook/')) reply.headers(headers);
    done();
  });
}

/** Pictures and sounds may come from any https address (flows name them), from our own one even while it is http, and from the simulator; code only from us. */
export function securityHeaders(config: Pick<Config, 'SIMULATOR_URL' | 'PUBLIC_URL'>): Record<string, string> {
  const media = ["'self'", 'data:', 'blob:', 'https:', new URL(config.PUBLIC_URL).origin, ...(config.SIMULATOR_URL ? [new URL(config.SIMULATOR_URL).origin] : [])].join(' ');
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': media,
    'media-src': media,
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'require-trusted-types-for': "'script'",
  };
  return {
    'content-security-policy': Object.entries(policy).map(([name, value]) => `${name} ${value}`).join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    ...(config.PUBLIC_URL.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
