import type { FastifyInstance } from 'fastify';

/**
 * Bodies are JSON, and a `__proto__` key in one is refused. Anything else is 415: a form of a foreign page could send it
 * without asking. Routes with other needs (webhooks take the exact bytes) bring their own parsers in their own scope.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body as string, done);
  });
}
