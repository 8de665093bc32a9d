import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from '@chatloom/platform';

/**
 * Until the database is reached and migrated nothing can be stored, so nothing may be acknowledged: 503, which makes
 * LINE deliver again. Health probes, metrics and the web app's files answer all the same.
 */
export function refuseWhileStarting(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (lifecycle.state !== 'starting' || !needsDatabase(request.url)) return done();
    reply.header('Retry-After', '1').code(503).send({ code: 'notReady', message: 'The server is starting. Try again in a moment.', details: [] });
  });
}

function needsDatabase(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/webhook/');
}
