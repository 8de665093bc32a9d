import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodePath, FOR_EVER, listFiles } from './serveStudio';

/** Where public pages begin; `base` of apps/pages/vite.config.ts. */
const PREFIX = 'p/';

/** Public pages at `/p/<code>`: the files of apps/pages, and its one `index.html` for every code. After `serveStudio`, which brings `sendFile`. */
export function servePages(fastify: FastifyInstance, folder: string): void {
  const files = existsSync(join(folder, 'index.html')) ? listFiles(folder) : new Set<string>();
  fastify.route({
    method: ['GET', 'HEAD'],
    url: `/${PREFIX}*`,
    handler: (request, reply) => {
      const path = decodePath(request.url)?.slice(PREFIX.length) ?? null;
      const send = (file: string) => (reply as unknown as { sendFile(name: string, root: string): unknown }).sendFile(file, folder);
      if (path !== null && files.has(path)) {
        reply.header('cache-control', path.startsWith('assets/') ? FOR_EVER : 'no-cache');
        return send(path);
      }
      if (path === null || path.includes('/')) return reply.code(404).send({ code: 'notFound', message: 'There is nothing at this address.', details: [] });
      if (files.size === 0) return reply.code(503).type('text/plain').send('The public pages have not been built. `npm start` builds them.\n');
      reply.header('cache-control', 'no-cache');
      return send('index.html');
    },
  });
}
