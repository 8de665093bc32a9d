import type { FastifyInstance } from 'fastify';

/** LINE never sends that much; more is refused before it is read (413). */
export const WEBHOOK_BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const WEBHOOK_PREFIX = '/webhook/';

/**
 * Bodies as their receivers need them: webhooks get the exact bytes as a Buffer, whatever content type was claimed,
 * because the signature is over bytes and is checked before anything is parsed. Everything else takes JSON only; a
 * `__proto__` key in it is refused.
 *
 * Call before routes are registered.
 */
export function acceptRawBodies(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(WEBHOOK_PREFIX)) route.bodyLimit = WEBHOOK_BODY_LIMIT_BYTES;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.url.startsWith(WEBHOOK_PREFIX)) return done(null, body);
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), done);
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.url.startsWith(WEBHOOK_PREFIX)) return done(null, body);
    // An unsafe request that is not JSON could be made by a foreign page's form without asking; see the CSRF rules.
    return done(Object.assign(new Error('Send the body as application/json.'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }));
  });
}
